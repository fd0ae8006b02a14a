package dev.rcodestat.capture;

/// A range of time to look at, in nanoseconds since 1970-01-01T00:00:00Z.
///
/// @param fromNanos the first moment inside
/// @param toNanos the first moment after it
public record TimeRange(long fromNanos, long toNanos) {
  /// Everything, frames without a time included.
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /// Whether a frame of this time is inside.
  boolean contains(long timestampNanos) {
    return timestampNanos >= fromNanos && timestampNanos < toNanos;
  }
}
