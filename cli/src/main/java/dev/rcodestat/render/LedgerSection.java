package dev.rcodestat.render;

import dev.rcodestat.report.LedgerSummary;
import dev.rcodestat.report.Report;

/// Where every frame ended up.
final class LedgerSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    LedgerSummary ledger = report.ledger();
    page.heading(Style.HEADING, "Frames", "  each in one bucket");
    TextTable table = new TextTable().words("").numbers("");
    ledger
        .buckets()
        .forEach((bucket, frames) -> {
          if (frames > 0) {
            table.row(bucket, Figures.count(frames));
          }
        });
    table.row("all", Figures.count(ledger.frames()));
    page.table(table);
  }
}
