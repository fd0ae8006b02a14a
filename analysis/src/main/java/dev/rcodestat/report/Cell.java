package dev.rcodestat.report;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import java.util.Optional;

/// The responses and transactions that agree in every dimension.
///
/// @param server the address of the end that was asked, or [#OTHER_SERVERS]
/// @param type the type of the first question: a response counts under its own, a transaction under
///     that of its query
/// @param opcode the operation
/// @param transport `udp` or `tcp`
/// @param outcome how they ended
/// @param responses how many responses there are
/// @param transactions how many transactions there are
/// @param seen from the first to the last of them; empty where none had a time
public record Cell(
    String server,
    QueryType type,
    Opcode opcode,
    String transport,
    Outcome outcome,
    long responses,
    long transactions,
    Optional<TimeSpan> seen) {
  /// Stands for the servers that no longer found a place of their own in a bounded table.
  public static final String OTHER_SERVERS = "other";
}
