package dev.rcodestat.report;

import dev.rcodestat.dns.ExtendedDnsError;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Unicast DNS responses, as they were on the wire: repeated and unsolicited ones too.
///
/// @param incomplete responses of which the wire had more than the capture could put together
///     (behind a gap of a stream, a lone first fragment); they count nowhere else
/// @param excluded responses that were not asked for (`--where`); they count nowhere else in here
/// @param extendedRcodeUnread responses whose OPT record, if they have one, could not be reached:
///     of their RCODE only the header's 4 bits are known
/// @param byEde Extended DNS Errors in responses, in the order of the codes; a response may hold
///     several
/// @param breakdown the responses by outcome
public record ResponseSummary(
    long incomplete,
    long excluded,
    long extendedRcodeUnread,
    SortedMap<ExtendedDnsError, Long> byEde,
    OutcomeBreakdown breakdown) {
  public ResponseSummary {
    byEde = Collections.unmodifiableSortedMap(new TreeMap<>(byEde));
  }

  /// Responses by their 12-bit RCODE.
  public RcodeCounts byRcode() {
    return breakdown.byOutcome().byRcode();
  }

  /// All responses.
  public long total() {
    return breakdown.byOutcome().total();
  }
}
