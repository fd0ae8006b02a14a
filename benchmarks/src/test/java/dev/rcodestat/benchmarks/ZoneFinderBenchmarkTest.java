package dev.rcodestat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZoneFinderBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void whatIsTimedIsRight(ZoneFinderBenchmark.Names names) {
    ZoneFinderBenchmark benchmark = new ZoneFinderBenchmark();
    benchmark.names = names;
    benchmark.draw();

    assertThat(benchmark.find()).isEqualTo(ZoneFinderBenchmark.NAMES * (9L + 4 + 1));
  }
}
