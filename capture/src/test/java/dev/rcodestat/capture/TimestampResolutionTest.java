package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampResolutionTest {
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  @Test
  void usualUnitIsTheMicrosecond() {
    assertThat(TimestampResolution.MICROS.nanos(1_767_225_600_000_001L))
        .isEqualTo(1_767_225_600_000_001_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 5000000000",
    "3, 1767225600007, 1767225600007000000",
    "6, 1, 1000",
    "9, 1767225600000000001, 1767225600000000001",
    "12, 1999, 1",
    "12, -1, 18446744073709551",
    "9, 9223372035854775807, 9223372035854775807",
    "127, -1, 0"
  })
  void decimalUnitIsANegativePowerOfTen(int tsresol, long units, long nanos) {
    assertThat(TimestampResolution.MICROS.withResolution(tsresol).nanos(units)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({
    "0x80, 1767225600, 1767225600000000000",
    "0x81, 3, 1500000000",
    "0x94, 524288, 500000000",
    "0xA0, 0x80000000, 500000000",
    "0xBE, 0x2000000000000000, 500000000",
    "0xBF, -1, 1999999999",
    "0xC0, -1, 0",
    "0xFF, -1, 0"
  })
  void binaryUnitIsANegativePowerOfTwo(int tsresol, String units, long nanos) {
    assertThat(TimestampResolution.MICROS.withResolution(tsresol).nanos(Long.decode(units)))
        .isEqualTo(nanos);
  }

  @Test
  void binaryUnitsAreRoundedDownAndNotRoundedElse() {
    Random random = new Random(20);
    for (int i = 0; i < 10_000; i++) {
      int exponent = random.nextInt(63);
      // a time before the year 2262, which 64 bits of nanoseconds hold
      long units = random.nextLong(exponent > 29 ? Long.MAX_VALUE : 9_000_000_000L << exponent);
      BigInteger exact = BigInteger.valueOf(units).multiply(NANOS).shiftRight(exponent);
      if (exact.bitLength() < Long.SIZE) {
        assertThat(TimestampResolution.MICROS.withResolution(0x80 | exponent).nanos(units))
            .as("%d / 2^%d", units, exponent)
            .isEqualTo(exact.longValue());
      }
    }
  }

  @Test
  void offsetIsAddedInSeconds() {
    assertThat(TimestampResolution.MICROS.withOffset(1_000_000_000).nanos(1))
        .isEqualTo(1_000_000_000_000_001_000L);
    assertThat(TimestampResolution.MICROS.withOffset(-1).withResolution(9).nanos(1))
        .isEqualTo(-999_999_999L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 9223372036854775807, 0",
    "6, -1, 0",
    "9, -1, 0",
    "6, 1, 4611686018427387904",
    "6, 1, -9223372036854775808",
    "6, 1, 9223372036854775807",
    "0x80, 9223372036854775807, 0",
    "0x80, 1, 9223372036"
  })
  void timeOutOfReachOf64BitsOfNanosecondsIsNoTime(String tsresol, long units, long offset) {
    TimestampResolution resolution =
        TimestampResolution.MICROS.withResolution(Integer.decode(tsresol)).withOffset(offset);
    assertThat(resolution.nanos(units)).isEqualTo(FrameView.NO_TIMESTAMP);
  }
}
