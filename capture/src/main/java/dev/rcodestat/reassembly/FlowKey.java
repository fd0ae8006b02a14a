package dev.rcodestat.reassembly;

import org.jspecify.annotations.Nullable;

/// Two addresses and a number that tells apart what runs between them. Mutable, so that one serves
/// for many look-ups; one that is in a map is changed only after it was taken out.
final class FlowKey implements Comparable<FlowKey> {
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private int version;
  private long highA;
  private long lowA;
  private long highB;
  private long lowB;
  private long number;

  void set(int version, long highA, long lowA, long highB, long lowB, long number) {
    this.version = version;
    this.highA = highA;
    this.lowA = lowA;
    this.highB = highB;
    this.lowB = lowB;
    this.number = number;
  }

  void set(FlowKey other) {
    set(other.version, other.highA, other.lowA, other.highB, other.lowB, other.number);
  }

  int version() {
    return version;
  }

  long highA() {
    return highA;
  }

  long lowA() {
    return lowA;
  }

  long highB() {
    return highB;
  }

  long lowB() {
    return lowB;
  }

  long number() {
    return number;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlowKey key
        && number == key.number
        && lowA == key.lowA
        && lowB == key.lowB
        && highA == key.highA
        && highB == key.highB
        && version == key.version;
  }

  @Override
  public int hashCode() {
    return (int) (mixed(FACTOR) >>> Integer.SIZE) ^ version;
  }

  /// The key in 64 bits, of which the highest are mixed best.
  ///
  /// @param factor odd
  long mixed(long factor) {
    long mixed = lowA * factor + highA;
    mixed = (mixed ^ lowB) * factor + highB;
    return (mixed ^ number) * factor;
  }

  /// So that keys made to collide cost a map no more than a search in a tree.
  @Override
  public int compareTo(FlowKey other) {
    int order = Long.compare(number, other.number);
    order = order != 0 ? order : Long.compare(lowA, other.lowA);
    order = order != 0 ? order : Long.compare(lowB, other.lowB);
    order = order != 0 ? order : Long.compare(highA, other.highA);
    order = order != 0 ? order : Long.compare(highB, other.highB);
    return order != 0 ? order : Integer.compare(version, other.version);
  }
}
