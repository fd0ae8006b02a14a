package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.FailureRanking;
import dev.rcodestat.report.FailureSummary;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.testing.Traffic;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose queries failed, in reports.
class FailureRowsTest {
  static List<String> names() {
    return Samples.names();
  }

  /// What tshark says of the capture: the names and clients of responses with SERVFAIL, and of queries
  /// that have no response and are no retransmission.
  @Test
  void theSpikeIsOfOneZone() {
    FailureSummary failures = SampleReports.of("servfail-spike.pcap").failures();
    assertThat(failures.total()).isEqualTo(43 + 58);
    assertThat(failures.nameless()).isZero();
    assertThat(described(failures.byZone())).containsExactly("nsd.example 101");
    assertThat(failures.byName().rows()).hasSize(34);
    assertThat(described(failures.byName()))
        .startsWith(
            "host21.nsd.example 16",
            "host11.nsd.example 11",
            "host22.nsd.example 8",
            "host34.nsd.example 6",
            "host23.nsd.example 5",
            "host39.nsd.example 5",
            "host24.nsd.example 4");
    assertThat(described(failures.byClient()))
        .containsExactly(
            "203.0.113.31 35", "198.51.100.21 24", "2001:db8:b::21 24", "203.0.113.32 18");
    assertThat(failures.exact()).isTrue();
  }

  @Test
  void refusedTransfersFailAtTheApex() {
    FailureSummary failures = SampleReports.of("refused-transfers.pcap").failures();
    assertThat(described(failures.byName()))
        .containsExactly(
            "bind.example 8",
            "knot.example 8",
            "nsd.example 8",
            ". 4",
            "example 4",
            "pdns.example 4",
            "somewhere-else.example 4");
    assertThat(failures.byZone()).isEqualTo(failures.byName());
  }

  @Test
  void responsesCountWhereTheCaptureHoldsNoQueries() {
    Report report = SampleReports.of("one-direction-responses.pcap");
    assertThat(report.basis()).isEqualTo(Basis.RESPONSES);
    assertThat(described(report.failures().byName()))
        .containsExactly("host-16.example 1", "host-26.example 1", "host-6.example 1");
    assertThat(described(report.failures().byClient())).containsExactly("198.51.100.1 3");
  }

  @Test
  void queriesAloneAreNoFailures() {
    Report report = SampleReports.of("one-direction-queries.pcap");
    assertThat(report.messages().queries()).isPositive();
    assertThat(report.failures()).isEqualTo(FailureSummary.NONE);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theyAreThoseOfTheRates(String name) {
    assertAddsUp(SampleReports.of(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rcode=SERVFAIL",
        "rcode!=SERVFAIL",
        "outcome=unanswered",
        "type=A client=198.51.100.0/24",
        "server=2001:db8::/32",
        "ede!=none",
        "edns=yes"
      })
  void whatIsNotAskedForIsNotThere(String where) {
    for (String name : names()) {
      AnalysisOptions options =
          AnalysisOptions.defaults().withSelection(WhereExpression.parse(where));
      assertAddsUp(new Analyzer(options).analyze(SampleReports.files(name)));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesAndZonesAreThoseOfTheMessages(String name) {
    Report report = SampleReports.of(name);
    FailureRecount recount = new FailureRecount(name, report);
    assertThat(counts(report.failures().byName())).isEqualTo(recount.byName());
    assertThat(counts(report.failures().byZone())).isEqualTo(recount.byZone());
    assertThat(counts(report.failures().byClient())).isEqualTo(recount.byClient());
  }

  @Test
  void pseudonymsHideClientsAndTheirOrderButNoNames() {
    AddressPseudonyms pseudonyms = AddressPseudonyms.of(new byte[AddressPseudonyms.KEY_LENGTH]);
    AnalysisOptions options =
        AnalysisOptions.defaults()
            .withNaming(new AddressNaming(HostNames.none(), Optional.of(pseudonyms)));
    FailureSummary plain = SampleReports.of("hazards.pcap").failures();
    FailureSummary hidden =
        new Analyzer(options).analyze(SampleReports.files("hazards.pcap")).failures();
    assertThat(hidden.byName()).isEqualTo(plain.byName());
    assertThat(hidden.byZone()).isEqualTo(plain.byZone());
    Map<String, Long> expected = new TreeMap<>();
    counts(plain.byClient())
        .forEach((client, count) ->
            expected.put(
                pseudonyms.pseudonym(IpAddress.parse(client).orElseThrow()).toString(), count));
    assertThat(counts(hidden.byClient())).isEqualTo(expected);
    assertThat(hidden.byClient().rows().stream().filter(row -> row.count() == 1))
        .extracting(FailureRanking.Row::key)
        .isSorted()
        .hasSizeGreaterThan(5);
  }

  /// Which names are kept depends on the order then, and that not on the threads.
  @Test
  void beyondTheBoundToo() {
    Traffic flood = new Traffic();
    Random random = new Random(4786);
    for (int i = 0; i < 30_000; i++) {
      int skewed = (int) Math.pow(20_000, random.nextDouble());
      String name = "host" + skewed + ".zone" + skewed % 3_000 + ".example";
      byte[] message = MessageBuilder.response(1).question(name, 1).rcode(2).build();
      String client = "10.0." + skewed / 200 % 200 + "." + skewed % 200;
      flood.frame(i, FrameBuilder.ethernet().ip("192.0.2.53", client).udp(53, 9, message));
    }
    Report byOne = new Analyzer(AnalysisOptions.defaults()).analyze(flood);
    assertThat(byOne.failures().total()).isEqualTo(30_000);
    assertThat(byOne.failures().byName().exact()).isFalse();
    assertThat(byOne.failures().byZone().exact()).isFalse();
    assertThat(byOne.failures().byClient().exact()).isFalse();
    assertThat(byOne.exact()).isFalse();
    assertThat(byOne.overflow().exact()).isTrue();
    assertThat(byOne.failures().byName().mostMissed()).isBetween(1L, 30_000L / 1024);
    for (int jobs : List.of(2, 3, 4)) {
      Analyzer analyzer = new Analyzer(AnalysisOptions.defaults());
      assertThat(analyzer.analyze(Collections.nCopies(jobs, flood)))
          .as("%d jobs", jobs)
          .isEqualTo(byOne);
    }
  }

  private static void assertAddsUp(Report report) {
    FailureSummary failures = report.failures();
    OutcomeCounts rated = report.rated().byOutcome();
    long expected = 0;
    for (Map.Entry<Outcome, Long> entry : rated.counts().entrySet()) {
      expected += entry.getKey().isFailure() ? entry.getValue() : 0;
    }
    assertThat(failures.total()).isEqualTo(expected);
    assertThat(sum(counts(failures.byClient()).values())).isEqualTo(expected);
    assertThat(sum(counts(failures.byName()).values())).isEqualTo(expected - failures.nameless());
    assertThat(sum(counts(failures.byZone()).values())).isEqualTo(expected - failures.nameless());
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> counts(FailureRanking ranking) {
    Map<String, Long> counts = new TreeMap<>();
    ranking.rows().forEach(row -> counts.put(row.key(), row.count()));
    return counts;
  }

  private static List<String> described(FailureRanking ranking) {
    return ranking.rows().stream().map(row -> row.key() + " " + row.count()).toList();
  }
}
