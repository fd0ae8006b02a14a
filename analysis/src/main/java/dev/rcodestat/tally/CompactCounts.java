package dev.rcodestat.tally;

import dev.rcodestat.wire.HotPath;
import java.util.Arrays;

/// Counts by place, from 0 on, in 2 octets each. What goes beyond 16 bits is kept apart: most counts
/// are small, and where they are not, one in 65,536 is a carry. Allocates only for that, and where it is
/// told to grow. Single writer.
final class CompactCounts {
  private char[] lower = {};

  /// How often a count passed 2^16, by its place, which is a code here.
  private final CodeCounts carries = new CodeCounts();

  @HotPath
  void increment(int place) {
    lower[place]++;
    if (lower[place] == 0) {
      carries.add(place, 1);
    }
  }

  void add(int place, long count) {
    long sum = lower[place] + count;
    lower[place] = (char) sum;
    if (sum >>> Character.SIZE != 0) {
      carries.add(place, sum >>> Character.SIZE);
    }
  }

  /// Adds the counts of so many places of another one, from a place there on, to those from a place here on.
  void addAll(int place, CompactCounts other, int otherPlace, int places) {
    for (int i = 0; i < places; i++) {
      int sum = lower[place + i] + other.lower[otherPlace + i];
      lower[place + i] = (char) sum;
      if (sum >>> Character.SIZE != 0) {
        carries.add(place + i, 1);
      }
    }
    for (int i = 0; i < other.carries.size(); i++) {
      int offset = other.carries.code(i) - otherPlace;
      if (offset >= 0 && offset < places) {
        carries.add(place + offset, other.carries.count(i));
      }
    }
  }

  long of(int place) {
    long count = lower[place];
    return carries.size() == 0 ? count : count + (carries.of(place) << Character.SIZE);
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
