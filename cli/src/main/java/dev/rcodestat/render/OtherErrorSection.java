package dev.rcodestat.render;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Report;
import java.util.List;

/// Every other RCODE that tells of an error: REFUSED, FORMERR, BADVERS and the rest.
final class OtherErrorSection implements Section {
  private static final int MOST_ROWS = 8;

  @Override
  public void write(Report report, TextPage page) {
    List<FailureRow> rows = FailureRow.of(report.cells(), OtherErrorSection::isOtherError);
    if (rows.isEmpty()) {
      return;
    }
    long errors = rows.stream().mapToLong(FailureRow::responses).sum();
    long all = report.responses().total();
    page.heading(
        Style.HEADING,
        "Other errors",
        "  %s of %s (%s)"
            .formatted(
                Figures.count(errors),
                Figures.count(all, "response", "responses"),
                Figures.share(errors, all)));
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
    if (rows.size() > MOST_ROWS) {
      long rest = rows.stream().skip(MOST_ROWS).mapToLong(FailureRow::responses).sum();
      page.sentence(
          "and %s more in %s"
              .formatted(
                  Figures.count(rest),
                  Figures.count(rows.size() - MOST_ROWS, "more row", "more rows")));
    }
  }

  static boolean isOtherError(Rcode rcode) {
    return Style.of(rcode) == Style.OTHER_ERROR;
  }
}
