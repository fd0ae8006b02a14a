package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionProviderTest {
  @ParameterizedTest
  @ValueSource(strings = {"25", "25.0.1+8-LTS", "25.0.2+10"})
  void aJdkThatCanCorruptMemoryIsWarnedOf(String version) {
    assertThat(VersionProvider.warnings(Runtime.Version.parse(version)))
        .singleElement()
        .asString()
        .startsWith("warning: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"25.0.3+9-LTS", "25.0.4", "26", "26.0.1"})
  void aJdkWithoutThatFaultIsNot(String version) {
    assertThat(VersionProvider.warnings(Runtime.Version.parse(version))).isEmpty();
  }
}
