package dev.rcodestat.render;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments for machines: RFC 3339 in UTC with nine fractional digits, so that they sort as text and lose
/// nothing.
final class Rfc3339 {
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Rfc3339() {}

  static String format(Instant moment) {
    return NANOS.format(moment);
  }
}
