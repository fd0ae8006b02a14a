package dev.rcodestat.render;

import dev.rcodestat.report.LinkTypeFrames;
import dev.rcodestat.report.Report;
import java.util.List;
import java.util.stream.Collectors;

/// Frames that may hold DNS and were not read, so that nobody takes "no SERVFAIL" for more than it says.
final class UnreadFrames {
  private static final int MOST_LINK_TYPES = 5;

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              LedgerBucket.TCP_DNS_UNALIGNED,
              "of TCP streams whose beginning or a part is missing"),
          new Kind(LedgerBucket.FRAGMENT_HELD, "of fragmented packets that never became whole"),
          new Kind(LedgerBucket.FRAGMENT_EXPIRED, "of fragmented packets not whole in time"),
          new Kind(LedgerBucket.FRAGMENT_OVERLAP, "of packets whose fragments overlap"),
          new Kind(LedgerBucket.FRAGMENT_EVICTED, "of more fragmented packets than can be kept"),
          new Kind(LedgerBucket.NESTED_TOO_DEEP, "with too many packets inside of packets"),
          new Kind(LedgerBucket.TUNNEL_NOT_DECODED, "of tunnels that are not opened"),
          new Kind(LedgerBucket.LINK_ENCRYPTED, "encrypted on the link"),
          new Kind(LedgerBucket.LINK_TYPE_NOT_DECODED, "of a link type that is not decoded"),
          new Kind(LedgerBucket.HEADERS_CUT, "cut inside a header: capture with a larger snaplen"),
          new Kind(
              LedgerBucket.MESSAGE_HEADER_CUT,
              "cut inside the DNS header: capture with a larger snaplen"));

  private UnreadFrames() {}

  /// A line for each kind that there is.
  static List<String> of(Report report) {
    return KINDS.stream()
        .filter(kind -> kind.frames(report) > 0)
        .map(kind ->
            Figures.count(kind.frames(report), "frame", "frames")
                + ": "
                + kind.words
                + linkTypes(kind, report))
        .toList();
  }

  /// The link types of those that are not decoded: `: 147 USER0, 148 USER1`.
  private static String linkTypes(Kind kind, Report report) {
    List<LinkTypeFrames> types = report.ledger().notDecoded();
    if (kind.bucket != LedgerBucket.LINK_TYPE_NOT_DECODED || types.isEmpty()) {
      return "";
    }
    String named =
        types.stream()
            .limit(MOST_LINK_TYPES)
            .map(type -> type.number() + " " + type.name())
            .collect(Collectors.joining(", ", ": ", ""));
    return types.size() > MOST_LINK_TYPES ? named + ", ..." : named;
  }

  private record Kind(LedgerBucket bucket, String words) {
    long frames(Report report) {
      return bucket.frames(report);
    }
  }
}
