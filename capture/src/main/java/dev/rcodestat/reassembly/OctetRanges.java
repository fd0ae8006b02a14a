package dev.rcodestat.reassembly;

import java.util.Arrays;

/// Which octets of a stretch are at hand: ranges in order, none touching another; each with a count
/// of the frames that are waiting in it. Single-threaded.
final class OctetRanges {
  private static final int FIELDS = 3;
  private static final int START = 0;
  private static final int END = 1;
  private static final int FRAMES = 2;
  private static final int[] NOTHING = {};
  private static final int MOST_IDLE_RANGES = 8;

  /// Start, end and frames of each range, one after the other.
  private int[] ranges = NOTHING;

  private int size;

  /// The number of ranges.
  int size() {
    return size;
  }

  int start(int range) {
    return ranges[FIELDS * range + START];
  }

  int end(int range) {
    return ranges[FIELDS * range + END];
  }

  /// The frames that are waiting in a range.
  int frames(int range) {
    return ranges[FIELDS * range + FRAMES];
  }

  /// Says that frames of the first range wait no longer.
  ///
  /// @param most so many of them, if there are as many
  /// @return how many they were
  int forgetFrames(int most) {
    if (size == 0) {
      return 0;
    }
    int forgotten = Math.min(ranges[FRAMES], most);
    ranges[FRAMES] -= forgotten;
    return forgotten;
  }

  /// The octets of memory that it takes.
  int capacity() {
    return ranges.length * Integer.BYTES;
  }

  /// The end of the last range; 0 where there is none.
  int end() {
    return size == 0 ? 0 : end(size - 1);
  }

  /// How many octets there are from the first octet of the stretch on, without a gap.
  int contiguous() {
    return size > 0 && start(0) == 0 ? end(0) : 0;
  }

  /// How many octets of a range are at hand.
  int held(int start, int end) {
    int held = 0;
    for (int i = 0; i < size && start(i) < end; i++) {
      held += Math.max(Math.min(end, end(i)) - Math.max(start, start(i)), 0);
    }
    return held;
  }

  /// The first place from there on that is not at hand.
  int firstMissing(int from) {
    int missing = from;
    for (int i = 0; i < size && start(i) <= missing; i++) {
      missing = Math.max(missing, end(i));
    }
    return missing;
  }

  /// The first place from there on that is at hand, or `limit` where there is none before it.
  int firstHeld(int from, int limit) {
    for (int i = 0; i < size; i++) {
      if (end(i) > from) {
        return Math.min(Math.max(start(i), from), limit);
      }
    }
    return limit;
  }

  /// Adds a range that is not empty, and the frames that wait in it.
  void add(int start, int end, int frames) {
    int first = 0;
    while (first < size && end(first) < start) {
      first++;
    }
    int next = first;
    int from = start;
    int to = end;
    int waiting = frames;
    while (next < size && start(next) <= end) { // these melt into one
      from = Math.min(from, start(next));
      to = Math.max(to, end(next));
      waiting += frames(next);
      next++;
    }
    replace(first, next);
    ranges[FIELDS * first + START] = from;
    ranges[FIELDS * first + END] = to;
    ranges[FIELDS * first + FRAMES] = waiting;
  }

  /// Forgets the first octets of the stretch, and counts from the one after them.
  void discard(int octets) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (end(i) > octets) {
        int end = end(i);
        int frames = frames(i);
        ranges[FIELDS * kept + START] = Math.max(start(i) - octets, 0);
        ranges[FIELDS * kept + END] = end - octets;
        ranges[FIELDS * kept + FRAMES] = frames;
        kept++;
      }
    }
    size = kept;
    release();
  }

  void clear() {
    size = 0;
    release();
  }

  private void release() {
    if (size == 0 && ranges.length > MOST_IDLE_RANGES * FIELDS) {
      ranges = NOTHING;
    }
  }

  /// Makes one place of those from `first` to before `next`.
  private void replace(int first, int next) {
    int after = size - (next - first) + 1;
    if (FIELDS * after > ranges.length) {
      ranges = Arrays.copyOf(ranges, 2 * FIELDS * after);
    }
    System.arraycopy(ranges, FIELDS * next, ranges, FIELDS * (first + 1), FIELDS * (size - next));
    size = after;
  }
}
