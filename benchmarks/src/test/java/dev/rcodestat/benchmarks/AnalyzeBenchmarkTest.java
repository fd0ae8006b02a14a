package dev.rcodestat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Report;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AnalyzeBenchmarkTest {
  @Test
  void whatIsTimedIsRight() throws IOException {
    AnalyzeBenchmark benchmark = new AnalyzeBenchmark();
    benchmark.write();
    try {
      Report report = benchmark.analyze();

      assertThat(report.ledger().frames()).isEqualTo(AnalyzeBenchmark.FRAMES);
      assertThat(report.ledger().buckets().get("dns"))
          .isEqualTo(report.messages().byTransport().get("udp"));
      assertThat(report.messages().byDefect()).isEmpty();
      // As often as Exchange says: 3 % SERVFAIL, 15 % NXDOMAIN, 0.5 % BADVERS of all exchanges.
      assertThat(share(report, Rcode.SERVFAIL)).isBetween(0.02, 0.04);
      assertThat(share(report, Rcode.NXDOMAIN)).isBetween(0.13, 0.17);
      assertThat(share(report, Rcode.BADVERS)).isBetween(0.002, 0.008);
    } finally {
      benchmark.remove();
    }
  }

  private static double share(Report report, Rcode rcode) {
    return (double) report.responses().byRcode().of(rcode) / report.responses().total();
  }
}
