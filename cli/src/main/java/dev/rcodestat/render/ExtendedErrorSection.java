package dev.rcodestat.render;

import dev.rcodestat.dns.ExtendedDnsError;
import dev.rcodestat.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Extended DNS Errors: the servers' own words on why (RFC 8914).
final class ExtendedErrorSection implements Section {
  private static final int MOST_ROWS = 12;

  @Override
  public void write(Report report, TextPage page) {
    Map<ExtendedDnsError, Long> errors = report.responses().byEde();
    if (errors.isEmpty()) {
      return;
    }
    page.heading("Extended DNS Errors (EDE) in responses");
    TextTable table = new TextTable().words("purpose").numbers("code").numbers("times");
    for (Map.Entry<ExtendedDnsError, Long> error : mostFrequent(errors)) {
      table.row(
          error.getKey().purpose(),
          Integer.toString(error.getKey().infoCode()),
          Figures.count(error.getValue()));
    }
    page.table(table);
    if (errors.size() > MOST_ROWS) {
      page.sentence("and " + Figures.count(errors.size() - MOST_ROWS, "more code", "more codes"));
    }
  }

  /// Those seen most, in the order of the codes where they are equal.
  private static List<Map.Entry<ExtendedDnsError, Long>> mostFrequent(
      Map<ExtendedDnsError, Long> errors) {
    return errors.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_ROWS)
        .toList();
  }
}
