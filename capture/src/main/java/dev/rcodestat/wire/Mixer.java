package dev.rcodestat.wire;

import java.util.SplittableRandom;

/// Spreads keys that come from the wire over the slots of a table by multiply-shift hashing
/// (Dietzfelbinger and others, 1997), each table with odd factors of its own drawn at random, so that
/// nobody can choose keys that meet in one slot. Where a key lies never shows in a result.
@HotPath
public final class Mixer {
  private final long factor;
  private final long highFactor;

  /// Draws factors.
  public Mixer() {
    SplittableRandom random = new SplittableRandom();
    factor = random.nextLong() | 1;
    highFactor = random.nextLong() | 1;
  }

  /// The slot for a key.
  ///
  /// @param slots how many there are, a power of 2 and at least 2
  public int slot(long key, int slots) {
    return top(key * factor, slots);
  }

  /// The slot for a key of 128 bits.
  public int slot(long high, long low, int slots) {
    return top(high * highFactor + low * factor, slots);
  }

  /// As many of the highest bits as number the slots.
  private static int top(long product, int slots) {
    return (int) (product >>> (Long.numberOfLeadingZeros(slots) + 1));
  }
}
