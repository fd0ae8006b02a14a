package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import dev.rcodestat.report.ResponseSummary;

/// Responses by query type and RCODE.
final class TypeSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    ResponseSummary responses = report.responses();
    if (responses.byType().isEmpty()) {
      return;
    }
    page.heading("Responses by query type and RCODE");
    RcodeMatrix matrix =
        RcodeMatrix.of(
            responses.byRcode(),
            responses.byType(),
            row -> new RcodeMatrix.Row(row.type().mnemonic(), row.byRcode()));
    page.table(matrix.table("type"));
  }
}
