package dev.rcodestat.report;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.Rcode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Responses or transactions by outcome.
///
/// @param counts the outcomes seen, in their order, each with at least 1
public record OutcomeCounts(SortedMap<Outcome, Long> counts) {
  /// Of nothing.
  public static final OutcomeCounts NONE = new OutcomeCounts(new TreeMap<>());

  public OutcomeCounts {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /// Those with this outcome.
  public long of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /// All of them.
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Those with a response.
  public long answered() {
    return total() - unanswered() - censored();
  }

  /// Those that nobody answered.
  public long unanswered() {
    return of(new Outcome(Outcome.UNANSWERED));
  }

  /// Those of which nobody can say whether they were answered.
  public long censored() {
    long censored = 0;
    for (Map.Entry<Outcome, Long> entry : counts.entrySet()) {
      censored += entry.getKey().isCensored() ? entry.getValue() : 0;
    }
    return censored;
  }

  /// Those that rates are of: all but the censored ones.
  public long conclusive() {
    return total() - censored();
  }

  /// Those with a response, by its RCODE.
  public RcodeCounts byRcode() {
    SortedMap<Rcode, Long> byRcode = new TreeMap<>();
    counts.forEach((outcome, count) ->
        outcome.rcode().ifPresent(rcode -> byRcode.merge(rcode, count, Long::sum)));
    return new RcodeCounts(byRcode);
  }
}
