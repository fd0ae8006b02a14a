package dev.rcodestat.transaction;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.wire.RecordLog;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Transactions as rows of a saved result: client, its port, server, its port, transport, message ID, type,
/// class, opcode, outcome, flags, first time, last time, sends and name.
final class TransactionRows {
  private static final int GREATEST_U16 = 0xFFFF;
  private static final int GREATEST_OPCODE = 0xF;

  private TransactionRows() {}

  static void write(String name, RecordLog log, SavedWriter out) {
    out.startArray(name);
    log.forEach(record -> write(new SavedTransaction(record), out));
    out.endArray();
  }

  private static void write(SavedTransaction saved, SavedWriter out) {
    long ends = saved.ends();
    long facts = saved.facts();
    out.startRow();
    out.text(new IpAddress(saved.version(), saved.clientHigh(), saved.clientLow()).toString());
    out.number(TransactionKey.clientPort(ends));
    out.text(new IpAddress(saved.version(), saved.serverHigh(), saved.serverLow()).toString());
    out.number(TransactionKey.serverPort(ends));
    out.text(TransactionKey.transport(ends).label());
    out.number(TransactionKey.id(ends));
    out.number(Transaction.type(facts));
    out.number(Transaction.qclass(facts));
    out.number(Transaction.opcode(facts));
    out.number(Transaction.outcome(facts));
    out.number(Transaction.flags(facts));
    out.number(saved.firstNanos());
    out.number(saved.lastNanos());
    out.number(saved.sends());
    out.octets(name(saved));
    out.endArray();
  }

  private static byte[] name(SavedTransaction saved) {
    ByteBuffer words = ByteBuffer.allocate(saved.nameWords() * Long.BYTES);
    for (int i = 0; i < saved.nameWords(); i++) {
      words.putLong(saved.nameWord(i));
    }
    return Arrays.copyOf(words.array(), saved.nameLength());
  }

  /// @param most how many there may be
  static void read(String name, RecordLog log, int most, SavedReader in)
      throws SavedResultException {
    in.startArray(name);
    while (in.nextRow()) {
      if (log.records() == most) {
        throw in.wrong("up to " + most + " transactions", "more");
      }
      read(log, in);
      in.endArray();
    }
  }

  private static void read(RecordLog log, SavedReader in) throws SavedResultException {
    IpAddress client = address(in);
    int clientPort = in.number(0, GREATEST_U16);
    IpAddress server = address(in);
    int serverPort = in.number(0, GREATEST_U16);
    Transport transport = in.oneOf(Transport.values(), Transport::label);
    int id = in.number(0, GREATEST_U16);
    if (client.version() != server.version()) {
      throw in.wrong("two addresses of one version", client + " and " + server);
    }
    long facts =
        Transaction.facts(
            in.number(0, QueryType.OTHER),
            in.number(0, GREATEST_U16),
            in.number(0, GREATEST_OPCODE),
            in.number(0, Outcome.TABLE_FULL),
            in.number(0, Transaction.GREATEST_FLAGS));
    long firstNanos = in.number();
    long lastNanos = in.number();
    int sends = in.number(1, Integer.MAX_VALUE);
    byte[] name = in.domainName();
    boolean hasQuestion = Transaction.type(facts) < QueryType.NONE;
    if (hasQuestion != name.length > 0) {
      throw in.wrong(hasQuestion ? "a name" : "no name", name.length + " octets");
    }
    SavedTransaction saved = new SavedTransaction(log.append(SavedTransaction.size(name.length)));
    saved.setEnds(
        client.high(),
        client.low(),
        server.high(),
        server.low(),
        TransactionKey.ends(clientPort, serverPort, id, client.version(), transport));
    saved.setFacts(facts, firstNanos, lastNanos, sends);
    saved.setNameLength(name.length);
    ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(name, saved.nameWords() * Long.BYTES));
    for (int i = 0; i < saved.nameWords(); i++) {
      saved.setNameWord(i, words.getLong());
    }
  }

  private static IpAddress address(SavedReader in) throws SavedResultException {
    String text = in.text();
    Optional<IpAddress> address = IpAddress.parse(text);
    if (address.isEmpty()) {
      throw in.wrong("an address", "'" + text + "'");
    }
    return address.get();
  }
}
