package dev.rcodestat.packet;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the text forms of RFC 4291 section 2.2, as the grammar of RFC 3986 section 3.2.2 makes them exact.
///
/// `java.net.InetAddress` also takes zones, brackets, any number of leading zeros, and `127.1`; and it turns the
/// IPv4-mapped addresses of IPv6 into IPv4.
final class IpAddressReader {
  private static final int GROUPS = 8;
  private static final int OCTETS = 4;
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern COLON = Pattern.compile(":");
  private static final Pattern DOT = Pattern.compile("[.]");

  /// Without leading zeros, because 010 is 8 to inet_aton(3) and 10 to people.
  private static final Pattern OCTET = Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");

  private IpAddressReader() {}

  static Optional<IpAddress> read(String text) {
    return text.indexOf(':') < 0
        ? dottedQuad(text).map(bits -> new IpAddress(4, 0, bits))
        : withoutDottedQuad(text).flatMap(IpAddressReader::groups).map(IpAddressReader::ipv6);
  }

  private static Optional<Long> dottedQuad(String text) {
    List<String> octets = List.of(DOT.split(text, -1));
    return octets.size() == OCTETS && octets.stream().allMatch(OCTET.asMatchPredicate())
        ? Optional.of(bits(octets, 8, 10))
        : Optional.empty();
  }

  /// The text with the last four octets as two groups, where they are written as an IPv4 address.
  private static Optional<String> withoutDottedQuad(String text) {
    int tail = text.lastIndexOf(':') + 1;
    return text.indexOf('.', tail) < 0
        ? Optional.of(text)
        : dottedQuad(text.substring(tail))
            .map(bits ->
                text.substring(0, tail)
                    + Long.toHexString(bits >>> 16)
                    + ':'
                    + Long.toHexString(bits & 0xFFFF));
  }

  /// The eight groups; `::` stands for one or more of zeros.
  private static Optional<List<String>> groups(String text) {
    int gap = text.indexOf("::");
    List<String> before = split(gap < 0 ? text : text.substring(0, gap));
    List<String> after = gap < 0 ? List.of() : split(text.substring(gap + 2));
    int left = GROUPS - before.size() - after.size();
    if (gap < 0 ? left != 0 : left < 1) {
      return Optional.empty();
    }
    List<String> groups =
        Stream.of(before, Collections.nCopies(left, "0"), after).flatMap(List::stream).toList();
    return Optional.of(groups).filter(all -> all.stream().allMatch(GROUP.asMatchPredicate()));
  }

  private static List<String> split(String groups) {
    return groups.isEmpty() ? List.of() : List.of(COLON.split(groups, -1));
  }

  private static IpAddress ipv6(List<String> groups) {
    return new IpAddress(
        6,
        bits(groups.subList(0, GROUPS / 2), 16, 16),
        bits(groups.subList(GROUPS / 2, GROUPS), 16, 16));
  }

  /// Numbers side by side.
  ///
  /// @param width the bits that each takes
  private static long bits(List<String> numbers, int width, int radix) {
    long bits = 0;
    for (String number : numbers) {
      bits = bits << width | Long.parseLong(number, radix);
    }
    return bits;
  }
}
