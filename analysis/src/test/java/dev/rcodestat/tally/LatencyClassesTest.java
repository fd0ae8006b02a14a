package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyClassesTest {
  private static final int LATENCIES = 1_000_000;

  private final Histogram library =
      new Histogram(
          LatencyClasses.LOWEST_MICROS,
          LatencyClasses.HIGHEST_MICROS,
          LatencyClasses.SIGNIFICANT_DIGITS);

  @Test
  void latenciesHaveTheBoundsThatTheLibraryGivesThem() {
    Random random = new Random(2544);
    for (int i = 0; i < LATENCIES; i++) {
      long ofAnySize = random.nextLong(1, LatencyClasses.HIGHEST_MICROS) >>> random.nextInt(32);
      check(Math.max(ofAnySize, LatencyClasses.LOWEST_MICROS));
    }
  }

  @Test
  void soHaveThoseAroundPowersOfTwo() {
    for (long power = 2; power < LatencyClasses.HIGHEST_MICROS; power *= 2) {
      check(power - 1);
      check(power);
      check(power + 1);
    }
    check(LatencyClasses.LOWEST_MICROS);
    check(LatencyClasses.HIGHEST_MICROS);
  }

  @Test
  void classesFollowEachOtherWithoutGaps() {
    long next = LatencyClasses.LOWEST_MICROS;
    int latencyClass = LatencyClasses.BELOW_RANGE + 1;
    while (latencyClass < LatencyClasses.ABOVE_RANGE) {
      assertThat(LatencyClasses.lowestMicros(latencyClass)).isEqualTo(next);
      assertThat(LatencyClasses.of(next)).isEqualTo(latencyClass);
      assertThat(LatencyClasses.isInRange(latencyClass)).isTrue();
      next = LatencyClasses.highestMicros(latencyClass) + 1;
      assertThat(LatencyClasses.of(next - 1)).isEqualTo(latencyClass);
      latencyClass++;
    }
    assertThat(next).isGreaterThan(LatencyClasses.HIGHEST_MICROS);
  }

  @Test
  void classesOfAnOctaveStandTogether() {
    for (int octave = 0; octave < LatencyClasses.OCTAVES; octave++) {
      int first = LatencyClasses.firstOf(octave);
      for (int place = 0; place < LatencyClasses.IN_OCTAVE; place++) {
        assertThat(LatencyClasses.octave(first + place)).isEqualTo(octave);
        assertThat(LatencyClasses.placeInOctave(first + place)).isEqualTo(place);
      }
    }
  }

  @Test
  void noLatencyFallsIntoTheClassesOfTheNotes() {
    assertThat(LatencyClasses.isInRange(LatencyClasses.BELOW_RANGE)).isFalse();
    assertThat(LatencyClasses.isInRange(LatencyClasses.ABOVE_RANGE)).isFalse();
    assertThat(LatencyClasses.octave(LatencyClasses.BELOW_RANGE))
        .isEqualTo(LatencyClasses.octave(LatencyClasses.of(LatencyClasses.LOWEST_MICROS)));
    assertThat(LatencyClasses.octave(LatencyClasses.ABOVE_RANGE))
        .isEqualTo(LatencyClasses.octave(LatencyClasses.of(LatencyClasses.HIGHEST_MICROS)));
  }

  private void check(long micros) {
    int latencyClass = LatencyClasses.of(micros);
    assertThat(LatencyClasses.lowestMicros(latencyClass))
        .as("least of the class of %d", micros)
        .isEqualTo(library.lowestEquivalentValue(micros));
    assertThat(LatencyClasses.highestMicros(latencyClass))
        .as("greatest of the class of %d", micros)
        .isEqualTo(library.highestEquivalentValue(micros));
    assertThat(LatencyClasses.octave(latencyClass)).isLessThan(LatencyClasses.OCTAVES);
  }
}
