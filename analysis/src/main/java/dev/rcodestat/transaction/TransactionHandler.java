package dev.rcodestat.transaction;

/// Hears of the transactions that ended without a response.
@FunctionalInterface
public interface TransactionHandler {
  /// A transaction that has ended.
  ///
  /// @param transaction borrowed: valid until this method returns
  /// @param outcome why there was no response; a value of [dev.rcodestat.dns.Outcome]
  void onUnanswered(Transaction transaction, int outcome);
}
