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

  /// The largest exponent whose unit fits in a second counted by 63 bits.
  private static final int MAX_BINARY_EXPONENT = 62;

  /// @param tsresol the octet of the option
  TimestampResolution withResolution(int tsresol) {
    return new TimestampResolution((tsresol & BASE_2) != 0, tsresol & ~BASE_2, offsetSeconds);
  }

  TimestampResolution withOffset(long seconds) {
    return new TimestampResolution(binary, exponent, seconds);
  }

  /// Nanoseconds since 1970 for a count of units; finer units are rounded down.
  long nanos(long units) {
    long nanos = binary ? binaryNanos(units) : decimalNanos(units);
    return nanos + offsetSeconds * NANOS_PER_SECOND;
  }

  private long decimalNanos(long units) {
    long nanos = units;
    for (int i = exponent; i < NANO_EXPONENT; i++) {
      nanos *= 10;
    }
    for (int i = NANO_EXPONENT; i < exponent && nanos != 0; i++) {
      nanos = Long.divideUnsigned(nanos, 10);
    }
    return nanos;
  }

  private long binaryNanos(long units) {
    if (exponent > MAX_BINARY_EXPONENT) {
      return 0; // 64 bits of such units are less than four seconds after 1970
    }
    long seconds = units >>> exponent;
    long fraction = units & ((1L << exponent) - 1);
    // fraction * 10^9 / 2^exponent, in 128 bits
    long high = Math.multiplyHigh(fraction, NANOS_PER_SECOND);
    long low = fraction * NANOS_PER_SECOND;
    long rest = exponent == 0 ? 0 : (high << (Long.SIZE - exponent)) | (low >>> exponent);
    return seconds * NANOS_PER_SECOND + rest;
  }
}
