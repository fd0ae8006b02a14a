package dev.rcodestat.report;

/// Unicast DNS transactions: queries with the responses to them.
///
/// Every query begins a transaction or is a retransmission in one; every response is the answer of
/// one, one more of the same (a duplicate, or the continuation of a zone transfer), or unsolicited.
///
/// @param retransmissions queries that were asked before and not answered yet, and copies of queries
/// @param duplicates further responses to a query that was answered
/// @param continuations further messages of zone transfers
/// @param unsolicited responses without a query: the query was not captured, came from elsewhere, or
///     was given up
/// @param excluded transactions that were not asked for (`--where`)
/// @param answers responses that are the answer of a transaction, whether it was asked for or not
/// @param breakdown the transactions that were asked for by outcome
public record TransactionSummary(
    long retransmissions,
    long duplicates,
    long continuations,
    long unsolicited,
    long excluded,
    long answers,
    OutcomeBreakdown breakdown) {
  /// The transactions that were asked for.
  public long total() {
    return breakdown.byOutcome().total();
  }

  /// Whether every query and every response has its place in here.
  boolean accountsFor(MessageSummary messages) {
    return messages.queries() == total() + excluded + retransmissions
        && messages.responses() == answers + duplicates + continuations + unsolicited;
  }
}
