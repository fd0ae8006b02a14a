package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.FrameLedger;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.tally.FailureRankings;
import dev.rcodestat.tally.Resolvers;
import dev.rcodestat.tally.Selection;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.tally.TallyBounds;
import dev.rcodestat.transaction.MatchingRules;
import dev.rcodestat.transaction.MessageRole;
import dev.rcodestat.transaction.TransactionMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Splitting a capture anywhere and adding up the parts gives the report of the whole.
class MergeLawsTest {
  private static final int CUTS = 25;
  private static final long SEED = 8618;

  static List<String> names() {
    return Samples.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothingIsNeutral(String name) {
    Report whole = SampleReports.of(name);
    Parts before = new Parts(name, 2, frame -> 1);
    assertThat(before.report(0, 1)).as("nothing, then all").isEqualTo(whole);
    Parts after = new Parts(name, 2, frame -> 0);
    assertThat(after.report(0, 1)).as("all, then nothing").isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("names")
  void partsBeforeAndAfterAnyCutAddUp(String name) {
    Report whole = SampleReports.of(name);
    Random random = new Random(SEED);
    for (int i = 0; i < CUTS; i++) {
      int cut = random.nextInt((int) whole.ledger().frames() + 1);
      Parts parts = new Parts(name, 2, frame -> frame < cut ? 0 : 1);
      assertThat(parts.report(0, 1)).as("cut before frame %d", cut).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void orderOfAddingDoesNotMatter(String name) {
    Report whole = SampleReports.of(name);
    int[][] orders = {{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {1, 2, 0}};
    for (int[] order : orders) {
      Random random = new Random(SEED);
      Parts parts = new Parts(name, 3, frame -> random.nextInt(3));
      assertThat(parts.report(order)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void groupingDoesNotMatter(String name) {
    Report whole = SampleReports.of(name);
    Random random = new Random(SEED);
    Parts left = new Parts(name, 4, frame -> random.nextInt(4));
    left.add(0, 1);
    left.add(2, 3);
    left.add(0, 2);
    assertThat(left.report(0)).as("(a + b) + (c + d)").isEqualTo(whole);
    Parts right = new Parts(name, 4, frame -> random.nextInt(4));
    right.add(2, 3);
    right.add(1, 2);
    right.add(0, 1);
    assertThat(right.report(0)).as("a + (b + (c + d))").isEqualTo(whole);
  }

  /// A capture whose messages were divided and counted apart. What puts messages together, and matches
  /// them, is not
  /// divided: a message whose packets lie on both sides of a cut belongs to neither part.
  private static final class Parts {
    private final List<Tally> tallies = new ArrayList<>();
    private final List<FailureRankings> failures = new ArrayList<>();
    private final FrameLedger ledger;
    private final ReassemblySummary reassembly;
    private final List<InputSummary> inputs;

    Parts(String name, int parts, IntUnaryOperator partOfMessage) {
      for (int i = 0; i < parts; i++) {
        tallies.add(new Tally(TallyBounds.ofShare()));
        failures.add(new FailureRankings(Selection.ALL, Resolvers.NONE));
      }
      int[] messages = {0};
      TransactionMatcher matcher =
          new TransactionMatcher(
              MatchingRules.defaults(),
              (transaction, outcome) -> {
                int part = partOfMessage.applyAsInt(messages[0]++);
                tallies.get(part).countUnanswered(transaction, outcome);
                failures.get(part).countUnanswered(transaction, outcome);
              });
      MessageExtractor extractor =
          new MessageExtractor(
              ServicePorts.standard(),
              TimeRange.ALL,
              (nanos, flow, message) ->
                  count(partOfMessage.applyAsInt(messages[0]++), nanos, flow, message, matcher),
              (nanos, flow, message) ->
                  tallies
                      .get(partOfMessage.applyAsInt(messages[0]))
                      .countIncomplete(nanos, flow, message));
      CaptureFiles files = SampleReports.files(name);
      files.forEachFrame(extractor);
      extractor.finish();
      ledger = extractor.ledger();
      matcher.finish(ledger.lastNanos());
      reassembly =
          new ReassemblySummary(
              extractor.streamGaps(),
              extractor.headerlessMessages(),
              extractor.connectionsEvicted());
      inputs = files.inputs();
    }

    private void count(
        int part, long nanos, FlowView flow, DnsMessageView message, TransactionMatcher matcher) {
      if (flow.service() == Service.DNS) {
        MessageRole role = matcher.match(nanos, flow, message);
        tallies.get(part).count(nanos, flow, message, role, matcher);
        failures.get(part).count(flow, message, role, matcher);
      } else {
        tallies.get(part).count(nanos, flow, message);
      }
    }

    void add(int target, int other) {
      tallies.get(target).add(tallies.get(other));
      failures.get(target).add(failures.get(other));
    }

    /// The report of these parts, added up in this order.
    Report report(int... order) {
      Tally sum = new Tally(TallyBounds.ofShare());
      FailureRankings sumOfFailures = new FailureRankings(Selection.ALL, Resolvers.NONE);
      for (int part : order) {
        sum.add(tallies.get(part));
        sumOfFailures.add(failures.get(part));
      }
      return new ReportBuilder(
              AnalysisOptions.defaults(), inputs, ledger, reassembly, sum, sumOfFailures, 0)
          .build();
    }
  }
}
