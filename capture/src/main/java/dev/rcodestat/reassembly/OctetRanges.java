package dev.rcodestat.reassembly;

import java.util.Arrays;

/// Which octets of a stretch are at hand: ranges in order, none touching another. Single-threaded.
final class OctetRanges {
  /// Start and end of each range, one after the other.
  private int[] bounds = new int[4];

  private int size;

  /// The number of ranges.
  int size() {
    return size;
  }

  int start(int range) {
    return bounds[2 * range];
  }

  int end(int range) {
    return bounds[2 * range + 1];
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

  /// Adds a range that is not empty.
  void add(int start, int end) {
    int first = 0;
    while (first < size && end(first) < start) {
      first++;
    }
    int next = first;
    int from = start;
    int to = end;
    while (next < size && start(next) <= end) { // these melt into one
      from = Math.min(from, start(next));
      to = Math.max(to, end(next));
      next++;
    }
    replace(first, next, from, to);
  }

  /// Forgets the first octets of the stretch, and counts from the one after them.
  void discard(int octets) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (end(i) > octets) {
        bounds[2 * kept] = Math.max(start(i) - octets, 0);
        bounds[2 * kept + 1] = end(i) - octets;
        kept++;
      }
    }
    size = kept;
  }

  void clear() {
    size = 0;
  }

  /// Puts one range in the place of those from `first` to before `next`.
  private void replace(int first, int next, int from, int to) {
    int after = size - (next - first) + 1;
    if (2 * after > bounds.length) {
      bounds = Arrays.copyOf(bounds, 4 * after);
    }
    System.arraycopy(bounds, 2 * next, bounds, 2 * (first + 1), 2 * (size - next));
    bounds[2 * first] = from;
    bounds[2 * first + 1] = to;
    size = after;
  }
}
