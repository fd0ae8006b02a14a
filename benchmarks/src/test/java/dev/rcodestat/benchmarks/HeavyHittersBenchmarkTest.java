package dev.rcodestat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.tally.HeavyHitters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeavyHittersBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void whatIsTimedIsRight(HeavyHittersBenchmark.Names names) {
    HeavyHittersBenchmark benchmark = new HeavyHittersBenchmark();
    benchmark.names = names;
    benchmark.draw();
    HeavyHitters hitters = benchmark.add();

    assertThat(hitters.total()).isEqualTo(HeavyHittersBenchmark.NAMES);
    assertThat(hitters.ranking()).hasSize(1024);
    assertThat(hitters.isExact()).isEqualTo(names == HeavyHittersBenchmark.Names.FEW);
  }
}
