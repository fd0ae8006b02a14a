package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.TransactionSummary;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.transaction.MatchingRules;
import dev.rcodestat.transaction.MessageRole;
import dev.rcodestat.transaction.Transaction;
import dev.rcodestat.transaction.TransactionMatcher;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The captures for matching give what stands beside their recipes: those of the hazards case by case.
class HazardsTest {
  private static final long MICROSECOND = 1000;

  @Test
  void everyHazardGivesWhatIsExpected() {
    SortedMap<Character, List<String>> cases = new TreeMap<>();
    expect(cases, 'a', "QUERY A", "ANSWER A answer 5000 µs");
    expect(
        cases,
        'b',
        "QUERY A",
        "QUERY AAAA",
        "ANSWER AAAA NXDOMAIN 5000 µs",
        "ANSWER A answer 510000 µs");
    expect(cases, 'c', "QUERY A", "QUERY AAAA", "ANSWER AAAA NXDOMAIN 5000 µs", "unanswered A");
    expect(cases, 'd', "UNSOLICITED", "QUERY_ANSWERED_EARLIER A answer -10 µs");
    expect(cases, 'e', "QUERY A", "RETRANSMISSION", "ANSWER A SERVFAIL 5040 µs", "DUPLICATE");
    expect(cases, 'f', "QUERY A", "ANSWER A SERVFAIL 20 µs", "RETRANSMISSION", "DUPLICATE");
    expect(cases, 'g', "QUERY A", "UNSOLICITED", "ANSWER A answer 6000 µs");
    expect(
        cases,
        'h',
        "QUERY A",
        "RETRANSMISSION",
        "ANSWER A answer 1200000 µs, 200000 µs after the last of 2",
        "DUPLICATE");
    expect(cases, 'i', "QUERY A", "UNSOLICITED", "unanswered A");
    expect(cases, 'j', "UNSOLICITED");
    expect(
        cases,
        'k',
        "QUERY A",
        "ANSWER A truncated 5000 µs",
        "QUERY A over TCP",
        "ANSWER A over TCP answer 5000 µs");
    expect(
        cases,
        'l',
        "QUERY AXFR over TCP",
        "ANSWER AXFR over TCP answer 5000 µs",
        "CONTINUATION",
        "CONTINUATION",
        "CONTINUATION",
        "CONTINUATION");
    expect(cases, 'm', "QUERY A", "ANSWER A answer 5000 µs", "QUERY A", "ANSWER A answer 5000 µs");
    expect(cases, 'n', "QUERY HTTPS", "ANSWER HTTPS NOTIMP 5000 µs");
    expect(cases, 'o', "QUERY A", "QUERY A", "ANSWER A FORMERR 5000 µs", "unanswered A");
    expect(cases, 'p', "QUERY A", "unanswered A");
    expect(
        cases,
        'q',
        "QUERY SOA",
        "ANSWER SOA answer 5000 µs",
        "QUERY SOA",
        "ANSWER SOA NOTIMP 5000 µs");
    expect(
        cases,
        'r',
        "QUERY A",
        "ANSWER A answer 5000 µs",
        "QUERY A",
        "ANSWER A nodata 5000 µs",
        "QUERY A",
        "ANSWER A nodata 5000 µs",
        "QUERY A",
        "ANSWER A referral 5000 µs",
        "QUERY A",
        "ANSWER A nodata 5000 µs");
    expect(cases, 's', "QUERY A", "ANSWER A BADVERS 5000 µs");
    expect(cases, 't', "QUERY A", "capture-ended A");

    assertThat(new Story("hazards.pcap").cases).isEqualTo(cases);
  }

  @Test
  void theHazardsAddUp() {
    Report report = SampleReports.of("hazards.pcap");

    TransactionSummary transactions = report.transactions();
    assertThat(report.messages().queries()).isEqualTo(32);
    assertThat(transactions.total()).isEqualTo(29);
    assertThat(transactions.retransmissions()).isEqualTo(3);
    assertThat(outcomes(report))
        .isEqualTo(
            "answer=11, nodata=3, referral=1, truncated=1, FORMERR=1, SERVFAIL=2, NXDOMAIN=2,"
                + " NOTIMP=2, BADVERS=1, unanswered=4, capture-ended=1");
    assertThat(report.messages().responses()).isEqualTo(34);
    assertThat(transactions.duplicates()).isEqualTo(3);
    assertThat(transactions.unsolicited()).isEqualTo(3);
    assertThat(transactions.continuations()).isEqualTo(4);
  }

  @Test
  void queriesAloneAreAllCensored() {
    Report report = SampleReports.of("one-direction-queries.pcap");

    assertThat(report.transactions().total()).isEqualTo(30);
    assertThat(outcomes(report)).isEqualTo("one-direction=22, capture-ended=8");
  }

