package dev.rcodestat.analysis;

import dev.rcodestat.report.LatencyDistribution;
import dev.rcodestat.tally.LatencySummary;

/// Makes latencies that were counted a part of the report.
final class LatencyDistributions {
  private LatencyDistributions() {}

  static LatencyDistribution of(LatencySummary latencies) {
    return new LatencyDistribution(
        latencies.count(),
        latencies.minMicros(),
        latencies.percentileMicros(50),
        latencies.percentileMicros(90),
        latencies.percentileMicros(99),
        latencies.percentileMicros(99.9),
        latencies.maxMicros(),
        latencies.belowRange(),
        latencies.aboveRange(),
        latencies.displaced(),
        latencies.compressed());
  }
}
