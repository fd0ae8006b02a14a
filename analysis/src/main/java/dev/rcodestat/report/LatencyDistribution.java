package dev.rcodestat.report;

/// Latencies of at least one transaction, in microseconds.
///
/// @param count the latencies, those outside of the range of 1 µs to 1 h among them
/// @param minMicros the exact least; here and in all that follow, what is outside of the range is at
///     its end
/// @param p50Micros what half of them do not exceed; like the other percentiles at most 1 % above the
///     exact one, never below it
/// @param p90Micros what 90 % do not exceed
/// @param p99Micros what 99 % do not exceed
/// @param p999Micros what 99.9 % do not exceed
/// @param maxMicros the exact greatest
/// @param belowRange how many were below 1 µs, such as that of a response captured before its query
/// @param aboveRange how many were above 1 h
/// @param displaced how many more there were, which a bound made count among others than these
/// @param compressed all of them as an HdrHistogram in its compressed encoding, version 2, in Base64
public record LatencyDistribution(
    long count,
    long minMicros,
    long p50Micros,
    long p90Micros,
    long p99Micros,
    long p999Micros,
    long maxMicros,
    long belowRange,
    long aboveRange,
    long displaced,
    String compressed) {
  public LatencyDistribution {
    if (count < 1 || count - belowRange < aboveRange) {
      throw new IllegalArgumentException(
          count
              + " latencies, of which "
              + belowRange
              + " below and "
              + aboveRange
              + " above range");
    }
    if (minMicros > p50Micros
        || p50Micros > p90Micros
        || p90Micros > p99Micros
        || p99Micros > p999Micros
        || p999Micros > maxMicros) {
      throw new IllegalArgumentException(
          "not in ascending order: %d, %d, %d, %d, %d, %d"
              .formatted(minMicros, p50Micros, p90Micros, p99Micros, p999Micros, maxMicros));
    }
  }
}
