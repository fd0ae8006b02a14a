package dev.rcodestat.tally;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Mixer;
import java.util.Arrays;
import java.util.Comparator;

/// Responses and transactions by [CellKey], with the times of the first and last of each cell.
///
/// Cells are numbered in the order in which they are met, and lie in that order: those that are met
/// often come early, and so lie together. An index by open addressing with linear probing, at most
/// half full, finds them. Allocates only while it grows. Single writer.
///
/// Several may share the table, each with its own bound: each has at most so many cells, and what would be
/// one more is refused to it. So what is refused depends on each one's own messages alone.
final class CellTable {
  private static final int INITIAL_CELLS = 1 << 9;

  /// The slots of the index for each cell that there is room for.
  private static final int SLOTS = 2;

  // A cell is six numbers beside each other.
  private static final int CELL = 6;
  private static final int KEY = 0;
  private static final int RESPONSES = 1;
  private static final int TRANSACTIONS = 2;
  private static final int FIRST = 3;
  private static final int LAST = 4;

  /// Whose cell it is, a bit for each share.
  private static final int SHARES = 5;

  /// No cell.
  static final int NONE = -1;

  private final int bound;

  /// The cells of each share.
  private final int[] sizes;

  private final Mixer mixer = new Mixer();
  private long[] cells = new long[INITIAL_CELLS * CELL];

  /// For each slot one more than the number of its cell, or 0.
  private int[] index = new int[INITIAL_CELLS * SLOTS];

  private int size;

  /// @param bound the most cells of each share
  /// @param shares how many there are, at most 64
  CellTable(int bound, int shares) {
    this.bound = bound;
    sizes = new int[shares];
  }

  /// Adds to a cell.
  ///
  /// @param share whose cell it is
  /// @param responses how many responses
  /// @param transactions how many transactions
  /// @param firstNanos the time of the first of them; later than `lastNanos` where none has a time
  /// @param lastNanos the time of the last of them
  /// @return the number of the cell, or [#NONE] where it is new to the share, which has as many as it may
  @HotPath
  int add(long key, int share, long responses, long transactions, long firstNanos, long lastNanos) {
    int slot = slotOf(key);
    int number = index[slot] - 1;
    if (number < 0 || (cells[number * CELL + SHARES] >>> share & 1) == 0) {
      if (sizes[share] == bound) {
        return NONE;
      }
      number = number < 0 ? insert(slot, key) : number;
      cells[number * CELL + SHARES] |= 1L << share;
      sizes[share]++;
    }
    int at = number * CELL;
    cells[at + RESPONSES] += responses;
    cells[at + TRANSACTIONS] += transactions;
    cells[at + FIRST] = Math.min(cells[at + FIRST], firstNanos);
    cells[at + LAST] = Math.max(cells[at + LAST], lastNanos);
    return number;
  }

  /// Writes all cells, by their keys.
  void write(String name, AddressTable.Order servers, SavedWriter out) {
    long[] saved = new long[size];
    for (int number = 0; number < size; number++) {
      int server = CellKey.server(key(number));
      saved[number] = CellKey.withServer(key(number), servers.savedNumberOf(server));
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, Integer::valueOf);
    Arrays.sort(order, Comparator.comparingLong(number -> saved[number]));
    out.startArray(name);
    for (int number : order) {
      write(number, saved[number], out);
    }
    out.endArray();
  }

  private void write(int number, long key, SavedWriter out) {
    out.startRow();
    out.number(CellKey.server(key));
    out.number(CellKey.type(key));
    out.number(CellKey.opcode(key));
    out.number(CellKey.outcome(key));
    out.text(CellKey.transport(key).label());
    out.number(responses(number));
    out.number(transactions(number));
    if (firstNanos(number) <= lastNanos(number)) {
      out.number(firstNanos(number));
      out.number(lastNanos(number));
    } else {
      out.nothing();
      out.nothing();
    }
    out.endArray();
  }

  /// Reads into a table of nothing, for one.
  ///
  /// @param servers the greatest number of a server
  void read(String name, int servers, SavedReader in) throws SavedResultException {
    in.startArray(name);
    while (in.nextRow()) {
      int server = in.number(0, servers);
      int type = in.number(0, QueryType.OTHER);
      int opcode = in.number(0, Opcode.VALUES - 1);
      int outcome = in.number(0, Outcome.TABLE_FULL);
      Transport transport = in.oneOf(Transport.values(), Transport::label);
      long responses = in.count();
      long transactions = in.count();
      long first = in.numberIfAny().orElse(Long.MAX_VALUE);
      long last = in.numberIfAny().orElse(Long.MIN_VALUE);
      long key = CellKey.of(server, type, transport, opcode, outcome);
      if (add(key, 0, responses, transactions, first, last) == NONE) {
        throw in.wrong("up to " + bound + " cells", "more");
      }
      in.endArray();
    }
  }

  /// The number of cells; they are numbered from 0.
  int size() {
    return size;
  }

  /// The number of the cell with a key, which is in the table.
  int numberOf(long key) {
    return index[slotOf(key)] - 1;
  }

  long key(int number) {
    return cells[number * CELL + KEY];
  }

  long responses(int number) {
    return cells[number * CELL + RESPONSES];
  }

  long transactions(int number) {
    return cells[number * CELL + TRANSACTIONS];
  }

  long firstNanos(int number) {
    return cells[number * CELL + FIRST];
  }

  long lastNanos(int number) {
    return cells[number * CELL + LAST];
  }

  /// The slot of a key, or the empty one where it belongs.
  private int slotOf(long key) {
    int mask = index.length - 1;
    int slot = mixer.slot(key, index.length);
    while (index[slot] != 0 && key(index[slot] - 1) != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int insert(int emptySlot, long key) {
    int slot = emptySlot;
    if (size * CELL == cells.length) {
      grow();
      slot = slotOf(key);
    }
    int at = size * CELL;
    cells[at + KEY] = key;
    cells[at + FIRST] = Long.MAX_VALUE;
    cells[at + LAST] = Long.MIN_VALUE;
    size++;
    index[slot] = size;
    return size - 1;
  }

  private void grow() {
    cells = Arrays.copyOf(cells, cells.length * 2);
    index = new int[index.length * 2];
    for (int number = 0; number < size; number++) {
      index[slotOf(key(number))] = number + 1;
    }
  }
}
