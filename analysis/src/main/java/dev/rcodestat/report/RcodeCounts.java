package dev.rcodestat.report;

import dev.rcodestat.dns.Rcode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Responses by RCODE.
///
/// @param counts the RCODEs seen, in the order of the codes, each with at least 1
public record RcodeCounts(SortedMap<Rcode, Long> counts) {
  public RcodeCounts {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /// The responses with this RCODE.
  public long of(Rcode rcode) {
    return counts.getOrDefault(rcode, 0L);
  }

  /// All responses.
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
