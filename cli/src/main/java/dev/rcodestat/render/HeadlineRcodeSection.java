package dev.rcodestat.render;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.TimeSpan;
import java.util.List;
import java.util.Optional;

/// SERVFAIL (something broke), NOTIMP (something was never supported) and silence: at which server, for
/// which type, how many, since when and until when.
final class HeadlineRcodeSection implements Section {
  private static final int MOST_ROWS = 8;

  private static final Outcome SERVFAIL = outcome(Rcode.SERVFAIL);
  private static final Outcome NOTIMP = outcome(Rcode.NOTIMP);
  private static final Outcome UNANSWERED = new Outcome(Outcome.UNANSWERED);

  private final Failures failures;

  HeadlineRcodeSection(Failures failures) {
    this.failures = failures;
  }

  @Override
  public void write(Report report, TextPage page) {
    OutcomeCounts counts = report.rated().byOutcome();
    if (counts.conclusive() == 0) {
      return;
    }
    boolean anyServfail = counts.of(SERVFAIL) > 0;
    boolean anyNotimp = counts.of(NOTIMP) > 0;
    if (anyServfail) {
      write(report, SERVFAIL, page);
    }
    if (anyNotimp) {
      write(report, NOTIMP, page);
    }
    if (!anyServfail || !anyNotimp) {
      String none =
          anyServfail ? "No NOTIMP" : anyNotimp ? "No SERVFAIL" : "No SERVFAIL and no NOTIMP";
      String all = Figures.all(counts.conclusive(), report.basis());
      page.heading(Style.HEADING, none, " among " + all + ".");
    }
    if (counts.unanswered() > 0) {
      write(report, UNANSWERED, page);
    }
  }

  private void write(Report report, Outcome outcome, TextPage page) {
    List<FailureRow> rows = failures.rows(outcome::equals);
    OutcomeCounts counts = report.rated().byOutcome();
    Basis basis = report.basis();
    String figures = Figures.of(counts.of(outcome), counts.conclusive(), basis);
    page.heading(Style.of(outcome), title(outcome), "  " + figures);
    Optional<TimeSpan> seen =
        rows.stream().map(FailureRow::seen).reduce(Optional.empty(), FailureRow::union);
    seen.ifPresent(span -> page.sentence("seen " + Moments.dated(span)));
    int shown = Math.min(rows.size(), page.rows(MOST_ROWS));
    page.table(table(rows.subList(0, shown), title(outcome), report, page));
    FailureRow.sayRest(rows, shown, page);
  }

  private static TextTable table(
      List<FailureRow> rows, String title, Report report, TextPage page) {
    Moments moments = new Moments(report.span());
    TextTable table =
        new TextTable()
            .words("server")
            .words("asked for")
            .numbers(title)
            .numbers("of all")
            .words("first")
            .words("last");
    for (FailureRow row : rows) {
      table.row(
          page.escape(report.hostOf(row.server())),
          row.askedFor(),
          Figures.count(row.count()),
          Figures.count(row.ofAll()),
          row.seen().map(span -> moments.inside(span.from())).orElse(TextTable.NONE),
          row.seen().map(span -> moments.inside(span.to())).orElse(TextTable.NONE));
    }
    return table;
  }

  private static String title(Outcome outcome) {
    return outcome.isAnswered() ? outcome.label() : "Unanswered";
  }

  private static Outcome outcome(Rcode rcode) {
    return new Outcome(Outcome.ofRcode(rcode.value()));
  }
}
