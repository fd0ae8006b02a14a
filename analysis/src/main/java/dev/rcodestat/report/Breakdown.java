package dev.rcodestat.report;

import java.util.List;

/// Transactions and responses by the dimensions that were asked for.
///
/// @param by the names of the dimensions; empty where none was asked for
/// @param rows one row for each combination of values that occurs: most transactions first, then most
///     responses, then by values
/// @param overflowed responses and transactions that are in no row, because there were too many
public record Breakdown(List<String> by, List<BreakdownRow> rows, long overflowed) {
  public Breakdown {
    by = List.copyOf(by);
    rows = List.copyOf(rows);
  }
}
