package dev.rcodestat.report;

/// What no longer found a place of its own in a bounded table.
///
/// @param responses responses and transactions counted under [Cell#OTHER_SERVERS]; the totals by RCODE
///     hold them all the same
/// @param latencies answers whose latencies count under [Cell#OTHER_SERVERS]
/// @param openTransactions transactions that were given up before they were answered or timed out
/// @param answeredTransactions transactions that were answered and forgotten before the timeout, so
///     that a further response to one counts as unsolicited
/// @param unjoinedMessages messages at the beginning of a saved result that were counted as if nothing had
///     been before, because there were too many to be kept for what was
public record Overflow(
    long responses,
    long latencies,
    long openTransactions,
    long answeredTransactions,
    long unjoinedMessages) {
  /// Whether nothing is in here.
  public boolean exact() {
    return responses == 0
        && latencies == 0
        && openTransactions == 0
        && answeredTransactions == 0
        && unjoinedMessages == 0;
  }
}
