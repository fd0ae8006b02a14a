package dev.rcodestat.packet;

import dev.rcodestat.wire.Octets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An IP address, owned.
///
/// @param version 4 or 6
/// @param high the first 64 bits of an IPv6 address; 0 for IPv4
/// @param low the last 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
public record IpAddress(int version, long high, long low) implements Comparable<IpAddress> {
  private static final int GROUPS = 8;

  public IpAddress {
    if (version != 4 && version != 6) {
      throw new IllegalArgumentException("IP version is 4 or 6, not " + version);
    }
    if (version == 4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("more than 32 bits in an IPv4 address");
    }
  }

  /// Reads an address in any text form of RFC 4291 section 2.2, IPv4 as four decimal numbers without leading
  /// zeros; empty where the text is anything else: a name, which is never looked up, an address with a zone, a
  /// port or a prefix length, or one with blanks about it.
  ///
  /// An IPv4-mapped address (`::ffff:192.0.2.53`) stays one of IPv6, as it stands in packets.
  public static Optional<IpAddress> parse(String text) {
    return IpAddressReader.read(text);
  }

  // The generated ones do the same, but are slow until compiled, and reports are made once.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpAddress address
        && version == address.version
        && high == address.high
        && low == address.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 31 + low) * 31 + version;
  }

  /// IPv4 before IPv6, then by value.
  @Override
  public int compareTo(IpAddress other) {
    if (version != other.version) {
      return Integer.compare(version, other.version);
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /// Dotted quad, or the canonical text of RFC 5952.
  @Override
  public String toString() {
    return version == 4 ? dottedQuad() : ipv6Text();
  }

  private String dottedQuad() {
    return (low >>> 24) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
  }

  private String ipv6Text() {
    int zerosAt = longestZeroRun();
    int zeros = zerosAt < 0 ? 0 : zeroRunFrom(zerosAt);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == zerosAt) {
        text.append("::");
        i += zeros - 1;
        continue;
      }
      if (i > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  /// The first of the longest runs of two or more zero groups (RFC 5952 section 4.2), or -1.
  private int longestZeroRun() {
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zeroRunFrom(i);
      if (run > bestLength) {
        best = i;
        bestLength = run;
      }
    }
    return best;
  }

  private int zeroRunFrom(int start) {
    int end = start;
    while (end < GROUPS && group(end) == 0) {
      end++;
    }
    return end - start;
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return Octets.u16Of(half, index % 4);
  }
}
