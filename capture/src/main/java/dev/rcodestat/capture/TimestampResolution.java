package dev.rcodestat.capture;

/// How an interface of a pcapng section counts time (options if_tsresol and if_tsoffset).
///
/// @param binary whether a unit is a negative power of 2, else of 10
/// @param exponent the power, 0 to 127
/// @param offsetSeconds what is added to every timestamp
record TimestampResolution(boolean binary, int exponent, long offsetSeconds) {
  /// What an interface has that says nothing: microseconds since 1970.
  static final TimestampResolution MICROS = new TimestampResolution(false, 6, 0);

  private static final int BASE_2 = 0x80;
  private static final int NANO_EXPONENT = 9;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// Nanoseconds in 64 bits reach so many seconds to either side of 1970, to the years 1677 and 2262.
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

  /// Of finer units 64 bits count less than a second.
  private static final int MAX_BINARY_EXPONENT = 63;

  /// @param tsresol the octet of the option
  TimestampResolution withResolution(int tsresol) {
    return new TimestampResolution((tsresol & BASE_2) != 0, tsresol & ~BASE_2, offsetSeconds);
  }

  TimestampResolution withOffset(long seconds) {
    return new TimestampResolution(binary, exponent, seconds);
  }

  /// Nanoseconds since 1970 for a count of units, which has no sign; finer units are rounded down.
  /// [FrameView#NO_TIMESTAMP] where nanoseconds in 64 bits do not reach that far.
  long nanos(long units) {
    return binary ? binaryNanos(units) : decimalNanos(units);
  }

  private long decimalNanos(long units) {
    if (exponent > NANO_EXPONENT) {
      long nanos = units;
      for (int i = NANO_EXPONENT; i < exponent && nanos != 0; i++) {
        nanos = Long.divideUnsigned(nanos, 10);
      }
      return join(
          Long.divideUnsigned(nanos, NANOS_PER_SECOND),
          Long.remainderUnsigned(nanos, NANOS_PER_SECOND));
    }
    long unitsPerSecond = 1;
    for (int i = 0; i < exponent; i++) {
      unitsPerSecond *= 10;
    }
    long fraction = Long.remainderUnsigned(units, unitsPerSecond);
    return join(
        Long.divideUnsigned(units, unitsPerSecond), fraction * (NANOS_PER_SECOND / unitsPerSecond));
  }

  private long binaryNanos(long units) {
    if (exponent > MAX_BINARY_EXPONENT) {
      return join(0, 0);
    }
    long fraction = units & ((1L << exponent) - 1);
    // fraction * 10^9 / 2^exponent, in 128 bits
    long high = Math.multiplyHigh(fraction, NANOS_PER_SECOND);
    long low = fraction * NANOS_PER_SECOND;
    long nanos = exponent == 0 ? 0 : (high << (Long.SIZE - exponent)) | (low >>> exponent);
    return join(units >>> exponent, nanos);
  }

  private long join(long seconds, long nanos) {
    boolean inReach =
        seconds >= 0
            && seconds <= 2 * MOST_SECONDS
            && offsetSeconds >= -3 * MOST_SECONDS
            && offsetSeconds <= MOST_SECONDS
            && seconds + offsetSeconds >= -MOST_SECONDS
            && seconds + offsetSeconds <= MOST_SECONDS;
    return inReach ? (seconds + offsetSeconds) * NANOS_PER_SECOND + nanos : FrameView.NO_TIMESTAMP;
  }
}
