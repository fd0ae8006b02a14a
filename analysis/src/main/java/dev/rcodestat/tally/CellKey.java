package dev.rcodestat.tally;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.wire.HotPath;

/// The dimensions of a cell in one number.
///
/// ```
///   bits     0  transport
///         1-15  outcome
///        16-19  opcode
///        20-36  query type (17 bits: none, unreadable and other lie above the 16 of a type)
///        37-62  server number
/// ```
///
/// As numbers, keys have the order of server number, type, opcode, outcome and transport.
@HotPath
final class CellKey {
  private static final int OUTCOME = 1;
  private static final int OPCODE = OUTCOME + Outcome.BITS;
  private static final int TYPE = OPCODE + 4;
  private static final int SERVER = TYPE + 17;

  private static final Transport[] TRANSPORTS = Transport.values();

  private CellKey() {}

  static long of(int server, int type, Transport transport, int opcode, int outcome) {
    return ((long) server << SERVER)
        | ((long) type << TYPE)
        | ((long) opcode << OPCODE)
        | ((long) outcome << OUTCOME)
        | transport.ordinal();
  }

  /// The same cell at another server.
  static long withServer(long key, int server) {
    return (key & ((1L << SERVER) - 1)) | ((long) server << SERVER);
  }

  /// The cell that takes what no longer has a place of its own.
  static long withoutServerAndType(long key) {
    long rest = key & ((1L << TYPE) - 1);
    return rest | ((long) QueryType.OTHER << TYPE) | ((long) AddressTable.OTHER << SERVER);
  }

  static int server(long key) {
    return (int) (key >>> SERVER);
  }

  static int type(long key) {
    return (int) (key >>> TYPE) & 0x1_FFFF;
  }

  static Transport transport(long key) {
    return TRANSPORTS[(int) key & 1];
  }

  static int opcode(long key) {
    return (int) (key >>> OPCODE) & 0xF;
  }

  static int outcome(long key) {
    return (int) (key >>> OUTCOME) & (Outcome.VALUES - 1);
  }
}
