package dev.rcodestat.render;

import dev.rcodestat.report.FailureRanking;
import dev.rcodestat.report.FailureSummary;
import dev.rcodestat.report.Report;
import java.util.List;
import java.util.function.UnaryOperator;

/// Whose queries failed: the zones, query names and clients with the most failures.
final class FailureRankingSection implements Section {
  private static final int MOST_ROWS = 8;

  /// What fits beside the table's margin.
  private static final int LONGEST = TextPage.WIDTH - 2;

  private static final String LEFT_OUT = "...";
  private static final int HEAD = 24;

  @Override
  public void write(Report report, TextPage page) {
    FailureSummary failures = report.failures();
    if (failures.total() == 0) {
      return;
    }
    long all = report.rated().byOutcome().conclusive();
    String figures = "  " + Figures.of(failures.total(), all, report.basis());
    boolean anyNames = failures.nameless() < failures.total();
    if (anyNames) {
      UnaryOperator<String> name = key -> shortened(page.escape(key));
      page.heading(Style.HEADING, "Failures by zone", figures);
      write("zone", failures.byZone(), failures.total(), name, page);
      page.heading("Failures by query name");
      write("name", failures.byName(), failures.total(), name, page);
    }
    page.heading(Style.HEADING, "Failures by client", anyNames ? "" : figures);
    UnaryOperator<String> host = key -> page.escape(report.hostOf(key));
    write("client", failures.byClient(), failures.total(), host, page);
    if (failures.nameless() > 0) {
      page.sentence(
          Figures.count(failures.nameless(), "failure has", "failures have")
              + " no name that can be read");
    }
  }

  private static void write(
      String header,
      FailureRanking ranking,
      long failures,
      UnaryOperator<String> text,
      TextPage page) {
    int shown = Math.min(ranking.rows().size(), page.rows(MOST_ROWS));
    TextTable table = new TextTable().words(header);
    table.numbers(ranking.exact() ? "failures" : "at most");
    table.numbers(ranking.exact() ? "share" : "at least");
    for (FailureRanking.Row row : ranking.rows().subList(0, shown)) {
      table.row(
          text.apply(row.key()),
          Figures.count(row.count()),
          ranking.exact()
              ? Figures.share(row.count(), failures)
              : Figures.count(row.count() - row.error()));
    }
    page.table(table);
    sayRest(header, ranking, shown, page);
  }

  /// Sums up those beyond the ones that have been shown; where not all are known, says how many failures
  /// another one can have.
  private static void sayRest(String what, FailureRanking ranking, int shown, TextPage page) {
    List<FailureRanking.Row> rest = ranking.rows().subList(shown, ranking.rows().size());
    if (!ranking.exact()) {
      long most = rest.isEmpty() ? ranking.mostMissed() : rest.getFirst().count();
      page.sentence("any other " + what + ": at most " + Figures.count(most));
    } else if (!rest.isEmpty()) {
      long count = rest.stream().mapToLong(FailureRanking.Row::count).sum();
      String left = Figures.count(rest.size(), "more " + what, "more " + what + "s");
      page.sentence("and " + Figures.count(count) + " more of " + left);
    }
  }

  /// The beginning and the end of a name that is longer than a line.
  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int tail = text.length() - (LONGEST - HEAD - LEFT_OUT.length());
    return text.substring(0, HEAD) + LEFT_OUT + text.substring(tail);
  }
}
