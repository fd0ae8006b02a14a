package dev.rcodestat.report;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import java.util.Optional;

/// The responses that agree in every dimension.
///
/// @param server the address of the end that answered, or [#OTHER_SERVERS]
/// @param type the type of the first question
/// @param opcode the operation
/// @param transport `udp` or `tcp`
/// @param rcode the 12-bit RCODE
/// @param responses how many there are, at least 1
/// @param seen from the first to the last of them; empty where none had a time
public record Cell(
    String server,
    QueryType type,
    Opcode opcode,
    String transport,
    Rcode rcode,
    long responses,
    Optional<TimeSpan> seen) {
  /// Stands for the servers that no longer found a place of their own in a bounded table.
  public static final String OTHER_SERVERS = "other";
}
