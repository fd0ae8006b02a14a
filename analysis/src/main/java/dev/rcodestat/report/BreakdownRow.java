package dev.rcodestat.report;

import java.util.List;

/// Transactions and responses that agree in some dimensions.
///
/// @param values the value in each of the dimensions
/// @param transactions the transactions by outcome
/// @param responses the responses by outcome
public record BreakdownRow(
    List<String> values, OutcomeCounts transactions, OutcomeCounts responses) {
  public BreakdownRow {
    values = List.copyOf(values);
  }

  /// Those that the rates of a report are of.
  public OutcomeCounts rated(Basis basis) {
    return basis == Basis.TRANSACTIONS ? transactions : responses;
  }
}
