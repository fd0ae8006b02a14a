package dev.rcodestat.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0.0 %",
    "1, 3, 33.3 %",
    "1, 100000, <0.1 %",
    "99999, 100000, >99.9 %",
    "10, 10, 100.0 %",
    "0, 0, -"
  })
  void aShareNeverRoundsSomeToNoneNorNotAllToAll(long part, long whole, String share) {
    assertThat(Figures.share(part, whole)).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT0.0000001S, <1 ms",
    "PT0.35S, 350 ms",
    "PT1S, 1 s",
    "PT12.39S, 12.3 s",
    "PT60S, 1 min",
    "PT303S, 5 min 3 s",
    "PT3H5M59S, 3 h 5 min",
    "P2DT3H, 2 d 3 h",
    "P20000D, '20,000 d'"
  })
  void aDurationHasItsTwoMostSignificantUnits(Duration duration, String words) {
    assertThat(Figures.duration(duration)).isEqualTo(words);
  }

  @Test
  void countsHaveSeparatorsAndNounsTheirNumber() {
    assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Figures.count(1, "query", "queries")).isEqualTo("1 query");
    assertThat(Figures.count(0, "query", "queries")).isEqualTo("0 queries");
  }
}
