package dev.rcodestat.report;

import java.util.List;

/// Those with the most failures.
///
/// @param exact whether all that there are have a row, with counts without error
/// @param mostMissed how many failures one without a row has at most; 0 where all have one
/// @param rows the greatest counts first, then by key
public record FailureRanking(boolean exact, long mostMissed, List<Row> rows) {
  /// Of nothing.
  public static final FailureRanking NONE = new FailureRanking(true, 0, List.of());

  public FailureRanking {
    rows = List.copyOf(rows);
  }

  /// One of them.
  ///
  /// @param key a name, a zone or an address
  /// @param count its failures, or more
  /// @param error by how much `count` may be too high
  public record Row(String key, long count, long error) {}
}
