package dev.rcodestat.render;

import dev.rcodestat.report.Report;

/// Extended DNS Errors: the servers' own words on why (RFC 8914).
final class ExtendedErrorSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    if (report.responses().byEde().isEmpty()) {
      return;
    }
    page.heading("Extended DNS Errors (EDE) in responses");
    TextTable table = new TextTable().words("purpose").numbers("code").numbers("times");
    report
        .responses()
        .byEde()
        .forEach((error, times) ->
            table.row(error.purpose(), Integer.toString(error.infoCode()), Figures.count(times)));
    page.table(table);
  }
}
