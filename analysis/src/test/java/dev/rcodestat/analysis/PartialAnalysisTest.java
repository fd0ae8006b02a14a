package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.transaction.RandomTraffic;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A capture that is split anywhere between messages gives the report of the whole, however its parts are
/// merged, each of them and each sum written and read on the way.
class PartialAnalysisTest {
  private static final int EVERY_PLACE_UP_TO = 12;
  private static final int PLACES = 4;
  private static final int RANDOM_RUNS = 250;
  private static final int RANDOM_MESSAGES = 100;
  private static final int LONG_RUNS = 25;
  private static final int LONG_MESSAGES = 6_000;
  private static final long SEED = 8618;

  private static final AnalysisOptions OPTIONS =
      AnalysisOptions.defaults()
          .withBy(List.of(Dimension.RESOLVER, Dimension.CLIENT, Dimension.EDE));

  static List<String> names() {
    return Samples.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void onePartIsTheWhole(String name) {
    Heard heard = Heard.of(name);

    assertThat(report(heard.part(OPTIONS, 0, heard.size(), true))).isEqualTo(heard.report(OPTIONS));
  }

  @ParameterizedTest
  @MethodSource("names")
  void writtenAgainAPartIsTheSame(String name) {
    Heard heard = Heard.of(name);
    byte[] written = SavedParts.encode(heard.part(OPTIONS, heard.size() / 2, heard.size(), true));

    assertThat(
            SavedParts.encode(
                SavedParts.through(heard.part(OPTIONS, heard.size() / 2, heard.size(), true))))
        .isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("names")
  void twoPartsOfASample(String name) {
    Heard heard = Heard.of(name);
    Report whole = heard.report(OPTIONS);
    Random random = new Random(SEED);
    for (int cut : cuts(heard.size(), random)) {
      assertThat(report(left(heard, 0, cut, heard.size())))
          .as("cut before message %d", cut)
          .isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void threePartsOfASample(String name) {
    Heard heard = Heard.of(name);
    Report whole = heard.report(OPTIONS);
    Random random = new Random(SEED);
    for (int cut : cuts(heard.size(), random)) {
      int next = cut + random.nextInt(heard.size() - cut + 1);
      String cuts = "cut before messages " + cut + " and " + next;
      assertThat(report(left(heard, 0, cut, next, heard.size()))).as(cuts).isEqualTo(whole);
      assertThat(report(right(heard, 0, cut, next, heard.size()))).as(cuts).isEqualTo(whole);
    }
  }

  /// Times that run on, stand still, go back a little, or are missing.
  @ParameterizedTest
  @EnumSource(value = RandomTraffic.Clock.class, names = "JUMPING", mode = EnumSource.Mode.EXCLUDE)
  void randomTraffic(RandomTraffic.Clock clock) {
    for (int seed = 0; seed < RANDOM_RUNS; seed++) {
      Random random = new Random(seed);
      int clients = 1 + random.nextInt(3);
      int ids = 1 + random.nextInt(30);
      Heard heard = Heard.of(new RandomTraffic(random, clock, clients, ids).make(RANDOM_MESSAGES));
      Report whole = heard.report(OPTIONS);
      int parts = 2 + random.nextInt(3);
      int[] cuts =
          IntStream.concat(
                  IntStream.of(0, heard.size()), random.ints(parts - 1, 0, heard.size() + 1))
              .sorted()
              .toArray();
      String run = clock + ", seed " + seed;
      assertThat(report(left(heard, cuts))).as(run).isEqualTo(whole);
      assertThat(report(right(heard, cuts))).as(run).isEqualTo(whole);
    }
  }

  /// So many messages that transactions move from table to table, and duplicates come for those that are
  /// long gone.
  @ParameterizedTest
  @EnumSource(
      value = RandomTraffic.Clock.class,
      names = {"FORWARD", "JITTERING"})
  void longRandomTraffic(RandomTraffic.Clock clock) {
    for (int seed = 0; seed < LONG_RUNS; seed++) {
      Random random = new Random(seed);
      Heard heard = Heard.of(new RandomTraffic(random, clock, 2, 30).make(LONG_MESSAGES));
      Report whole = heard.report(OPTIONS);
      int[] cuts = {0, LONG_MESSAGES / 2 + random.nextInt(LONG_MESSAGES / 4), LONG_MESSAGES};
      assertThat(report(left(heard, cuts))).as(clock + ", seed " + seed).isEqualTo(whole);
    }
  }

  private static int[] cuts(int size, Random random) {
    return size <= EVERY_PLACE_UP_TO
        ? IntStream.rangeClosed(0, size).toArray()
        : random.ints(PLACES, 0, size + 1).toArray();
  }

  private static PartialAnalysis left(Heard heard, int... cuts) {
    PartialAnalysis sum = part(heard, 0, cuts);
    if (cuts[1] % 2 == 0) {
      sum.begin(); // makes no difference where nothing was before
    }
    for (int i = 1; i < cuts.length - 1; i++) {
      sum.merge(part(heard, i, cuts));
      sum = SavedParts.through(sum);
    }
    return sum;
  }

  private static PartialAnalysis right(Heard heard, int... cuts) {
    PartialAnalysis sum = part(heard, cuts.length - 2, cuts);
    for (int i = cuts.length - 3; i >= 0; i--) {
      PartialAnalysis before = part(heard, i, cuts);
      before.merge(sum);
      sum = SavedParts.through(before);
    }
    return sum;
  }

  private static PartialAnalysis part(Heard heard, int number, int... cuts) {
    return SavedParts.through(heard.part(OPTIONS, cuts[number], cuts[number + 1], number == 0));
  }

  private static Report report(PartialAnalysis part) {
    return part.report(AddressNaming.plain());
  }
}
