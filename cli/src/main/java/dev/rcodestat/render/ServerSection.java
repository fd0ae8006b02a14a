package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import dev.rcodestat.report.ResponseSummary;
import java.util.List;

/// Responses by server and RCODE.
final class ServerSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    ResponseSummary responses = report.responses();
    if (responses.byServer().isEmpty()) {
      return;
    }
    page.heading("Responses by server and RCODE");
    List<RcodeMatrix.Row> rows =
        responses.byServer().stream()
            .map(row -> new RcodeMatrix.Row(row.server(), row.byRcode()))
            .toList();
    page.table(new RcodeMatrix(responses.byRcode(), rows).table("server"));
  }
}
