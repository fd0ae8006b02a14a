package dev.rcodestat.render;

import dev.rcodestat.report.TimeSpan;
import dev.rcodestat.report.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// How a strip's columns map to time.
///
/// A few frames with a wrong clock would squeeze all others into one column; then the scale is that column, and
/// the others are left out.
final class TimeScale {
  private static final int MOST_COLUMNS = 48;
  private static final int ENOUGH_BUCKETS = 10;
  private static final double NEARLY_ALL = 0.9;

  private final List<Timeline.Bucket> buckets;
  private final Instant start;
  private final long columnSeconds;
  private final int columns;

  private TimeScale(List<Timeline.Bucket> buckets, long bucketSeconds) {
    this.buckets = buckets;
    start = buckets.getFirst().start();
    Duration toLast = Duration.between(start, buckets.getLast().start());
    long count = toLast.toSeconds() / bucketSeconds + 1;
    long bucketsPerColumn = Math.ceilDiv(count, MOST_COLUMNS);
    columns = (int) Math.ceilDiv(count, bucketsPerColumn);
    columnSeconds = bucketsPerColumn * bucketSeconds;
  }

  /// The scale for a timeline with at least one bucket.
  static TimeScale of(Timeline timeline) {
    return of(timeline.buckets(), timeline.bucketSeconds());
  }

  private static TimeScale of(List<Timeline.Bucket> buckets, long bucketSeconds) {
    TimeScale scale = new TimeScale(buckets, bucketSeconds);
    Map<Integer, List<Timeline.Bucket>> byColumn =
        buckets.stream().collect(Collectors.groupingBy(scale::columnOf));
    for (List<Timeline.Bucket> column : byColumn.values()) {
      boolean isSqueezed = column.size() >= Math.max(ENOUGH_BUCKETS, buckets.size() * NEARLY_ALL);
      if (isSqueezed && column.size() < buckets.size()) {
        return of(column, bucketSeconds);
      }
    }
    return scale;
  }

  int columns() {
    return columns;
  }

  Duration columnWidth() {
    return Duration.ofSeconds(columnSeconds);
  }

  TimeSpan span() {
    return new TimeSpan(start, start.plusSeconds(columnSeconds * columns));
  }

  /// The responses of some kind, for each column.
  ///
  /// @param responses how many of them a bucket holds
  long[] counts(ToLongFunction<Timeline.Bucket> responses) {
    long[] counts = new long[columns];
    for (Timeline.Bucket bucket : buckets) {
      counts[columnOf(bucket)] += responses.applyAsLong(bucket);
    }
    return counts;
  }

  /// The responses of the buckets that the scale leaves out.
  long leftOut(Timeline timeline) {
    return total(timeline.buckets()) - total(buckets);
  }

  private int columnOf(Timeline.Bucket bucket) {
    return (int) (Duration.between(start, bucket.start()).toSeconds() / columnSeconds);
  }

  private static long total(List<Timeline.Bucket> buckets) {
    return buckets.stream().mapToLong(Timeline.Bucket::responses).sum();
  }
}
