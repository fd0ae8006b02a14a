package dev.rcodestat.render;

import dev.rcodestat.report.OutcomeBreakdown;
import dev.rcodestat.report.Report;
import java.util.List;

/// Transactions or responses by query type and RCODE.
final class TypeSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    OutcomeBreakdown rated = report.rated();
    if (rated.byOutcome().conclusive() == 0) {
      return;
    }
    RcodeMatrix matrix =
        RcodeMatrix.of(
            rated.byOutcome(),
            rated.byType(),
            page.rows(RcodeMatrix.MOST_ROWS),
            row -> new RcodeMatrix.Row(List.of(row.type().mnemonic()), row.byOutcome()));
    page.heading(Figures.title(report.basis()) + " by query type and RCODE");
    page.table(matrix.table(List.of("type")));
  }
}
