package dev.rcodestat.wire;

import java.util.SplittableRandom;

/// Spreads keys that come from the wire over the slots of a table by multiply-shift hashing
/// (Dietzfelbinger and others, 1997), each table with odd factors of its own drawn at random, so that
/// nobody can choose keys that meet in one slot. Where a key lies never shows in a result.
///
/// Twice, because keys are often evenly spaced, such as the numbers of servers. So are their products,
/// and with some factors those lie so close together that a search takes dozens of steps, in one start
/// of the program and not in the next.
@HotPath
public final class Mixer {
  private final long factor;
  private final long highFactor;
  private final long secondFactor;

  /// Draws factors.
  public Mixer() {
    this(new SplittableRandom());
  }

  /// @param random draws the factors
  Mixer(SplittableRandom random) {
    factor = random.nextLong() | 1;
    highFactor = random.nextLong() | 1;
    secondFactor = random.nextLong() | 1;
  }

  /// The slot for a key.
  ///
  /// @param slots how many there are, a power of 2 and at least 2
  public int slot(long key, int slots) {
    return top(again(key * factor), slots);
  }

  /// The slot for a key of 128 bits.
  public int slot(long high, long low, int slots) {
    return top(again(high * highFactor + low * factor), slots);
  }

  /// Takes one more word into a hash of 64 bits, for keys of any length. Nobody who does not know the
  /// factors can make two keys that get the same one.
  public long hash(long before, long word) {
    long bits = (before ^ word) + highFactor; // so that zeros do not stay zero
    return bits * factor ^ Math.multiplyHigh(bits, factor);
  }

  /// The slot for a hash.
  public static int slotOfHash(long hash, int slots) {
    return top(hash, slots);
  }

  /// Both halves of the product of 128 bits count: each alone would again be evenly spaced.
  private long again(long product) {
    return (product ^ Math.multiplyHigh(product, secondFactor)) * secondFactor;
  }

  /// As many of the highest bits as number the slots.
  private static int top(long product, int slots) {
    return (int) (product >>> (Long.numberOfLeadingZeros(slots) + 1));
  }
}
