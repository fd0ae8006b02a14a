package dev.rcodestat.tally;

import java.util.Optional;

/// Latencies added up under fewer keys, for the report.
public final class LatencyGroups {
  private static final int NO_BOUND = 1 << 17;

  final LatencyTable fromFirst = new LatencyTable(NO_BOUND, NO_BOUND * 8);

  /// Of the keys with a query that was sent more than once.
  final LatencyTable fromLast = new LatencyTable(NO_BOUND, NO_BOUND * 8);

  LatencyGroups() {}

  /// The keys, in ascending order.
  public long[] keys() {
    return fromFirst.keys();
  }

  /// From the first time that the query was sent.
  public LatencySummary fromFirstSend(long key) {
    return fromFirst.summary(key);
  }

  /// From the last time that the query was sent; empty where none was sent more than once.
  public Optional<LatencySummary> fromLastSend(long key) {
    return fromLast.contains(key) ? Optional.of(fromLast.summary(key)) : Optional.empty();
  }
}
