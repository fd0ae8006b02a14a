package dev.rcodestat.render;

import dev.rcodestat.dns.Rcode;
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
    long errors = rows.stream().mapToLong(FailureRow::responses).sum();
    long all = report.responses().total();
    page.heading(Style.HEADING, "Other errors", "  " + Figures.responses(errors, all));
    TextTable table =
        new TextTable()
            .words("server")
            .words("asked for")
            .words("RCODE")
            .numbers("responses")
            .numbers("of all");
    for (FailureRow row : rows.subList(0, Math.min(rows.size(), MOST_ROWS))) {
      table.row(
          row.server(),
          row.askedFor(),
          row.rcode().mnemonic(),
          Figures.count(row.responses()),
          Figures.count(row.ofAll()));
    }
    page.table(table);
    FailureRow.sayRest(rows, MOST_ROWS, page);
  }

  static boolean isOtherError(Rcode rcode) {
    return Style.of(rcode) == Style.OTHER_ERROR;
  }
}
