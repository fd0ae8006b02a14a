package dev.rcodestat.tally;

import dev.rcodestat.wire.HotPath;
import java.util.Arrays;

/// Counts by [CellKey], with the times of the first and last response of each cell.
///
/// Open addressing with linear probing, at most half full; allocates only while it grows. Holds at
/// most as many cells as its bound; what would be one more is refused. Single writer.
final class CellTable {
  private static final int INITIAL_SLOTS = 1 << 10;

  /// No key: the server number has 29 bits, so that a key is never negative.
  private static final long EMPTY = -1;

  private final int bound;
  private long[] keys = emptyKeys(INITIAL_SLOTS);
  private long[] counts = new long[INITIAL_SLOTS];
  private long[] firsts = new long[INITIAL_SLOTS];
  private long[] lasts = new long[INITIAL_SLOTS];
  private int size;

  /// @param bound the most cells it holds
  CellTable(int bound) {
    this.bound = bound;
  }

  /// Adds responses to a cell.
  ///
  /// @param firstNanos the time of the first of them; later than `lastNanos` where none has a time
  /// @param lastNanos the time of the last of them
  /// @return false where the cell is new and the table full
  @HotPath
  boolean add(long key, long count, long firstNanos, long lastNanos) {
    int slot = slotOf(key);
    if (keys[slot] == EMPTY) {
      if (size == bound) {
        return false;
      }
      if (size * 2 >= keys.length) {
        grow();
        slot = slotOf(key);
      }
      size++;
      keys[slot] = key;
      firsts[slot] = Long.MAX_VALUE;
      lasts[slot] = Long.MIN_VALUE;
    }
    counts[slot] += count;
    firsts[slot] = Math.min(firsts[slot], firstNanos);
    lasts[slot] = Math.max(lasts[slot], lastNanos);
    return true;
  }

  /// The slots, of which some are empty.
  int slots() {
    return keys.length;
  }

  boolean isEmpty(int slot) {
    return keys[slot] == EMPTY;
  }

  long key(int slot) {
    return keys[slot];
  }

  long count(int slot) {
    return counts[slot];
  }

  long firstNanos(int slot) {
    return firsts[slot];
  }

  long lastNanos(int slot) {
    return lasts[slot];
  }

  private int slotOf(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 32) & mask;
    while (keys[slot] != key && keys[slot] != EMPTY) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    long[] oldFirsts = firsts;
    long[] oldLasts = lasts;
    keys = emptyKeys(oldKeys.length * 2);
    counts = new long[keys.length];
    firsts = new long[keys.length];
    lasts = new long[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int slot = slotOf(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
        firsts[slot] = oldFirsts[i];
        lasts[slot] = oldLasts[i];
      }
    }
  }

  private static long[] emptyKeys(int slots) {
    long[] keys = new long[slots];
    Arrays.fill(keys, EMPTY);
    return keys;
  }
}
