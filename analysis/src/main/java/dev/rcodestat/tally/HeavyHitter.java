package dev.rcodestat.tally;

import java.util.Arrays;
import java.util.HexFormat;

/// A key that was counted often. In the order of the greatest counts, then of the keys.
public final class HeavyHitter implements Comparable<HeavyHitter> {
  private final byte[] octets;
  private final long count;
  private final long error;

  /// @param octets the octets of the key
  /// @param count at least how often it was counted
  /// @param error by how much that may be too high
  HeavyHitter(byte[] octets, long count, long error) {
    this.octets = octets.clone();
    this.count = count;
    this.error = error;
  }

  /// The octets of its key; of a name as on the wire without compression, in lower case.
  public byte[] octets() {
    return octets.clone();
  }

  /// How often it was counted, or more.
  public long count() {
    return count;
  }

  /// By how much [#count] may be too high.
  public long error() {
    return error;
  }

  @Override
  public int compareTo(HeavyHitter other) {
    return count == other.count
        ? Arrays.compareUnsigned(octets, other.octets)
        : Long.compare(other.count, count);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof HeavyHitter other
        && count == other.count
        && error == other.error
        && Arrays.equals(octets, other.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets) * 31 + Long.hashCode(count);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(octets) + " " + count + " (-" + error + ")";
  }
}
