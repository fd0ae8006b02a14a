package dev.rcodestat.render;

import dev.rcodestat.report.Basis;
import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them.
final class Figures {
  private Figures() {}

  /// With thousands separators: `1,234`.
  static String count(long count) {
    StringBuilder digits = new StringBuilder().append(count);
    for (int at = digits.length() - 3; at > (count < 0 ? 1 : 0); at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }

  /// With its noun: `1 response`, `1,234 responses`.
  static String count(long count, String singular, String plural) {
    return count(count) + " " + (count == 1 ? singular : plural);
  }

  /// With its denominator: `43 of 1,016 transactions (4.2 %)`.
  static String of(long part, long whole, Basis basis) {
    return count(part) + " of " + all(whole, basis) + " (" + share(part, whole) + ")";
  }

  /// With what is counted: `1,016 transactions`.
  static String all(long whole, Basis basis) {
    return basis == Basis.TRANSACTIONS
        ? count(whole, "transaction", "transactions")
        : count(whole, "response", "responses");
  }

  /// What is counted, at the beginning of a heading.
  static String title(Basis basis) {
    return basis == Basis.TRANSACTIONS ? "Transactions" : "Responses";
  }

  /// A percentage with one decimal. Some never print as none, and not all never as all: `<0.1 %`, `>99.9 %`.
  static String share(long part, long whole) {
    if (whole == 0) {
      return "-";
    }
    double percent = 100.0 * part / whole;
    if (part > 0 && percent < 0.1) {
      return "<0.1 %";
    }
    if (part < whole && percent > 99.9) {
      return ">99.9 %";
    }
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /// With its two most significant units: `350 ms`, `12.3 s`, `5 min 3 s`, `3 h 5 min`, `2 d 3 h`.
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds == 0) {
      return subSecond(duration.toNanos());
    }
    if (seconds < 60 && duration.equals(Duration.ofSeconds(seconds))) {
      return seconds + " s";
    }
    if (seconds < 60) {
      long tenths = duration.toMillis() / 100;
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    if (seconds < 3600) {
      return pair(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
    }
    return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
  }

  /// A latency with three significant digits: `7 us`, `1.23 ms`, `12.3 ms`, `1.23 s`.
  static String micros(long micros) {
    if (micros < 1000) {
      return micros + " us";
    }
    return micros < 1_000_000 ? digits(micros, 1000, "ms") : digits(micros, 1_000_000, "s");
  }

  private static String digits(long micros, long unit, String name) {
    int decimals = micros >= 100 * unit ? 0 : micros >= 10 * unit ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f %s", (double) micros / unit, name);
  }

  private static String subSecond(long nanos) {
    return nanos >= 1_000_000 || nanos == 0 ? nanos / 1_000_000 + " ms" : "<1 ms";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    String first = count(large) + " " + largeUnit;
    return small == 0 ? first : first + " " + small + " " + smallUnit;
  }
}
