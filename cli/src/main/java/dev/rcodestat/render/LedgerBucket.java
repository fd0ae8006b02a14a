package dev.rcodestat.render;

import dev.rcodestat.report.Report;

/// The buckets of the ledger that renderers know by name; a test holds the names to those of the ledger.
enum LedgerBucket {
  MESSAGE_HEADER_CUT("message-header-cut"),
  UDP_OTHER_PORT("udp-other-port"),
  TCP_DNS_UNALIGNED("tcp-dns-unaligned"),
  FRAGMENT_HELD("fragment-held"),
  FRAGMENT_OVERLAP("fragment-overlap"),
  FRAGMENT_EXPIRED("fragment-expired"),
  FRAGMENT_EVICTED("fragment-evicted"),
  NESTED_TOO_DEEP("nested-too-deep"),
  TUNNEL_NOT_DECODED("tunnel-not-decoded"),
  LINK_ENCRYPTED("link-encrypted"),
  HEADERS_CUT("headers-cut"),
  LINK_TYPE_NOT_DECODED("link-type-not-decoded"),
  OUTSIDE_TIME_RANGE("outside-time-range"),
  NOT_MATCHED_BY_FILTER("not-matched-by-filter");

  private final String label;

  LedgerBucket(String label) {
    this.label = label;
  }

  /// The name that the ledger uses.
  String label() {
    return label;
  }

  /// The frames in it.
  long frames(Report report) {
    return report.ledger().buckets().getOrDefault(label, 0L);
  }
}
