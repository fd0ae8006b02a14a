package dev.rcodestat.render;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.TimeSpan;
import java.util.List;
import java.util.Optional;

/// SERVFAIL (something broke) and NOTIMP (something was never supported): at which server, for which type, how
/// many, since when and until when.
final class HeadlineRcodeSection implements Section {
  private static final int MOST_ROWS = 8;

  private final Failures failures;

  HeadlineRcodeSection(Failures failures) {
    this.failures = failures;
  }

  @Override
  public void write(Report report, TextPage page) {
    long responses = report.responses().total();
    if (responses == 0) {
      return;
    }
    boolean anyServfail = report.responses().byRcode().of(Rcode.SERVFAIL) > 0;
    boolean anyNotimp = report.responses().byRcode().of(Rcode.NOTIMP) > 0;
    if (anyServfail) {
      write(report, Rcode.SERVFAIL, page);
    }
    if (anyNotimp) {
      write(report, Rcode.NOTIMP, page);
    }
    if (!anyServfail || !anyNotimp) {
      String none =
          anyServfail ? "No NOTIMP" : anyNotimp ? "No SERVFAIL" : "No SERVFAIL and no NOTIMP";
      page.heading(
          Style.HEADING, none, " among " + Figures.count(responses, "response", "responses") + ".");
    }
  }

  private void write(Report report, Rcode rcode, TextPage page) {
    List<FailureRow> rows = failures.rows(rcode::equals);
    long count = report.responses().byRcode().of(rcode);
    long all = report.responses().total();
    page.heading(Style.of(rcode), rcode.mnemonic(), "  " + Figures.responses(count, all));
    Optional<TimeSpan> seen =
        rows.stream().map(FailureRow::seen).reduce(Optional.empty(), FailureRow::union);
    seen.ifPresent(span -> page.sentence("seen " + Moments.dated(span)));
    page.table(table(rows, rcode, new Moments(report.span())));
    FailureRow.sayRest(rows, MOST_ROWS, page);
  }

  private static TextTable table(List<FailureRow> rows, Rcode rcode, Moments moments) {
    TextTable table =
        new TextTable()
            .words("server")
            .words("asked for")
            .numbers(rcode.mnemonic())
            .numbers("of all")
            .words("first")
            .words("last");
    for (FailureRow row : rows.subList(0, Math.min(rows.size(), MOST_ROWS))) {
      table.row(
          row.server(),
          row.askedFor(),
          Figures.count(row.responses()),
          Figures.count(row.ofAll()),
          row.seen().map(span -> moments.inside(span.from())).orElse(TextTable.NONE),
          row.seen().map(span -> moments.inside(span.to())).orElse(TextTable.NONE));
    }
    return table;
  }
}
