package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.report.LatencyDistribution;
import dev.rcodestat.tally.LatencySummary;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyDistributionsTest {
  @Test
  void everyNumberIsInItsPlace() {
    Histogram histogram = new Histogram(1, 3_600_000_000L, 2);
    for (int micros = 1; micros <= 2000; micros++) {
      histogram.recordValue(micros);
    }
    LatencySummary summary = new LatencySummary(histogram, 1, 2000, 3, 4, 5);
    assertThat(LatencyDistributions.of(summary))
        .isEqualTo(
            new LatencyDistribution(
                2000, 1, 1003, 1807, 1983, 1999, 2000, 3, 4, 5, summary.compressed()));
  }
}
