package dev.rcodestat.tally;

import dev.rcodestat.wire.HotPath;

/// The classes that latencies are counted in: those of an HdrHistogram of 1 µs to 1 h with 2
/// significant decimal digits.
///
/// ```
///   octave    microseconds                    width of a class
///        0                0 to           127             1
///        1              128 to           255             1
///        2              256 to           511             2
///        3              512 to         1,023             4
///      ...
///       25    2,147,483,648 to 4,294,967,295    16,777,216
/// ```
///
/// Each octave has 128 classes, so that a class is at most 1/128 of its values wide. No latency falls
/// into the classes below 1 µs and above 1 h; two of them take note of latencies that did not fit
/// into the range and were counted at its ends.
@HotPath
final class LatencyClasses {
  // The first two octaves are apart only here: to an HdrHistogram they are one bucket, number 0.
  private static final int BITS_IN_OCTAVE = 7;
  private static final long FIRST_TWO_OCTAVES = (1 << (BITS_IN_OCTAVE + 1)) - 1;
  private static final int ZEROS_BEFORE_FIRST_TWO = Long.numberOfLeadingZeros(FIRST_TWO_OCTAVES);

  static final long LOWEST_MICROS = 1;
  static final long HIGHEST_MICROS = 3_600_000_000L;
  static final int SIGNIFICANT_DIGITS = 2;

  /// The classes of an octave.
  static final int IN_OCTAVE = 1 << BITS_IN_OCTAVE;

  /// The octaves that latencies fall into.
  static final int OCTAVES = 26;

  /// Where latencies below the range are noted: the class of 0 µs.
  static final int BELOW_RANGE = 0;

  /// Where latencies above the range are noted: the class behind that of 1 h.
  static final int ABOVE_RANGE = of(HIGHEST_MICROS) + 1;

  private LatencyClasses() {}

  /// The class of a latency inside the range.
  static int of(long micros) {
    int shift = ZEROS_BEFORE_FIRST_TWO - Long.numberOfLeadingZeros(micros | FIRST_TWO_OCTAVES);
    return (shift << BITS_IN_OCTAVE) + (int) (micros >>> shift);
  }

  static int octave(int latencyClass) {
    return latencyClass >>> BITS_IN_OCTAVE;
  }

  /// The first class of an octave.
  static int firstOf(int octave) {
    return octave << BITS_IN_OCTAVE;
  }

  /// Whether latencies fall into the class.
  static boolean isInRange(int latencyClass) {
    return latencyClass > BELOW_RANGE && latencyClass < ABOVE_RANGE;
  }

  /// The place of a class in its octave.
  static int placeInOctave(int latencyClass) {
    return latencyClass & (IN_OCTAVE - 1);
  }

  static long lowestMicros(int latencyClass) {
    int shift = shift(latencyClass);
    return (long) (latencyClass - (shift << BITS_IN_OCTAVE)) << shift;
  }

  static long highestMicros(int latencyClass) {
    return lowestMicros(latencyClass) + (1L << shift(latencyClass)) - 1;
  }

  private static int shift(int latencyClass) {
    return Math.max(octave(latencyClass) - 1, 0);
  }
}
