package dev.rcodestat.report;

import dev.rcodestat.dns.ExtendedDnsError;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Unicast DNS responses, as they were on the wire: repeated and unsolicited ones too.
///
/// @param incomplete responses of which the wire had more than the capture could put together
///     (behind a gap of a stream, a lone first fragment); they count nowhere else
/// @param extendedRcodeUnread responses whose OPT record, if they have one, could not be reached:
///     of their RCODE only the header's 4 bits are known
/// @param byRcode responses by their 12-bit RCODE
/// @param byEde Extended DNS Errors in responses, in the order of the codes; a response may hold
///     several
/// @param byServer one row a server: most responses first, then by address
/// @param byType one row a query type: most responses first, then by type
public record ResponseSummary(
    long incomplete,
    long extendedRcodeUnread,
    RcodeCounts byRcode,
    SortedMap<ExtendedDnsError, Long> byEde,
    List<ServerRow> byServer,
    List<TypeRow> byType) {
  public ResponseSummary {
    byEde = Collections.unmodifiableSortedMap(new TreeMap<>(byEde));
    byServer = List.copyOf(byServer);
    byType = List.copyOf(byType);
  }

  /// All responses.
  public long total() {
    return byRcode.total();
  }
}
