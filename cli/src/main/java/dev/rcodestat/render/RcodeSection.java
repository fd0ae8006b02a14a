package dev.rcodestat.render;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.RcodeCounts;
import dev.rcodestat.report.Report;
import java.util.Comparator;
import java.util.List;

/// Responses by RCODE, those with the most responses, in the order of the codes.
final class RcodeSection implements Section {
  /// More than these are not seen outside of tests and attacks.
  private static final int MOST_ROWS = 24;

  @Override
  public void write(Report report, TextPage page) {
    RcodeCounts counts = report.responses().byRcode();
    long all = counts.total();
    if (all == 0) {
      return;
    }
    page.heading("Responses by RCODE");
    TextTable table = new TextTable().words("RCODE").numbers("responses").numbers("share");
    long rest = all;
    for (Rcode rcode : shown(counts)) {
      long count = counts.of(rcode);
      rest -= count;
      table.row(
          Style.of(rcode),
          List.of(rcode.mnemonic(), Figures.count(count), Figures.share(count, all)));
    }
    if (rest > 0) {
      String more = "(%s more)".formatted(Figures.count(counts.counts().size() - MOST_ROWS));
      table.row(more, Figures.count(rest), Figures.share(rest, all));
    }
    table.row("all", Figures.count(all), "");
    page.table(table);
  }

  private static List<Rcode> shown(RcodeCounts counts) {
    return counts.counts().keySet().stream()
        .sorted(Comparator.comparingLong(counts::of).reversed())
        .limit(MOST_ROWS)
        .sorted()
        .toList();
  }
}
