package dev.rcodestat.tally;

import dev.rcodestat.wire.HotPath;
import java.util.Arrays;

/// Responses by time bucket and RCODE.
///
/// Buckets begin at multiples of their width since 1970. The width starts at 1 s and takes the next
/// step of 5 s, 10 s, 30 s, 1 min, 5 min, 10 min, 30 min, 1 h, 3 h, 6 h, 12 h, 1 d, and from there
/// doubles, whenever more than [#MAX_BUCKETS] buckets would hold something. Each step is a multiple
/// of the one before, so that the width and every count depend on the set of times alone: not on
/// their order, nor on how parts were merged. A lone wrong clock costs one bucket, not the
/// resolution. Single writer; allocates only for a new bucket.
public final class ResponseTimeline {
  /// The most buckets kept.
  public static final int MAX_BUCKETS = 1000;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long[] STEPS = {
    1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400
  };

  private long widthSeconds = STEPS[0];
  private long[] starts = new long[16];
  private CodeCounts[] rcodes = new CodeCounts[16];
  private int size;
  private int latest;

  /// Counts one response.
  ///
  /// @param timestampNanos nanoseconds since 1970
  @HotPath
  void count(long timestampNanos, int rcode) {
    add(Math.floorDiv(timestampNanos, NANOS_PER_SECOND), rcode, 1);
  }

  void add(ResponseTimeline other) {
    while (widthSeconds < other.widthSeconds) {
      coarsen();
    }
    for (int i = 0; i < other.size; i++) {
      CodeCounts counts = other.rcodes[i];
      for (int j = 0; j < counts.size(); j++) {
        add(other.starts[i], counts.code(j), counts.count(j));
      }
    }
  }

  /// The width of a bucket in seconds.
  public long widthSeconds() {
    return widthSeconds;
  }

  /// The number of buckets that hold something.
  public int size() {
    return size;
  }

  /// The first second of the bucket at a place from 0 to [#size], in the order of time; seconds
  /// since 1970.
  public long startSeconds(int index) {
    return starts[index];
  }

  /// The responses of that bucket.
  public CodeCounts rcodes(int index) {
    return rcodes[index];
  }

  @HotPath
  private void add(long second, int rcode, long count) {
    int index = bucketOf(second);
    while (index < 0) {
      if (size < MAX_BUCKETS) {
        index = insert(-index - 1, startOf(second));
      } else {
        coarsen();
        index = bucketOf(second);
      }
    }
    latest = index;
    rcodes[index].add(rcode, count);
  }

  private long startOf(long second) {
    return second - Math.floorMod(second, widthSeconds);
  }

  /// The place of the bucket of a second, or the complement of where it belongs. Most responses
  /// fall into the bucket of the one before.
  private int bucketOf(long second) {
    if (latest < size && second - starts[latest] >= 0 && second - starts[latest] < widthSeconds) {
      return latest;
    }
    return Arrays.binarySearch(starts, 0, size, startOf(second));
  }

  private int insert(int index, long start) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      rcodes = Arrays.copyOf(rcodes, size * 2);
    }
    System.arraycopy(starts, index, starts, index + 1, size - index);
    System.arraycopy(rcodes, index, rcodes, index + 1, size - index);
    starts[index] = start;
    rcodes[index] = new CodeCounts();
    size++;
    return index;
  }

  private void coarsen() {
    widthSeconds = nextWidth(widthSeconds);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      long start = startOf(starts[i]);
      if (kept > 0 && starts[kept - 1] == start) {
        rcodes[kept - 1].add(rcodes[i]);
      } else {
        starts[kept] = start;
        rcodes[kept] = rcodes[i];
        kept++;
      }
    }
    size = kept;
    latest = 0;
  }

  private static long nextWidth(long width) {
    int step = Arrays.binarySearch(STEPS, width);
    return step >= 0 && step < STEPS.length - 1 ? STEPS[step + 1] : width * 2;
  }
}
