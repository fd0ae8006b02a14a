package dev.rcodestat.tally;

import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Transport;
import java.util.Optional;

/// Takes the cells of a tally, one at a time.
@FunctionalInterface
public interface CellVisitor {
  /// One cell with at least one response.
  ///
  /// @param server the end that answered; empty for the servers beyond the bound
  /// @param type a value of [dev.rcodestat.dns.QueryType]
  /// @param firstNanos the time of its first response; later than `lastNanos` where none had a time
  void onCell(
      Optional<IpAddress> server,
      int type,
      int opcode,
      Transport transport,
      int rcode,
      long responses,
      long firstNanos,
      long lastNanos);
}
