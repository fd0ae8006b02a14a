package dev.rcodestat.report;

import java.util.Optional;

/// How long answers took.
///
/// @param server the address of the end that answered, or [Cell#OTHER_SERVERS]; empty for all servers
/// @param outcome the outcome of the transactions, or [LatencySummary#OTHER_OUTCOMES]; empty for all
/// @param fromFirstSend from the first time that the query was sent
/// @param fromLastSend from the last time; empty where no query was sent more than once, for then it is
///     the same
public record LatencyRow(
    Optional<String> server,
    Optional<String> outcome,
    LatencyDistribution fromFirstSend,
    Optional<LatencyDistribution> fromLastSend) {}
