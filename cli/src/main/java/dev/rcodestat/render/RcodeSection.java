package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import java.util.List;

/// Responses by RCODE.
final class RcodeSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    long all = report.responses().total();
    if (all == 0) {
      return;
    }
    page.heading("Responses by RCODE");
    TextTable table = new TextTable().words("RCODE").numbers("responses").numbers("share");
    report
        .responses()
        .byRcode()
        .counts()
        .forEach((rcode, count) ->
            table.row(
                Style.of(rcode),
                List.of(rcode.mnemonic(), Figures.count(count), Figures.share(count, all))));
    table.row("all", Figures.count(all), "");
    page.table(table);
  }
}
