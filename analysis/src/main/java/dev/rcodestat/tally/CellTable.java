package dev.rcodestat.tally;

import dev.rcodestat.wire.HotPath;

/// Counts by [CellKey], with the times of the first and last response of each cell.
///
/// Open addressing with linear probing, at most half full; allocates only while it grows. Holds at
/// most as many cells as its bound; what would be one more is refused. Single writer.
final class CellTable {
  private static final int INITIAL_SLOTS = 1 << 10;

  /// No key: the server number has 29 bits, so that a key is never negative.
  private static final long EMPTY = -1;

  // A slot is four numbers beside each other, so that a response touches one cache line.
  private static final int SLOT = 4;
  private static final int KEY = 0;
  private static final int COUNT = 1;
  private static final int FIRST = 2;
  private static final int LAST = 3;

  private final int bound;
  private final Mixer mixer = new Mixer();
  private long[] table = emptyTable(INITIAL_SLOTS);
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
    int at = slotOf(key) * SLOT;
    if (table[at + KEY] == EMPTY) {
      if (size == bound) {
        return false;
      }
      if (size * 2 >= slots()) {
        grow();
        at = slotOf(key) * SLOT;
      }
      size++;
      table[at + KEY] = key;
    }
    table[at + COUNT] += count;
    table[at + FIRST] = Math.min(table[at + FIRST], firstNanos);
    table[at + LAST] = Math.max(table[at + LAST], lastNanos);
    return true;
  }

  /// The number of cells.
  int size() {
    return size;
  }

  /// The slots, of which some are empty.
  int slots() {
    return table.length / SLOT;
  }

  boolean isEmpty(int slot) {
    return key(slot) == EMPTY;
  }

  long key(int slot) {
    return table[slot * SLOT + KEY];
  }

  long count(int slot) {
    return table[slot * SLOT + COUNT];
  }

  long firstNanos(int slot) {
    return table[slot * SLOT + FIRST];
  }

  long lastNanos(int slot) {
    return table[slot * SLOT + LAST];
  }

  /// The slot of a key, or the empty one where it belongs.
  int slotOf(long key) {
    int mask = slots() - 1;
    int slot = mixer.slot(key, slots());
    while (key(slot) != key && key(slot) != EMPTY) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = table;
    table = emptyTable(slots() * 2);
    for (int from = 0; from < old.length; from += SLOT) {
      if (old[from + KEY] != EMPTY) {
        System.arraycopy(old, from, table, slotOf(old[from + KEY]) * SLOT, SLOT);
      }
    }
  }

  private static long[] emptyTable(int slots) {
    long[] table = new long[slots * SLOT];
    for (int at = 0; at < table.length; at += SLOT) {
      table[at + KEY] = EMPTY;
      table[at + FIRST] = Long.MAX_VALUE;
      table[at + LAST] = Long.MIN_VALUE;
    }
    return table;
  }
}
