package dev.rcodestat.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Where every frame ended up.
///
/// @param frames the frames read
/// @param buckets every bucket with its frames, also 0, in the order of decoding; they sum to
///     `frames`
/// @param notDecoded the frames of link types that are not decoded, in the order of their numbers
public record LedgerSummary(
    long frames, SequencedMap<String, Long> buckets, List<LinkTypeFrames> notDecoded) {
  public LedgerSummary {
    notDecoded = List.copyOf(notDecoded);
    buckets = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(buckets));
    long sum = buckets.values().stream().mapToLong(Long::longValue).sum();
    if (sum != frames) {
      throw new IllegalArgumentException(
          "ledger out of balance: " + frames + " frames, " + sum + " entered");
    }
  }
}
