package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencySummaryTest {
  private final LatencyTable table = new LatencyTable(100);

  @Test
  void percentilesLieBetweenTheExactLeastAndGreatest() {
    table.record(1, 100_001);
    table.record(1, 100_003);
    LatencySummary summary = table.summary(1);
    assertThat(table.histogram(1).getValueAtPercentile(50)).isGreaterThan(100_003);
    assertThat(summary.percentileMicros(0)).isEqualTo(100_001);
    assertThat(summary.percentileMicros(50)).isEqualTo(100_003);
    assertThat(summary.percentileMicros(100)).isEqualTo(100_003);
  }

  @Test
  void percentilesAreLessThanOnePercentAboveTheExactOnes() {
    for (int tenths = 1; tenths <= 1000; tenths++) {
      table.record(1, tenths * 777L);
    }
    LatencySummary summary = table.summary(1);
    for (int tenths = 1; tenths <= 1000; tenths++) {
      assertThat((double) summary.percentileMicros(tenths / 10.0))
          .as("%d tenths", tenths)
          .isBetween(tenths * 777.0, tenths * 777 * 1.01);
    }
  }

  @Test
  void otherProgramsReadTheSameHistogram() throws DataFormatException {
    Random random = new Random(2020);
    for (int i = 0; i < 20_000; i++) {
      long key = Latencies.key(random);
      table.record(key, Latencies.micros(random, key));
    }
    for (long key : table.keys()) {
      ByteBuffer octets =
          ByteBuffer.wrap(Base64.getDecoder().decode(table.summary(key).compressed()));
      Histogram decoded = Histogram.decodeFromCompressedByteBuffer(octets, 0);
      assertThat(decoded).isEqualTo(table.histogram(key));
      assertThat(decoded.getHighestTrackableValue()).isEqualTo(LatencyClasses.HIGHEST_MICROS);
      assertThat(decoded.getNumberOfSignificantValueDigits())
          .isEqualTo(LatencyClasses.SIGNIFICANT_DIGITS);
    }
  }

  @Test
  void encodingIsTheSameOnEveryMachine() {
    table.record(1, 1000);
    assertThat(table.summary(1).compressed())
        .isEqualTo(
            "HISTFAAAADZ4AQErANT/HISTEwAAAAMAAAAAAAAAAgAAAAAAAAABAAAAANaTpAA/8AAAAAAAAPMHAmGoBYU=");
  }
}
