package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompactCountsTest {
  private static final long OCTETS_4 = 1L << 32;

  private final CompactCounts counts = new CompactCounts();

  @Test
  void countsGoOnBeyond32Bits() {
    counts.grow(3);
    counts.add(1, OCTETS_4 - 2);
    counts.increment(1);
    assertThat(counts.of(1)).isEqualTo(OCTETS_4 - 1);
    counts.increment(1);
    assertThat(counts.of(1)).isEqualTo(OCTETS_4);
    counts.increment(1);
    counts.add(1, 5 * OCTETS_4 + 10);
    assertThat(counts.of(1)).isEqualTo(6 * OCTETS_4 + 11);
    assertThat(counts.of(0)).isZero();
    assertThat(counts.of(2)).isZero();
  }

  @Test
  void countsAreKeptWhereTheirPlacesBecomeMore() {
    counts.grow(1);
    counts.add(0, 3 * OCTETS_4 + 7);
    counts.grow(100);
    assertThat(counts.size()).isEqualTo(100);
    assertThat(counts.of(0)).isEqualTo(3 * OCTETS_4 + 7);
    assertThat(counts.of(99)).isZero();
  }
}