  @Test
  void responsesAloneAreAllUnsolicited() {
    Report report = SampleReports.of("one-direction-responses.pcap");

    assertThat(report.transactions().total()).isZero();
    assertThat(report.transactions().unsolicited()).isEqualTo(30);
    assertThat(report.basis()).isEqualTo(Basis.RESPONSES);
  }

  @Test
  void bothDirectionsTogetherAreWhole() {
    CaptureFiles both =
        new CaptureFiles(
            Stream.of("one-direction-responses.pcap", "one-direction-queries.pcap")
                .map(HazardsTest::input)
                .toList());
    Report report = new Analyzer(AnalysisOptions.defaults()).analyze(both);

    assertThat(report.transactions().total()).isEqualTo(30);
    assertThat(outcomes(report)).isEqualTo("answer=24, SERVFAIL=3, NXDOMAIN=3");
    assertThat(report.transactions().unsolicited()).isZero();
  }

  @Test
  void responsesToQueriesBeforeTheBeginningAreUnsolicited() {
    Report report = SampleReports.of("cut-at-the-start.pcap");

    assertThat(report.transactions().total()).isEqualTo(20);
    assertThat(outcomes(report)).isEqualTo("answer=16, SERVFAIL=2, NXDOMAIN=2");
    assertThat(report.messages().responses()).isEqualTo(26);
    assertThat(report.transactions().unsolicited()).isEqualTo(6);
  }

  private static void expect(
      SortedMap<Character, List<String>> cases, char letter, String... events) {
    cases.put(letter, List.of(events));
  }

  private static CaptureInput input(String name) {
    return CaptureInput.stream(
        name, Channels.newChannel(new ByteArrayInputStream(Samples.octets(name))));
  }

  private static String outcomes(Report report) {
    List<String> counts = new ArrayList<>();
    report
        .transactions()
        .breakdown()
        .byOutcome()
        .counts()
        .forEach((outcome, count) -> counts.add(outcome + "=" + count));
    return String.join(", ", counts);
  }

  /// What happens to the client of each case.
  private static final class Story {
    private final SortedMap<Character, List<String>> cases = new TreeMap<>();
    private final TransactionMatcher matcher =
        new TransactionMatcher(MatchingRules.defaults(), this::onUnanswered);

    Story(String name) {
      MessageExtractor extractor =
          new MessageExtractor(
              ServicePorts.standard(), TimeRange.ALL, this::onMessage, (_, _, _) -> {});
      SampleReports.files(name).forEachFrame(extractor);
      extractor.finish();
      matcher.finish(extractor.ledger().lastNanos());
    }

    private void onMessage(long nanos, FlowView flow, DnsMessageView message) {
      MessageRole role = matcher.match(nanos, flow, message);
      long client = message.isResponse() ? flow.destinationLow() : flow.sourceLow();
      events(flow.version(), client).add(describe(role, nanos, message));
    }

    private void onUnanswered(Transaction transaction, int outcome) {
      events(transaction.version(), transaction.clientLow())
          .add(new Outcome(outcome) + " " + type(transaction));
    }

    private String describe(MessageRole role, long nanos, DnsMessageView message) {
      Transaction transaction = matcher.transaction();
      return switch (role) {
        case QUERY -> role + " " + type(transaction);
        case QUERY_ANSWERED_EARLIER ->
            role
                + " %s %s %d µs"
                    .formatted(
                        type(transaction),
                        new Outcome(matcher.early().outcome()),
                        micros(matcher.early().firstNanos() - transaction.firstNanos()));
        case ANSWER ->
            role
                + " %s %s %d µs%s"
                    .formatted(
                        type(transaction),
                        new Outcome(message.outcome()),
                        micros(nanos - transaction.firstNanos()),
                        sentAgain(transaction, nanos));
        case RETRANSMISSION, DUPLICATE, CONTINUATION, UNSOLICITED -> role.toString();
      };
    }

    private static String sentAgain(Transaction transaction, long nanos) {
      return transaction.sends() == 1
          ? ""
          : ", %d µs after the last of %d"
              .formatted(micros(nanos - transaction.lastNanos()), transaction.sends());
    }

    private static String type(Transaction transaction) {
      String type = new QueryType(transaction.type()).toString();
      return switch (transaction.transport()) {
        case UDP -> type;
        case TCP -> type + " over TCP";
      };
    }

    private static long micros(long nanos) {
      return nanos / MICROSECOND;
    }

    /// A client's address ends with the number of its letter, in the digits of a person.
    private List<String> events(int version, long client) {
      String digits = version == 4 ? Long.toString(client & 0xFF) : Long.toHexString(client & 0xFF);
      char letter = (char) ('a' - 1 + Integer.parseInt(digits));
      return cases.computeIfAbsent(letter, _ -> new ArrayList<>());
    }
  }
}
