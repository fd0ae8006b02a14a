package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked for is counted as it would be in a report of everything, and the rest is summed up.
class WhereTest {
  static List<String> names() {
    return Samples.names();
  }

  @ParameterizedTest
  @CsvSource({
    "rcode=SERVFAIL, 2",
    "rcode=servfail, 2",
    "rcode=2, 2",
    "rcode!=SERVFAIL, 27",
    "'rcode=SERVFAIL,NXDOMAIN', 4",
    "rcode=NOERROR, 16",
    "outcome=nodata, 3",
    "'outcome=unanswered,capture-ended', 5",
    "outcome=BADVERS, 1",
    "type=HTTPS, 1",
    "type=65, 1",
    "type=TYPE65280, 0",
    "opcode=UPDATE, 1",
    "opcode!=QUERY, 2",
    "transport=tcp, 2",
    "class!=IN, 0",
    "client=198.51.100.2, 2",
    "client=198.51.100.0/24 server=192.0.2.53, 25",
    "client=198.51.100.0/31, 1",
    "client-prefix=2001:db8::/56, 4",
    "server=2001:db8::/32, 4",
    "server=0.0.0.0/0, 25",
    "server=::/0, 4",
    "edns=yes, 1",
    "edns=no ede=none, 27",
    "' type=A   rcode=SERVFAIL ', 2"
  })
  void transactionsThatMeetEveryConditionCount(String where, long expected) {
    Report all = SampleReports.of("hazards.pcap");
    Report report = of("hazards.pcap", where, 1);
    assertThat(report.transactions().total()).isEqualTo(expected);
    assertThat(report.transactions().total() + report.transactions().excluded())
        .isEqualTo(all.transactions().total());
    assertThat(report.responses().total() + report.responses().excluded())
        .isEqualTo(all.responses().total());
    assertThat(report.messages()).isEqualTo(all.messages());
    assertThat(report.window().where()).contains(where.strip());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aConditionAndItsOppositeDivideTheWhole(String name) {
    Report all = SampleReports.of(name);
    Report these = of(name, "rcode=SERVFAIL,NOERROR", 2);
    Report others = of(name, "rcode!=SERVFAIL,NOERROR", 1);
    assertThat(these.transactions().total() + others.transactions().total())
        .isEqualTo(all.transactions().total());
    assertThat(these.responses().total() + others.responses().total())
        .isEqualTo(all.responses().total());
    assertThat(
            these.latency().all().map(row -> row.fromFirstSend().count()).orElse(0L)
                + others.latency().all().map(row -> row.fromFirstSend().count()).orElse(0L))
        .isEqualTo(all.latency().all().map(row -> row.fromFirstSend().count()).orElse(0L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SERVFAIL",
        "=x",
        "!=x",
        "rcode=",
        "rcode=NOPE",
        "rcode=4096",
        "type=NOPE",
        "colour=red",
        "server=ns.example",
        "server=192.0.2.1/33",
        "server=192.0.2.1/x",
        "edns=maybe",
        "rcode=SERVFAIL,",
        "opcode=16",
        "leg=sideways",
        "resolver=ns.example",
        "resolver="
      })
  void whatCannotBeReadIsRefused(String where) {
    assertThatIllegalArgumentException().isThrownBy(() -> WhereExpression.parse(where));
  }

  @Test
  void theMessageSaysWhatWasExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WhereExpression.parse("colour=red"))
        .withMessageContaining("'colour' is no dimension: expected rcode, outcome, server");
  }

  private static Report of(String name, String where, int jobs) {
    AnalysisOptions options =
        AnalysisOptions.defaults().withSelection(WhereExpression.parse(where));
    return new Analyzer(options).analyze(SampleReports.files(name, jobs));
  }
}
