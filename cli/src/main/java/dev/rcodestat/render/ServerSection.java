package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import dev.rcodestat.report.ResponseSummary;

/// Responses by server and RCODE.
final class ServerSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    ResponseSummary responses = report.responses();
    if (responses.byServer().isEmpty()) {
      return;
    }
    page.heading("Responses by server and RCODE");
    RcodeMatrix matrix =
        RcodeMatrix.of(
            responses.byRcode(),
            responses.byServer(),
            row -> new RcodeMatrix.Row(row.server(), row.byRcode()));
    page.table(matrix.table("server"));
  }
}
