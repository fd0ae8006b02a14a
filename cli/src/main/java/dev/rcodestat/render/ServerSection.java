package dev.rcodestat.render;

import dev.rcodestat.report.OutcomeBreakdown;
import dev.rcodestat.report.Report;
import java.util.List;

/// Transactions or responses by server and RCODE.
final class ServerSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    OutcomeBreakdown rated = report.rated();
    if (rated.byOutcome().conclusive() == 0) {
      return;
    }
    RcodeMatrix matrix =
        RcodeMatrix.of(
            rated.byOutcome(),
            rated.byServer(),
            page.rows(RcodeMatrix.MOST_ROWS),
            row ->
                new RcodeMatrix.Row(
                    List.of(page.escape(report.hostOf(row.server()))), row.byOutcome()));
    page.heading(Figures.title(report.basis()) + " by server and RCODE");
    page.table(matrix.table(List.of("server")));
  }
}
