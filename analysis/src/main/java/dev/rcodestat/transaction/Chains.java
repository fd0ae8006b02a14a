package dev.rcodestat.transaction;

import dev.rcodestat.wire.HotPath;
import java.util.Arrays;

/// Leads from a hash to the numbers that were put under it, the newest first, then from each to the
/// next older one, where the numbers are those of a ring: each one more than the one before.
///
/// Only the lower half of a number is kept. A number that the ring has dropped ends the way, so that
/// nothing is ever taken out of the middle. Single-threaded.
@HotPath
final class Chains {
  /// No number.
  static final long NONE = -1;

  private static final long LOWER = 0xFFFF_FFFFL;

  private final int perNumber;
  private int[] newest;
  private int[] older;

  /// @param capacity how many numbers the ring has room for, a power of 2
  /// @param perNumber how many chains there are for each of them, a power of 2
  Chains(int capacity, int perNumber) {
    this.perNumber = perNumber;
    newest = new int[capacity * perNumber];
    older = new int[capacity];
    Arrays.fill(newest, -1);
  }

  /// Makes room for more numbers, and forgets those that there were.
  ///
  /// @param oldest the oldest number that will be put again
  void reset(int capacity, long oldest) {
    newest = new int[capacity * perNumber];
    older = new int[capacity];
    Arrays.fill(newest, (int) (oldest - 1));
  }

  /// Puts a number of the ring under a hash, more than any that was put before.
  void put(long hash, long number) {
    int chain = chain(hash);
    older[place(number)] = newest[chain];
    newest[chain] = (int) number;
  }

  /// The newest number under a hash, or [#NONE].
  ///
  /// @param oldest the oldest number of the ring
  /// @param next one more than the newest
  long newest(long hash, long oldest, long next) {
    return live(newest[chain(hash)], oldest, next);
  }

  /// The next older number under the same hash, or [#NONE].
  long older(long number, long oldest) {
    return live(older[place(number)], oldest, number);
  }

  private static long live(int lower, long oldest, long newer) {
    long number = oldest + ((lower - (int) oldest) & LOWER);
    return number < newer ? number : NONE;
  }

  private int chain(long hash) {
    return (int) (hash >>> (Long.numberOfLeadingZeros(newest.length) + 1));
  }

  private int place(long number) {
    return (int) number & (older.length - 1);
  }
}
