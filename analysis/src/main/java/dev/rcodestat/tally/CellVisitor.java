package dev.rcodestat.tally;

import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Transport;
import java.util.Optional;

/// Takes the cells of a tally, one at a time.
@FunctionalInterface
public interface CellVisitor {
  /// One cell with at least one response or transaction.
  ///
  /// @param server the end that answered; empty for the servers beyond the bound
  /// @param type a value of [dev.rcodestat.dns.QueryType]
  /// @param outcome a value of [dev.rcodestat.dns.Outcome]
  /// @param responses the responses of this kind
  /// @param transactions the transactions that ended so; each counts under the type of its query
  /// @param firstNanos the time of the first of them; later than `lastNanos` where none had a time
  void onCell(
      Optional<IpAddress> server,
      int type,
      int opcode,
      Transport transport,
      int outcome,
      long responses,
      long transactions,
      long firstNanos,
      long lastNanos);
}
