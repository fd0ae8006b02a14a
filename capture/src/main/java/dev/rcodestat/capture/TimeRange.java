package dev.rcodestat.capture;

import java.util.OptionalLong;

/// A range of time to look at, in nanoseconds since 1970-01-01T00:00:00Z.
///
/// @param fromNanos the first moment inside
/// @param toNanos the first moment after it
public record TimeRange(long fromNanos, long toNanos) {
  /// Everything, frames without a time included.
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /// A range with an end on each side, or on one.
  ///
  /// @param from the first moment inside, in nanoseconds since 1970; empty for no such bound
  /// @param to the first moment after it
  public static TimeRange of(OptionalLong from, OptionalLong to) {
    // One more than the least: a frame without a time is in no range that has an end.
    return from.isEmpty() && to.isEmpty()
        ? ALL
        : new TimeRange(from.orElse(Long.MIN_VALUE + 1), to.orElse(Long.MAX_VALUE));
  }

  /// Whether there is a first moment.
  public boolean isBoundedBelow() {
    return fromNanos > Long.MIN_VALUE + 1;
  }

  /// Whether there is a last moment.
  public boolean isBoundedAbove() {
    return toNanos < Long.MAX_VALUE;
  }

  /// Whether a frame of this time is inside.
  boolean contains(long timestampNanos) {
    return timestampNanos >= fromNanos && timestampNanos < toNanos;
  }
}
