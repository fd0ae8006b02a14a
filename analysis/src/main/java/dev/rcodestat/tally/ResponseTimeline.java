package dev.rcodestat.tally;

import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.HotPath;
import java.util.Arrays;
import java.util.Objects;

/// Responses by time bucket and RCODE.
///
/// Buckets begin at multiples of their width since 1970. The width starts at 1 s and takes the next
/// step of 5 s, 10 s, 30 s, 1 min, 5 min, 10 min, 30 min, 1 h, 3 h, 6 h, 12 h, 1 d, and from there
/// doubles, whenever more than [#MAX_BUCKETS] buckets would hold something. Each step is a multiple
/// of the one before, so that the width and every count depend on the set of times alone: not on
/// their order, nor on how parts were merged. A lone wrong clock costs one bucket, not the
/// resolution. In a bucket the RCODEs below [#RCODES_APART] are kept apart; the others, which nobody
/// has assigned, are together. Single writer; allocates only for a new bucket.
public final class ResponseTimeline {
  /// The most buckets kept.
  public static final int MAX_BUCKETS = 1000;

  /// One more than the largest RCODE that a bucket keeps apart: all that have a name are smaller.
  public static final int RCODES_APART = 24;

  private static final int OTHERS = RCODES_APART;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// More than the times of captures span.
  private static final long MOST_SECONDS = 1L << 35;

  private static final long[] STEPS = {
    1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400
  };

  private long widthSeconds = STEPS[0];
  private long[] starts = new long[16];
  private long[][] counts = new long[16][];
  private int size;

  // The bucket of the latest response, where most find themselves: its counts, its beginning in
  // nanoseconds since 1970, and its width in nanoseconds; the width is 0 where there is none.
  private long[] latest = {};
  private long latestNanos;
  private long latestWidthNanos;

  /// Counts one response.
  ///
  /// @param timestampNanos nanoseconds since 1970
  @HotPath
  void count(long timestampNanos, int rcode) {
    if (Long.compareUnsigned(timestampNanos - latestNanos, latestWidthNanos) >= 0) {
      find(timestampNanos);
    }
    latest[Math.min(rcode, OTHERS)]++;
  }

  void add(ResponseTimeline other) {
    while (widthSeconds < other.widthSeconds) {
      coarsen();
    }
    for (int i = 0; i < other.size; i++) {
      addAll(countsOf(other.starts[i]), other.counts[i]);
    }
  }

  void write(String name, SavedWriter out) {
    out.startObject(name);
    out.number("widthSeconds", widthSeconds);
    out.startArray("buckets");
    for (int i = 0; i < size; i++) {
      out.startRow();
      out.number(starts[i]);
      for (long count : counts[i]) {
        out.number(count);
      }
      out.endArray();
    }
    out.endArray();
    out.endObject();
  }

  /// Reads into a timeline of nothing.
  void read(String name, SavedReader in) throws SavedResultException {
    in.startObject(name);
    long width = in.count("widthSeconds");
    while (widthSeconds < width && widthSeconds <= MOST_SECONDS) {
      widthSeconds = nextWidth(widthSeconds);
    }
    if (widthSeconds != width) {
      throw in.wrong("a width of buckets", Long.toString(width));
    }
    in.startArray("buckets");
    while (in.nextRow()) {
      readBucket(in);
    }
    in.endObject();
  }

  private void readBucket(SavedReader in) throws SavedResultException {
    long start = in.number();
    boolean isNext = size == 0 || start > starts[size - 1];
    if (!isNext
        || size == MAX_BUCKETS
        || Math.abs(start) > MOST_SECONDS
        || startOf(start) != start) {
      throw in.wrong("the beginning of another bucket", Long.toString(start));
    }
    long[] bucket = insert(size, start);
    for (int i = 0; i < bucket.length; i++) {
      bucket[i] = in.count();
    }
    in.endArray();
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

  /// The responses of that bucket with this RCODE, below [#RCODES_APART].
  public long responses(int index, int rcode) {
    return counts[index][Objects.checkIndex(rcode, RCODES_APART)];
  }

  /// The responses of that bucket with all other RCODEs.
  public long otherResponses(int index) {
    return counts[index][OTHERS];
  }

  private void find(long timestampNanos) {
    long second = Math.floorDiv(timestampNanos, NANOS_PER_SECOND);
    latest = countsOf(second);
    latestNanos = startOf(second) * NANOS_PER_SECOND;
    latestWidthNanos = widthSeconds * NANOS_PER_SECOND;
  }

  /// The counts of the bucket of a second, which is made where there is none.
  private long[] countsOf(long second) {
    int index = bucketOf(second);
    while (index < 0 && size == MAX_BUCKETS) {
      coarsen();
      index = bucketOf(second);
    }
    return index < 0 ? insert(-index - 1, startOf(second)) : counts[index];
  }

  private long startOf(long second) {
    return second - Math.floorMod(second, widthSeconds);
  }

  /// The place of the bucket of a second, or the complement of where it belongs.
  private int bucketOf(long second) {
    return Arrays.binarySearch(starts, 0, size, startOf(second));
  }

  private long[] insert(int index, long start) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(starts, index, starts, index + 1, size - index);
    System.arraycopy(counts, index, counts, index + 1, size - index);
    starts[index] = start;
    counts[index] = new long[RCODES_APART + 1];
    size++;
    return counts[index];
  }

  private void coarsen() {
    widthSeconds = nextWidth(widthSeconds);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      long start = startOf(starts[i]);
      if (kept > 0 && starts[kept - 1] == start) {
        addAll(counts[kept - 1], counts[i]);
      } else {
        starts[kept] = start;
        counts[kept] = counts[i];
        kept++;
      }
    }
    size = kept;
    latestWidthNanos = 0;
  }

  private static void addAll(long[] sums, long[] others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += others[i];
    }
  }

  private static long nextWidth(long width) {
    int step = Arrays.binarySearch(STEPS, width);
    return step >= 0 && step < STEPS.length - 1 ? STEPS[step + 1] : width * 2;
  }
}
