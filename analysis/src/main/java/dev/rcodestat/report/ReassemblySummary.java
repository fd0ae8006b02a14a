package dev.rcodestat.report;

/// What was missing where TCP streams were put together. Fragments are accounted for in the ledger.
///
/// @param streamGaps gaps in streams: octets that were sent but not captured
/// @param headerlessMessages messages in streams without a whole header: shorter than one, or cut by
///     the capture
/// @param connectionsEvicted connections that gave way to others because a bound was hit
public record ReassemblySummary(
    long streamGaps, long headerlessMessages, long connectionsEvicted) {}
