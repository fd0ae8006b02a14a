package dev.rcodestat.render;

import dev.rcodestat.report.Report;

/// For a capture without a single response: what that may mean, and what to try.
final class NoResponseSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    if (report.messages().responses() > 0 || report.ledger().frames() == 0) {
      return;
    }
    if (report.messages().total() > 0) {
      page.heading("No response");
      page.sentence(
          "All DNS messages are queries: the servers were silent, or the capture shows one"
              + " direction only.");
    } else {
      page.heading("No DNS message");
    }
    long otherPorts = LedgerBucket.UDP_OTHER_PORT.frames(report);
    if (otherPorts > 0) {
      page.sentence(
          Figures.count(otherPorts, "frame", "frames")
              + ": UDP on other ports. If one of them is DNS, name it with --port.");
    }
    long outside = LedgerBucket.OUTSIDE_TIME_RANGE.frames(report);
    if (outside > 0) {
      page.sentence(Figures.count(outside, "frame", "frames") + ": outside of --from and --to.");
    }
    long unmatched = LedgerBucket.NOT_MATCHED_BY_FILTER.frames(report);
    if (unmatched > 0) {
      page.sentence(Figures.count(unmatched, "frame", "frames") + ": not matched by --filter.");
    }
  }
}
