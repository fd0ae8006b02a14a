package dev.rcodestat.render;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.report.RcodeCounts;
import dev.rcodestat.report.Report;
import java.util.Comparator;
import java.util.List;

/// How transactions ended, or responses where the capture shows no transactions: by RCODE, NOERROR by its
/// kinds too, those with the most in the order of the codes.
final class RcodeSection implements Section {
  /// More than these are not seen outside of tests and attacks.
  private static final int MOST_ROWS = 24;

  private static final List<Integer> KINDS =
      List.of(Outcome.ANSWER, Outcome.NODATA, Outcome.REFERRAL, Outcome.TRUNCATED);

  @Override
  public void write(Report report, TextPage page) {
    OutcomeCounts counts = report.rated().byOutcome();
    long all = counts.conclusive();
    if (all == 0) {
      return;
    }
    boolean ofTransactions = report.basis() == Basis.TRANSACTIONS;
    page.heading(Figures.title(report.basis()) + (ofTransactions ? " by outcome" : " by RCODE"));
    TextTable table =
        new TextTable()
            .words(ofTransactions ? "outcome" : "RCODE")
            .numbers(report.basis().label())
            .numbers("share");
    RcodeCounts byRcode = counts.byRcode();
    long rest = all - counts.unanswered();
    for (Rcode rcode : shown(byRcode)) {
      long count = byRcode.of(rcode);
      rest -= count;
      table.row(
          Style.of(rcode),
          List.of(rcode.mnemonic(), Figures.count(count), Figures.share(count, all)));
      if (rcode.equals(Rcode.NOERROR)) {
        writeKinds(counts, all, table);
      }
    }
    if (rest > 0) {
      String more = "(%s more)".formatted(Figures.count(byRcode.counts().size() - MOST_ROWS));
      table.row(more, Figures.count(rest), Figures.share(rest, all));
    }
    long unanswered = counts.unanswered();
    if (unanswered > 0) {
      table.row(
          Style.UNANSWERED,
          List.of("unanswered", Figures.count(unanswered), Figures.share(unanswered, all)));
    }
    table.row("all", Figures.count(all), "");
    page.table(table);
  }

  private static void writeKinds(OutcomeCounts counts, long all, TextTable table) {
    for (int kind : KINDS) {
      Outcome outcome = new Outcome(kind);
      long count = counts.of(outcome);
      if (count > 0) {
        table.row(
            Style.QUIET,
            List.of("  " + outcome.label(), Figures.count(count), Figures.share(count, all)));
      }
    }
  }

  private static List<Rcode> shown(RcodeCounts counts) {
    return counts.counts().keySet().stream()
        .sorted(Comparator.comparingLong(counts::of).reversed())
        .limit(MOST_ROWS)
        .sorted()
        .toList();
  }
}
