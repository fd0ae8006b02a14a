package dev.rcodestat.tally;

import dev.rcodestat.wire.HotPath;
import java.util.Arrays;

/// Counts by place, from 0 on, in 4 octets each. What goes beyond 32 bits is kept apart: rare, and
/// in few places. Allocates only for that, and where it is told to grow. Single writer.
final class CompactCounts {
  private int[] lower = {};

  /// How often a count passed 2^32, by its place, which is a code here.
  private final CodeCounts carries = new CodeCounts();

  @HotPath
  void increment(int place) {
    lower[place]++;
    if (lower[place] == 0) {
      carries.add(place, 1);
    }
  }

  void add(int place, long count) {
    long sum = Integer.toUnsignedLong(lower[place]) + count;
    lower[place] = (int) sum;
    if (sum >>> Integer.SIZE != 0) {
      carries.add(place, sum >>> Integer.SIZE);
    }
  }

  long of(int place) {
    long count = Integer.toUnsignedLong(lower[place]);
    return carries.size() == 0 ? count : count + (carries.of(place) << Integer.SIZE);
  }

  /// The number of places.
  int size() {
    return lower.length;
  }

  /// Makes more places, with counts of 0.
  void grow(int size) {
    lower = Arrays.copyOf(lower, size);
  }
}
