package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTableTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ATTEMPTS = 5;
  private static final int MANY_KEYS = 1000;
  private static final double[] PERCENTILES = {0, 0.1, 1, 10, 50, 75, 90, 99, 99.9, 99.99, 100};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 30, 1000, 100_000})
  void eachKeyHasTheHistogramOfItsLatencies(int latencies) {
    Random random = new Random(latencies);
    LatencyTable table = new LatencyTable(MANY_KEYS);
    Map<Long, Expected> expected = new TreeMap<>();
    for (int i = 0; i < latencies; i++) {
      long key = Latencies.key(random);
      long micros = Latencies.micros(random, key);
      assertThat(table.record(key, micros)).isTrue();
      expected.computeIfAbsent(key, each -> new Expected()).record(micros);
    }
    assertThat(table.keys()).containsExactly(asLongs(expected));
    expected.forEach((key, each) -> each.check(table, key));
    assertThat(Latencies.displaced(table)).isZero();
  }

  @Test
  void anyNumberIsAKey() {
    LatencyTable table = new LatencyTable(MANY_KEYS);
    long[] keys = {Long.MIN_VALUE, -2, -1, 0, 1, 1L << 32, Long.MAX_VALUE};
    for (int i = 0; i < keys.length; i++) {
      table.record(keys[i], 100 + i);
    }
    assertThat(table.keys()).containsExactly(keys);
    for (int i = 0; i < keys.length; i++) {
      assertThat(table.contains(keys[i])).isTrue();
      assertThat(table.summary(keys[i]).minMicros()).isEqualTo(100 + i);
      assertThat(table.summary(keys[i]).count()).isEqualTo(1);
    }
  }

  @Test
  void latenciesOutsideOfTheRangeCountAtItsEnds() {
    LatencyTable table = new LatencyTable(1);
    table.record(7, 1);
    table.record(7, 0);
    table.record(7, -1);
    table.record(7, Long.MIN_VALUE);
    table.record(7, LatencyClasses.HIGHEST_MICROS);
    table.record(7, LatencyClasses.HIGHEST_MICROS + 1);
    table.record(7, Long.MAX_VALUE);
    LatencySummary summary = table.summary(7);
    assertThat(summary.count()).isEqualTo(7);
    assertThat(summary.belowRange()).isEqualTo(3);
    assertThat(summary.aboveRange()).isEqualTo(2);
    assertThat(summary.minMicros()).isEqualTo(LatencyClasses.LOWEST_MICROS);
    assertThat(summary.maxMicros()).isEqualTo(LatencyClasses.HIGHEST_MICROS);
    assertThat(table.histogram(7).getCountAtValue(1)).isEqualTo(4);
    assertThat(table.histogram(7).getCountAtValue(LatencyClasses.HIGHEST_MICROS)).isEqualTo(3);
  }

  @Test
  void ofAKeyOnlyItsOctavesTakeRoom() {
    LatencyTable table = new LatencyTable(MANY_KEYS);
    for (long key = 0; key < MANY_KEYS; key++) {
      table.record(key, 1000);
      table.record(key, 1023);
      table.record(key, 20_000);
    }
    assertThat(table.octaves()).isEqualTo(2 * MANY_KEYS);
  }

  @Test
  void fullOfKeysTakesLatenciesOfThoseItHas() {
    LatencyTable table = new LatencyTable(2);
    assertThat(table.record(1, 10)).isTrue();
    assertThat(table.record(2, 10)).isTrue();
    assertThat(table.record(3, 10)).isFalse();
    assertThat(table.record(2, 1_000_000)).isTrue();
    assertThat(table.keys()).containsExactly(1, 2);
    assertThat(Latencies.displaced(table)).isZero();
  }

  @Test
  void halfOfTheOctavesAreKeptForKeysThatAreThere() {
    LatencyTable table = new LatencyTable(MANY_KEYS, 10);
    for (long key = 0; key < 5; key++) {
      assertThat(table.record(key, 10)).isTrue();
    }
    assertThat(table.record(5, 10)).isFalse();
    for (long key = 0; key < 5; key++) {
      assertThat(table.record(key, 1_000_000)).isTrue();
    }
    assertThat(table.record(3, 60_000_000)).isFalse();
    assertThat(table.keys()).containsExactly(0, 1, 2, 3, 4);
    assertThat(table.octaves()).isEqualTo(10);
    assertThat(table.summary(2).displaced()).isZero();
    assertThat(table.summary(3).displaced()).isEqualTo(1);
    assertThat(table.summary(3).count()).isEqualTo(2);
    assertThat(table.summary(3).maxMicros()).isEqualTo(1_000_000);
  }

  @Test
  void boundOnKeysAloneRefusesNoneOfTheirOctaves() {
    LatencyTable table = new LatencyTable(50);
    for (int octave = 0; octave < LatencyClasses.OCTAVES; octave++) {
      for (long key = 0; key < 50; key++) {
        long micros = Math.max(LatencyClasses.lowestMicros(LatencyClasses.firstOf(octave)), 1);
        assertThat(table.record(key, micros)).isTrue();
      }
    }
    assertThat(table.octaves()).isEqualTo(50 * LatencyClasses.OCTAVES);
    assertThat(Latencies.count(table)).isEqualTo(50 * LatencyClasses.OCTAVES);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 40, 100, 400, 2000})
  void nothingIsLostWhereTheCallerCountsElsewhereWhatIsRefused(int octaves) {
    Random random = new Random(octaves);
    LatencyTable table = new LatencyTable(30, octaves);
    LatencyTable others = new LatencyTable(2);
    Expected all = new Expected();
    for (int i = 0; i < 50_000; i++) {
      long key = Latencies.key(random);
      long micros = Latencies.micros(random, key);
      all.record(micros);
      if (!table.record(key, micros)) {
        assertThat(others.record(key % 2, micros)).isTrue();
      }
    }
    assertThat(table.keys().length).isLessThanOrEqualTo(30);
    assertThat(table.octaves()).isLessThanOrEqualTo(octaves);
    assertThat(Latencies.displaced(table)).isLessThanOrEqualTo(Latencies.count(others));
    LatencyTable sum = new LatencyTable(1);
    sum.add(table, key -> 0);
    sum.add(others, key -> 0);
    all.check(sum, 0);
  }

  @Test
  void countsGoOnBeyond32Bits() {
    LatencyTable power = new LatencyTable(1);
    power.record(0, 5000);
    LatencyTable sum = new LatencyTable(1);
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      sum.add(power, LongUnaryOperator.identity());
      LatencyTable half = power;
      power = new LatencyTable(1);
      power.add(half, LongUnaryOperator.identity());
      power.add(half, LongUnaryOperator.identity());
    }
    assertThat(sum.summary(0).count()).isEqualTo((1L << 32) - 1);
    sum.record(0, 5000);
    assertThat(sum.summary(0).count()).isEqualTo(1L << 32);
    sum.record(0, 5001);
    assertThat(sum.summary(0).count()).isEqualTo((1L << 32) + 1);
    assertThat(power.summary(0).count()).isEqualTo(1L << 32);
    sum.add(power, LongUnaryOperator.identity());
    sum.add(sum(power, power), LongUnaryOperator.identity());
    assertThat(sum.summary(0).count()).isEqualTo((1L << 34) + 1);
    assertThat(sum.histogram(0).getCountAtValue(5000)).isEqualTo((1L << 34) + 1);
  }

  private static LatencyTable sum(LatencyTable left, LatencyTable right) {
    LatencyTable sum = new LatencyTable(1);
    sum.add(left, LongUnaryOperator.identity());
    sum.add(right, LongUnaryOperator.identity());
    return sum;
  }

  @Test
  void nothingIsAllocatedForLatenciesOfKnownOctaves() {
    LatencyTable table = new LatencyTable(MANY_KEYS, 20 * MANY_KEYS);
    recordMany(table); // the compiler, and every octave, are warm
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && least > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      recordMany(table);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
    assertThat(table.octaves()).isBetween(3 * MANY_KEYS, 6 * MANY_KEYS);
  }

  private static void recordMany(LatencyTable table) {
    for (int round = 0; round < 300; round++) {
      for (long key = 0; key <= MANY_KEYS; key++) { // one more than there is room for
        table.record(key, round - 1);
        table.record(key, 20_000 + 10 * round);
        table.record(key, LatencyClasses.HIGHEST_MICROS + round);
      }
    }
  }

  @Test
  void unknownKeyHasNoSummary() {
    LatencyTable table = new LatencyTable(1);
    assertThat(table.contains(3)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.summary(3))
        .withMessage("no latency has the key 3");
  }

  @Test
  void boundsBelow0AreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencyTable(-1, 1))
        .withMessage("bounds out of range: -1 keys, 1 octaves");
    assertThatIllegalArgumentException().isThrownBy(() -> new LatencyTable(1, 1 << 24));
  }

  private static long[] asLongs(Map<Long, Expected> expected) {
    return expected.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  /// What the library says about latencies that it recorded itself.
  private static final class Expected {
    private final Histogram histogram = Latencies.emptyHistogram();
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private long below;
    private long above;

    void record(long micros) {
      long inRange = Latencies.inRange(micros);
      histogram.recordValue(inRange);
      min = Math.min(min, inRange);
      max = Math.max(max, inRange);
      below += micros < inRange ? 1 : 0;
      above += micros > inRange ? 1 : 0;
    }

    void check(LatencyTable table, long key) {
      LatencySummary summary = table.summary(key);
      assertThat(table.histogram(key)).as("key %d", key).isEqualTo(histogram);
      assertThat(summary.count()).isEqualTo(histogram.getTotalCount());
      assertThat(summary.minMicros()).isEqualTo(min);
      assertThat(summary.maxMicros()).isEqualTo(max);
      assertThat(summary.belowRange()).isEqualTo(below);
      assertThat(summary.aboveRange()).isEqualTo(above);
      for (double percentile : PERCENTILES) {
        assertThat(summary.percentileMicros(percentile))
            .as("%s %% of key %d", percentile, key)
            .isEqualTo(Math.clamp(histogram.getValueAtPercentile(percentile), min, max));
      }
    }
  }
}
