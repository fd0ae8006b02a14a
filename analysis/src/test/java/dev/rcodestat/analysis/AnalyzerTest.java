package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.dns.ExtendedDnsError;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.InputOutcome;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.ServerRow;
import dev.rcodestat.report.TimeSpan;
import dev.rcodestat.report.TypeRow;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.Traffic;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
  private static final long SECOND = 1_000_000_000L;

  private final Traffic traffic = new Traffic();

  @Test
  void reportOfNothingIsEmpty() {
    Report report = analyze();
    assertThat(report.span()).isEmpty();
    assertThat(report.ledger().frames()).isZero();
    assertThat(report.ledger().buckets()).as("every bucket is named").hasSizeGreaterThan(10);
    assertThat(report.messages().total()).isZero();
    assertThat(report.responses().total()).isZero();
    assertThat(report.cells()).isEmpty();
    assertThat(report.timeline().buckets()).isEmpty();
    assertThat(report.overflow().exact()).isTrue();
  }

  @Test
  void cellsAreSortedByServerTypeOpcodeAndRcode() {
    traffic
        .response(1, "192.0.2.9", 28, 3)
        .response(1, "192.0.2.9", 28, 3)
        .response(1, "2001:db8::1", 1, 0)
        .response(1, "192.0.2.10", 1, 5)
        .response(1, "192.0.2.10", 1, 2)
        .response(1, "192.0.2.9", 255, 2)
        .response(1, "192.0.2.9", 16, 2)
        .response(1, "192.0.2.10", MessageBuilder.response(1).opcode(5).question("x", 1))
        .response(1, "192.0.2.10", MessageBuilder.response(1).rcode(4));
    assertThat(analyze().cells())
        .extracting(AnalyzerTest::describe)
        .containsExactly(
            "1 192.0.2.9 TXT QUERY SERVFAIL",
            "2 192.0.2.9 AAAA QUERY NXDOMAIN",
            "1 192.0.2.9 ANY QUERY SERVFAIL",
            "1 192.0.2.10 A QUERY SERVFAIL",
            "1 192.0.2.10 A QUERY REFUSED",
            "1 192.0.2.10 A UPDATE NOERROR",
            "1 192.0.2.10 none QUERY NOTIMP",
            "1 2001:db8::1 A QUERY NOERROR");
  }

  @Test
  void rowsAreSortedByResponsesThenByKey() {
    traffic
        .response(1, "192.0.2.10", 28, 3)
        .response(1, "192.0.2.9", 28, 2)
        .response(1, "2001:db8::1", 1, 0)
        .response(1, "2001:db8::1", 16, 0);
    Report report = analyze();
    assertThat(report.responses().breakdown().byServer())
        .extracting(ServerRow::server)
        .containsExactly("2001:db8::1", "192.0.2.9", "192.0.2.10");
    assertThat(report.responses().breakdown().byType())
        .extracting(TypeRow::type)
        .containsExactly(new QueryType(28), new QueryType(1), new QueryType(16));
    assertThat(report.responses().byRcode().counts().keySet())
        .containsExactly(Rcode.NOERROR, Rcode.SERVFAIL, Rcode.NXDOMAIN);
  }

  @Test
  void badversIsNeverNoerror() {
    traffic.response(
        1, "192.0.2.9", MessageBuilder.response(1).question("x", 1).edns(1232).rcode(16));
    Report report = analyze();
    assertThat(report.responses().byRcode().of(Rcode.BADVERS)).isEqualTo(1);
    assertThat(report.responses().byRcode().of(Rcode.NOERROR)).isZero();
  }

  @Test
  void spanAndTimelineAreOfCaptureTime() {
    traffic
        .response(1_767_225_600 * SECOND + 7, "192.0.2.9", 1, 2)
        .frame(1_767_225_599 * SECOND, new byte[60])
        .response(1_767_225_602 * SECOND, "192.0.2.9", 1, 2);
    Report report = analyze();
    assertThat(report.span())
        .contains(
            new TimeSpan(
                Instant.parse("2025-12-31T23:59:59Z"), Instant.parse("2026-01-01T00:00:02Z")));
    assertThat(report.timeline().bucketSeconds()).isEqualTo(1);
    assertThat(report.timeline().buckets())
        .extracting(bucket -> bucket.start().toString())
        .containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:00:02Z");
    assertThat(report.cells().getFirst().seen())
        .contains(
            new TimeSpan(
                Instant.parse("2026-01-01T00:00:00.000000007Z"),
                Instant.parse("2026-01-01T00:00:02Z")));
  }

  @Test
  void responsesWithoutTimeAreInNoBucket() {
    traffic.response(FrameView.NO_TIMESTAMP, "192.0.2.9", 1, 2);
    Report report = analyze();
    assertThat(report.span()).isEmpty();
    assertThat(report.timeline().untimed()).isEqualTo(1);
    assertThat(report.timeline().buckets()).isEmpty();
    assertThat(report.cells().getFirst().seen()).isEqualTo(Optional.empty());
  }

  @Test
  void onlyTheRangeAskedForIsLookedAt() {
    for (int second = 0; second < 10; second++) {
      traffic.response(second * SECOND, "192.0.2.9", 1, 2);
    }
    AnalysisOptions options =
        AnalysisOptions.defaults().withRange(new TimeRange(3 * SECOND, 5 * SECOND));
    Report report = new Analyzer(options).analyze(traffic);
    assertThat(report.responses().total()).isEqualTo(2);
    assertThat(report.ledger().frames()).isEqualTo(10);
    assertThat(report.ledger().buckets()).containsEntry("outside-time-range", 8L);
    assertThat(report.span())
        .contains(new TimeSpan(Instant.ofEpochSecond(3), Instant.ofEpochSecond(4)));
  }

  @Test
  void onlyThePortsAskedForCarryDns() {
    byte[] message = MessageBuilder.response(1).question("x", 1).rcode(2).build();
    FrameBuilder frame = FrameBuilder.ethernet().ip("192.0.2.9", "192.0.2.1");
    traffic.frame(1, frame.udp(8053, 9, message)).frame(2, frame.udp(53, 9, message));
    AnalysisOptions options = AnalysisOptions.defaults().withDnsPorts(Set.of(8053));
    assertThat(new Analyzer(options).analyze(traffic).responses().total()).isEqualTo(1);
    assertThat(analyze().responses().total()).isEqualTo(1);
  }

  @Test
  void inputsAreReportedAsNamed() {
    assertThat(analyze().inputs())
        .containsExactly(new InputOutcome("test", "pcap", 0, Optional.empty()));
  }

  @Test
  void extendedErrorsAreSortedByCode() {
    traffic.response(
        1,
        "192.0.2.9",
        MessageBuilder.response(1)
            .edns(1232)
            .rcode(2)
            .extendedError(23, "")
            .extendedError(9, "")
            .extendedError(23, ""));
    assertThat(analyze().responses().byEde().keySet())
        .containsExactly(new ExtendedDnsError(9), new ExtendedDnsError(23));
  }

  private Report analyze() {
    return new Analyzer(AnalysisOptions.defaults()).analyze(traffic);
  }

  private static String describe(Cell cell) {
    return cell.responses()
        + " "
        + cell.server()
        + " "
        + cell.type()
        + " "
        + cell.opcode()
        + " "
        + cell.outcome().rcode().orElseThrow();
  }
}
