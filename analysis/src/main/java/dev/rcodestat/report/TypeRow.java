package dev.rcodestat.report;

import dev.rcodestat.dns.QueryType;

/// The responses or transactions of one query type.
///
/// @param type what was asked for
/// @param byOutcome how they ended
public record TypeRow(QueryType type, OutcomeCounts byOutcome) {}
