package dev.rcodestat.report;

/// Whose queries failed: transactions, or responses where rates are of those.
///
/// @param total all failures; each has a client
/// @param nameless failures without a name that could be read, which are under no name and no zone
/// @param byZone failures by the zone that the query name counts under
/// @param byName failures by query name, in lower case
/// @param byClient failures by the address of the end that asked
public record FailureSummary(
    long total,
    long nameless,
    FailureRanking byZone,
    FailureRanking byName,
    FailureRanking byClient) {
  /// Nothing failed.
  public static final FailureSummary NONE =
      new FailureSummary(0, 0, FailureRanking.NONE, FailureRanking.NONE, FailureRanking.NONE);

  /// Whether all rankings hold all that there is, with counts without error.
  public boolean exact() {
    return byZone.exact() && byName.exact() && byClient.exact();
  }
}
