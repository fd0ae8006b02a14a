package dev.rcodestat.render;

import dev.rcodestat.report.Basis;
import dev.rcodestat.report.Breakdown;
import dev.rcodestat.report.BreakdownRow;
import dev.rcodestat.report.Report;
import java.util.Comparator;
import java.util.List;

/// Transactions or responses by the dimensions that were asked for, and RCODE.
final class BreakdownSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    Breakdown breakdown = report.breakdown();
    Basis basis = report.basis();
    if (breakdown.by().isEmpty() || report.rated().byOutcome().conclusive() == 0) {
      return;
    }
    List<BreakdownRow> rows =
        breakdown.rows().stream()
            .filter(row -> row.rated(basis).conclusive() > 0)
            .sorted(Comparator.comparingLong(row -> -row.rated(basis).conclusive()))
            .toList();
    RcodeMatrix matrix =
        RcodeMatrix.of(
            report.rated().byOutcome(),
            rows,
            page.rows(RcodeMatrix.MOST_ROWS),
            row ->
                new RcodeMatrix.Row(
                    row.values().stream().map(report::hostOf).map(page::escape).toList(),
                    row.rated(basis)));
    page.heading(Figures.title(basis) + " by " + String.join(", ", breakdown.by()) + " and RCODE");
    page.table(matrix.table(breakdown.by()));
    if (breakdown.overflowed() > 0) {
      page.sentence(
          Figures.count(breakdown.overflowed(), "message is", "messages are")
              + " in no row: there were more combinations than can be kept apart");
    }
  }
}
