package dev.rcodestat.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LatencyDistributionTest {
  @Test
  void oneLatencyIsEnough() {
    assertThat(distribution(1, 10, 10, 10, 1).count()).isEqualTo(1);
  }

  @Test
  void nothingHasNoDistribution() {
    assertThatIllegalArgumentException().isThrownBy(() -> distribution(0, 10, 10, 10, 0));
  }

  @Test
  void moreOutsideOfTheRangeThanThereAreIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> distribution(2, 10, 10, 10, 3));
  }

  @Test
  void percentilesAscendFromTheLeastToTheGreatest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> distribution(2, 10, 9, 12, 0))
        .withMessage("not in ascending order: 10, 9, 9, 9, 9, 12");
    assertThatIllegalArgumentException().isThrownBy(() -> distribution(2, 10, 13, 12, 0));
  }

  private static LatencyDistribution distribution(
      long count, long min, long percentile, long max, long below) {
    return new LatencyDistribution(
        count, min, percentile, percentile, percentile, percentile, max, below, 0, 0, "");
  }
}
