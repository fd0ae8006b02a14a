package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import dev.rcodestat.report.ResponseSummary;
import java.util.List;

/// Responses by query type and RCODE.
final class TypeSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    ResponseSummary responses = report.responses();
    if (responses.byType().isEmpty()) {
      return;
    }
    page.heading("Responses by query type and RCODE");
    List<RcodeMatrix.Row> rows =
        responses.byType().stream()
            .map(row -> new RcodeMatrix.Row(row.type().mnemonic(), row.byRcode()))
            .toList();
    page.table(new RcodeMatrix(responses.byRcode(), rows).table("type"));
  }
}
