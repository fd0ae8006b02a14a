package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Latencies divided in any way, recorded apart and added up are those recorded together.
class LatencyMergeTest {
  private static final int LATENCIES = 5000;
  private static final int MANY_KEYS = 100;
  private static final LongUnaryOperator SAME = LongUnaryOperator.identity();

  @Test
  void nothingIsNeutral() {
    LatencyTable whole = new Parts(new Random(1), 1).whole;
    LatencyTable sum = new LatencyTable(MANY_KEYS);
    sum.add(whole, SAME);
    assertThat(Latencies.describe(sum))
        .as("nothing, then all")
        .isEqualTo(Latencies.describe(whole));
    sum.add(new LatencyTable(MANY_KEYS), SAME);
    assertThat(Latencies.describe(sum))
        .as("all, then nothing")
        .isEqualTo(Latencies.describe(whole));
  }

  @RepeatedTest(20)
  void partsAddUpInAnyOrderAndGrouping(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Parts parts = new Parts(random, 2 + random.nextInt(6));
    assertThat(Latencies.describe(parts.sum(random)))
        .isEqualTo(Latencies.describe(parts.whole))
        .isNotEmpty();
  }

  @Test
  void groupingDoesNotMatter() {
    Parts left = new Parts(new Random(3), 3);
    left.add(0, 1);
    left.add(0, 2);
    Parts right = new Parts(new Random(3), 3);
    right.add(1, 2);
    right.add(0, 1);
    assertThat(Latencies.describe(left.tables.getFirst()))
        .isEqualTo(Latencies.describe(right.tables.getFirst()))
        .isEqualTo(Latencies.describe(left.whole));
  }

  @Test
  void keysMayDifferFromTableToTable() {
    LatencyTable whole = new Parts(new Random(4), 1).whole;
    LatencyTable sum = new LatencyTable(MANY_KEYS);
    sum.add(whole, key -> 1000 - key);
    LatencyTable back = new LatencyTable(MANY_KEYS);
    back.add(sum, key -> 1000 - key);
    assertThat(sum.contains(1000)).isTrue();
    assertThat(Latencies.describe(back)).isEqualTo(Latencies.describe(whole));
  }

  @Test
  void keysMadeOneAreAddedUp() {
    Random random = new Random(5);
    LatencyTable apart = new LatencyTable(MANY_KEYS);
    LatencyTable together = new LatencyTable(MANY_KEYS);
    for (int i = 0; i < LATENCIES; i++) {
      long key = Latencies.key(random);
      long micros = Latencies.micros(random, key);
      apart.record(key, micros);
      together.record(key % 3, micros);
    }
    LatencyTable sum = new LatencyTable(MANY_KEYS);
    sum.add(apart, key -> key % 3);
    assertThat(Latencies.describe(sum)).isEqualTo(Latencies.describe(together)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 60, 100, 150, 1000})
  void whatFindsNoRoomIsInTheRestAndNothingIsLost(int octaves) {
    Parts parts = new Parts(new Random(6), 4);
    LatencyTable sum = new LatencyTable(20, octaves);
    LatencyTable rest = new LatencyTable(2);
    long keys = 0;
    for (LatencyTable part : parts.tables) {
      sum.add(part, SAME, rest, key -> key % 2);
      keys += part.keys().length;
    }
    assertThat(keys).isGreaterThan(20);
    assertThat(sum.keys().length).isLessThanOrEqualTo(20);
    assertThat(sum.octaves()).isLessThanOrEqualTo(octaves);
    assertThat(Latencies.count(rest)).isPositive();
    for (long key : sum.keys()) {
      LatencySummary of = sum.summary(key);
      LatencySummary whole = parts.whole.summary(key);
      assertThat(of.count() + of.displaced()).as("key %d", key).isEqualTo(whole.count());
    }
    LatencyTable all = new LatencyTable(1);
    all.add(sum, key -> 0);
    all.add(rest, key -> 0);
    LatencyTable expected = new LatencyTable(1);
    expected.add(parts.whole, key -> 0);
    assertThat(all.histogram(0)).isEqualTo(expected.histogram(0));
    assertThat(all.summary(0).belowRange()).isEqualTo(expected.summary(0).belowRange());
    assertThat(all.summary(0).aboveRange()).isEqualTo(expected.summary(0).aboveRange());
  }

  @Test
  void newKeyIsTakenWithAllItsOctavesOrNotAtAll() {
    LatencyTable part = new LatencyTable(MANY_KEYS);
    part.record(1, 10);
    part.record(2, 10);
    part.record(2, 1000);
    part.record(2, 100_000);
    part.record(3, 10);
    LatencyTable sum = new LatencyTable(MANY_KEYS, 3);
    LatencyTable rest = new LatencyTable(1);
    sum.add(part, SAME, rest, key -> 0);
    assertThat(sum.keys()).containsExactly(1, 3);
    assertThat(rest.summary(0).count()).isEqualTo(3);
    assertThat(Latencies.displaced(sum)).isZero();
  }

  @Test
  void displacedLatenciesStayNoted() {
    LatencyTable full = new LatencyTable(MANY_KEYS, 1);
    full.record(1, 10);
    full.record(1, 1000);
    LatencyTable sum = new LatencyTable(MANY_KEYS);
    sum.add(full, SAME);
    sum.add(full, SAME);
    assertThat(sum.summary(1).count()).isEqualTo(2);
    assertThat(sum.summary(1).displaced()).isEqualTo(2);
  }

  @Test
  void noRoomAnywhereIsAMistakeOfTheProgram() {
    LatencyTable part = new LatencyTable(MANY_KEYS);
    part.record(1, 10);
    part.record(2, 10);
    LatencyTable sum = new LatencyTable(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> sum.add(part, SAME))
        .withMessage("no room for octave 0 of the key 2");
  }

  /// Latencies, recorded together and in parts.
  private static final class Parts {
    private final LatencyTable whole = new LatencyTable(MANY_KEYS);
    private final List<LatencyTable> tables = new ArrayList<>();

    Parts(Random random, int parts) {
      for (int i = 0; i < parts; i++) {
        tables.add(new LatencyTable(MANY_KEYS));
      }
      for (int i = 0; i < LATENCIES; i++) {
        long key = Latencies.key(random);
        long micros = Latencies.micros(random, key);
        whole.record(key, micros);
        tables.get(random.nextInt(parts)).record(key, micros);
      }
    }

    void add(int target, int other) {
      tables.get(target).add(tables.get(other), SAME);
    }

    LatencyTable sum(Random random) {
      while (tables.size() > 1) {
        LatencyTable part = tables.remove(random.nextInt(tables.size()));
        tables.get(random.nextInt(tables.size())).add(part, SAME);
      }
      return tables.getFirst();
    }
  }
}
