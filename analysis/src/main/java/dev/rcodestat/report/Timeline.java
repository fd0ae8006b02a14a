package dev.rcodestat.report;

import java.time.Instant;
import java.util.List;

/// Responses over time.
///
/// @param bucketSeconds the width of a bucket; buckets begin at multiples of it since
///     1970-01-01T00:00:00Z
/// @param untimed responses of frames that had no time, which are in no bucket
/// @param buckets the buckets with at least one response, in the order of time
public record Timeline(long bucketSeconds, long untimed, List<Bucket> buckets) {
  public Timeline {
    buckets = List.copyOf(buckets);
  }

  /// The responses of one stretch of time.
  ///
  /// @param start its first moment
  /// @param byRcode its responses by RCODE, those below 24: all that have a name
  /// @param otherRcodes its responses with all other RCODEs
  public record Bucket(Instant start, RcodeCounts byRcode, long otherRcodes) {
    /// All its responses.
    public long responses() {
      return byRcode.total() + otherRcodes;
    }
  }
}
