package dev.rcodestat.report;

import java.util.List;
import java.util.Optional;

/// How long answers took: of the transactions whose times are known.
///
/// The lists may work out their rows when they are read: there may be thousands, and a report for a
/// person shows few.
///
/// @param all all answers; empty where there is none
/// @param byOutcome one row an outcome, in their order
/// @param byServer one row a server: most transactions first, then by address
/// @param byServerAndOutcome one row a server and outcome, in the order of both lists
public record LatencySummary(
    Optional<LatencyRow> all,
    List<LatencyRow> byOutcome,
    List<LatencyRow> byServer,
    List<LatencyRow> byServerAndOutcome) {
  /// Stands for the outcomes that no longer found a place of their own in a bounded table.
  public static final String OTHER_OUTCOMES = "other";
}
