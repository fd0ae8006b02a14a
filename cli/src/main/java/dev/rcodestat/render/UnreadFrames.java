package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import java.util.List;

/// Frames that may hold DNS and were not read, so that nobody takes "no SERVFAIL" for more than it says.
final class UnreadFrames {
  private static final List<Kind> KINDS =
      List.of(
          new Kind("tcp-dns-port-not-decoded", "TCP on a DNS port, not decoded yet"),
          new Kind("fragment-not-decoded", "fragments of IP packets, not decoded yet"),
          new Kind("tunnel-not-decoded", "packets inside of packets, not decoded yet"),
          new Kind("link-type-not-decoded", "of a link type that is not decoded"),
          new Kind("headers-cut", "cut inside a header: capture with a larger snaplen"),
          new Kind(
              "message-header-cut", "cut inside the DNS header: capture with a larger snaplen"));

  private UnreadFrames() {}

  /// A line for each kind that there is.
  static List<String> of(Report report) {
    return KINDS.stream()
        .filter(kind -> kind.frames(report) > 0)
        .map(kind -> Figures.count(kind.frames(report), "frame", "frames") + ": " + kind.words)
        .toList();
  }

  private record Kind(String bucket, String words) {
    long frames(Report report) {
      return report.ledger().buckets().getOrDefault(bucket, 0L);
    }
  }
}
