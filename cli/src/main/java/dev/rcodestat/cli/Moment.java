package dev.rcodestat.cli;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a time of RFC 3339.
final class Moment implements ITypeConverter<Instant> {
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  @Override
  public Instant convert(String text) {
    try {
      return Instant.from(RFC_3339.parse(text.replace(' ', 'T')));
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' " + remedy(text));
    }
  }

  private static String remedy(String text) {
    if (text.matches("\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}([.]\\d{1,9})?")) {
      return "does not say how far it is from UTC: append Z for UTC, or an offset such as +01:00";
    }
    return "is not a time of RFC 3339: expected one like 2026-11-22T08:30:00Z or"
        + " 2026-11-22T09:30:00.5+01:00";
  }
}
