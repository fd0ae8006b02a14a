package dev.rcodestat.tally;

import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.HotPath;
import java.util.Arrays;

/// Counts by a code, mostly of 16 bits or fewer: a sorted table of the few codes that occur. Bounded by
/// the codes there are; allocates only when a code is new. Single writer.
public final class CodeCounts {
  private static final int FEW = 4;

  private int[] codes = new int[FEW];
  private long[] counts = new long[FEW];
  private int size;

  /// Adds to the count of a code.
  @HotPath
  public void add(int code, long count) {
    int index = indexOf(code);
    if (index < 0) {
      index = insert(-index - 1, code);
    }
    counts[index] += count;
  }

  void add(CodeCounts other) {
    for (int i = 0; i < other.size; i++) {
      add(other.codes[i], other.counts[i]);
    }
  }

  void write(String name, SavedWriter out) {
    out.startArray(name);
    for (int i = 0; i < size; i++) {
      out.startRow();
      out.number(codes[i]);
      out.number(counts[i]);
      out.endArray();
    }
    out.endArray();
  }

  void read(String name, int greatestCode, SavedReader in) throws SavedResultException {
    in.startArray(name);
    while (in.nextRow()) {
      add(in.number(0, greatestCode), in.count());
      in.endArray();
    }
  }

  /// The number of codes with a count.
  public int size() {
    return size;
  }

  /// The code at a place from 0 to [#size], in ascending order.
  public int code(int index) {
    return codes[index];
  }

  /// The count of the code at that place.
  public long count(int index) {
    return counts[index];
  }

  /// The count of a code, 0 where it has none.
  long of(int code) {
    int index = indexOf(code);
    return index < 0 ? 0 : counts[index];
  }

  private int indexOf(int code) {
    return Arrays.binarySearch(codes, 0, size, code);
  }

  private int insert(int index, int code) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(codes, index, codes, index + 1, size - index);
    System.arraycopy(counts, index, counts, index + 1, size - index);
    codes[index] = code;
    counts[index] = 0;
    size++;
    return index;
  }
}
