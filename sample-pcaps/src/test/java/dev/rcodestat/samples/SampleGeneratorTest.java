package dev.rcodestat.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleGeneratorTest {
  static Stream<GeneratedSample> samples() {
    return SampleGenerator.samples().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void committedFileIsWhatTheRecipeWrites(GeneratedSample sample) {
    assertThat(SampleGenerator.octets(sample))
        .as("%s: run SampleGenerator again, and lab/truth", sample.fileName())
        .isEqualTo(Samples.octets(sample.fileName()));
  }

  @Test
  void everyCaptureHasTruth() {
    List<String> without =
        Samples.names().stream().filter(name -> Samples.truth(name).isEmpty()).toList();
    assertThat(without).isEmpty();
  }
}
