package dev.rcodestat.report;

import java.util.List;

/// Responses or transactions by outcome: all of them, by server and by query type.
///
/// @param byOutcome all of them
/// @param byServer one row a server: the largest first, then by address
/// @param byType one row a query type: the largest first, then by type
public record OutcomeBreakdown(
    OutcomeCounts byOutcome, List<ServerRow> byServer, List<TypeRow> byType) {
  public OutcomeBreakdown {
    byServer = List.copyOf(byServer);
    byType = List.copyOf(byType);
  }
}
