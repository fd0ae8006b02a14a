package dev.rcodestat.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/// How far the reading is, in words that fit on a line of a terminal.
final class ProgressText {
  private static final double OCTETS_PER_MB = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private ProgressText() {}

  /// Share, rate and time left; without the end in sight octets and rate.
  ///
  /// @param done the octets read
  /// @param all the octets to read, where that is known
  /// @param nanos how long the reading has taken
  static String of(long done, OptionalLong all, long nanos) {
    double octetsPerSecond = (double) done / (nanos / NANOS_PER_SECOND);
    String rate = megabytes(octetsPerSecond) + " MB/s";
    if (all.isEmpty() || all.getAsLong() <= 0) {
      return "reading: " + megabytes((double) done) + " MB, " + rate;
    }
    long total = Math.max(all.getAsLong(), done);
    String left =
        done == 0 ? "" : ", " + duration((long) ((total - done) / octetsPerSecond)) + " left";
    return "reading: "
        + (int) (100.0 * done / total)
        + " % of "
        + megabytes((double) total)
        + " MB, "
        + rate
        + left;
  }

  private static String megabytes(double octets) {
    return String.format(Locale.ROOT, "%,.0f", octets / OCTETS_PER_MB);
  }

  private static String duration(long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    if (duration.toMinutes() == 0) {
      return seconds + " s";
    }
    return duration.toHours() == 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }
}
