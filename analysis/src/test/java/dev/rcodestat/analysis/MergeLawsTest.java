package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.FrameLedger;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.tally.Tally;
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

  /// A capture whose frames were divided and counted apart.
  private static final class Parts {
    private final List<Tally> tallies = new ArrayList<>();
    private final List<FrameLedger> ledgers = new ArrayList<>();
    private final List<InputSummary> inputs;

    Parts(String name, int parts, IntUnaryOperator partOfFrame) {
      List<MessageExtractor> extractors = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        Tally tally = new Tally();
        tallies.add(tally);
        extractors.add(new MessageExtractor(ServicePorts.standard(), TimeRange.ALL, tally::count));
      }
      CaptureFiles files = SampleReports.files(name);
      int[] frames = {0};
      files.forEachFrame(
          frame -> extractors.get(partOfFrame.applyAsInt(frames[0]++)).onFrame(frame));
      extractors.forEach(extractor -> ledgers.add(extractor.ledger()));
      inputs = files.inputs();
    }

    void add(int target, int other) {
      tallies.get(target).add(tallies.get(other));
      ledgers.get(target).add(ledgers.get(other));
    }

    /// The report of these parts, added up in this order.
    Report report(int... order) {
      Tally sum = new Tally();
      FrameLedger ledger = new FrameLedger();
      for (int part : order) {
        sum.add(tallies.get(part));
        ledger.add(ledgers.get(part));
      }
      return new ReportBuilder(inputs, ledger, sum).build();
    }
  }
}
