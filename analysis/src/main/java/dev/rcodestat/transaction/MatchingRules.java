package dev.rcodestat.transaction;

/// When messages belong together. All times are those of the capture.
///
/// @param timeoutNanos how long after it was last sent a query can be answered, in nanoseconds
/// @param skewNanos how much earlier than its query a response may be captured, in nanoseconds
public record MatchingRules(long timeoutNanos, long skewNanos) {
  private static final long NANOS_PER_MILLISECOND = 1_000_000;

  public MatchingRules {
    if (timeoutNanos <= 0 || skewNanos < 0) {
      throw new IllegalArgumentException(
          "need a timeout above 0 and a skew of 0 or more, got " + timeoutNanos + ", " + skewNanos);
    }
  }

  /// 5 s, as long as most stub resolvers wait (resolv.conf(5)), and 10 ms.
  public static MatchingRules defaults() {
    return new MatchingRules(5_000 * NANOS_PER_MILLISECOND, 10 * NANOS_PER_MILLISECOND);
  }
}
