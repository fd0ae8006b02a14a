package dev.rcodestat.render;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.report.Report;
import java.util.List;

/// Every other RCODE that tells of an error: REFUSED, FORMERR, BADVERS and the rest.
final class OtherErrorSection implements Section {
  private static final int MOST_ROWS = 8;

  private final Failures failures;

  OtherErrorSection(Failures failures) {
    this.failures = failures;
  }

  @Override
  public void write(Report report, TextPage page) {
    List<FailureRow> rows = failures.rows(OtherErrorSection::isOtherError);
    if (rows.isEmpty()) {
      return;
    }
    long errors = rows.stream().mapToLong(FailureRow::count).sum();
    long all = report.rated().byOutcome().conclusive();
    page.heading(Style.HEADING, "Other errors", "  " + Figures.of(errors, all, report.basis()));
    TextTable table =
        new TextTable()
            .words("server")
            .words("asked for")
            .words("RCODE")
            .numbers("times")
            .numbers("of all");
    int shown = Math.min(rows.size(), page.rows(MOST_ROWS));
    for (FailureRow row : rows.subList(0, shown)) {
      table.row(
          page.escape(report.hostOf(row.server())),
          row.askedFor(),
          row.outcome().label(),
          Figures.count(row.count()),
          Figures.count(row.ofAll()));
    }
    page.table(table);
    FailureRow.sayRest(rows, shown, page);
  }

  private static boolean isOtherError(Outcome outcome) {
    return Style.of(outcome) == Style.OTHER_ERROR;
  }
}
