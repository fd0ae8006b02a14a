package dev.rcodestat.report;

/// The responses or transactions of one server.
///
/// @param server its address, or [Cell#OTHER_SERVERS]
/// @param byOutcome how they ended
public record ServerRow(String server, OutcomeCounts byOutcome) {}
