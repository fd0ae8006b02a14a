package dev.rcodestat.render;

import dev.rcodestat.report.Report;

/// For a capture without a single response: what it holds instead, and what to try.
final class NoResponseSection implements Section {
  @Override
  public void write(Report report, TextPage page) {
    long responses = report.responses().total();
    if (responses > 0 || report.ledger().frames() == 0) {
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
    hint(
        report,
        page,
        "udp-other-port",
        "UDP on other ports: if one of them is DNS, name it with --port.");
    hint(report, page, "tcp-dns-port-not-decoded", "TCP on a DNS port, which is not decoded yet.");
    hint(
        report,
        page,
        "fragment-not-decoded",
        "fragments of IP packets, which are not decoded yet.");
    hint(
        report,
        page,
        "tunnel-not-decoded",
        "packets inside of packets, which are not decoded yet.");
    hint(report, page, "headers-cut", "cut inside a header: capture with a larger snaplen.");
    hint(
        report,
        page,
        "message-header-cut",
        "cut inside the DNS header: capture with a larger snaplen.");
    hint(report, page, "link-type-not-decoded", "of a link type that is not decoded.");
    hint(report, page, "outside-time-range", "outside of --from and --to.");
  }

  private static void hint(Report report, TextPage page, String bucket, String words) {
    long frames = report.ledger().buckets().getOrDefault(bucket, 0L);
    if (frames > 0) {
      page.sentence(Figures.count(frames, "frame", "frames") + ": " + words);
    }
  }
}
