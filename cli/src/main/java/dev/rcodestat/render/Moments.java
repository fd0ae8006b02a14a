package dev.rcodestat.render;

import dev.rcodestat.report.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Moments in UTC, as precise as the length of the report calls for: a report of seconds shows milliseconds,
/// one of days shows dates.
final class Moments {
  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final DateTimeFormatter DATE = formatter("uuuu-MM-dd");
  private static final DateTimeFormatter MILLIS = formatter("HH:mm:ss.SSS");
  private static final DateTimeFormatter SECONDS = formatter("HH:mm:ss");
  private static final DateTimeFormatter DAY_AND_MINUTE = formatter("MM-dd HH:mm");

  private final DateTimeFormatter inside;

  /// Moments of a report.
  ///
  /// @param span what the report is about
  Moments(Optional<TimeSpan> span) {
    inside = span.map(Moments::inside).orElse(SECONDS);
  }

  /// Within the span, which the report's headline dates.
  String inside(Instant moment) {
    return inside.format(moment);
  }

  /// A span with its date and length, `2026-11-22 08:30:00 to 08:31:09 (1 min 9 s)`; its beginning alone where
  /// it is shorter than 1 ms.
  static String dated(TimeSpan span) {
    Instant from = span.from();
    Instant to = span.to();
    boolean isWhole = isWholeSecond(from) && isWholeSecond(to);
    DateTimeFormatter time = isShort(span) && !isWhole ? MILLIS : SECONDS;
    String first = DATE.format(from) + " " + time.format(from);
    if (Duration.between(from, to).toMillis() == 0) {
      return first;
    }
    String last = isOneDay(span) ? time.format(to) : DATE.format(to) + " " + time.format(to);
    return first + " to " + last + " (" + Figures.duration(Duration.between(from, to)) + ")";
  }

  /// A moment with its date.
  static String dated(Instant moment) {
    return DATE.format(moment) + " " + (isWholeSecond(moment) ? SECONDS : MILLIS).format(moment);
  }

  private static DateTimeFormatter inside(TimeSpan span) {
    if (!isOneDay(span)) {
      return DAY_AND_MINUTE;
    }
    return isShort(span) ? MILLIS : SECONDS;
  }

  private static boolean isShort(TimeSpan span) {
    return Duration.between(span.from(), span.to()).compareTo(SHORT) < 0;
  }

  private static boolean isOneDay(TimeSpan span) {
    return DATE.format(span.from()).equals(DATE.format(span.to()));
  }

  private static boolean isWholeSecond(Instant moment) {
    return moment.equals(moment.truncatedTo(ChronoUnit.SECONDS));
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
