package dev.rcodestat.transaction;

import dev.rcodestat.packet.Transport;
import java.nio.ByteBuffer;

/// A transaction, or a response that waits for its query, as a record of octets: all that is known of it,
/// so that a matcher can go on where another one has stopped. Borrowed, like the record.
///
/// ```
///    octets  0- 7  client, first 64 bits        40-47  facts, as Transaction makes them
///            8-15  client, last 64 bits         48-55  first time
///           16-23  server, first 64 bits        56-63  last time
///           24-31  server, last 64 bits         64-67  how often it was sent
///           32-39  ports, ID and the rest       68-71  octets of the name, of which the words follow
/// ```
public final class SavedTransaction {
  private static final int CLIENT_HIGH = 0;
  private static final int CLIENT_LOW = 8;
  private static final int SERVER_HIGH = 16;
  private static final int SERVER_LOW = 24;
  private static final int ENDS = 32;
  private static final int FACTS = 40;
  private static final int FIRST = 48;
  private static final int LAST = 56;
  private static final int SENDS = 64;
  private static final int NAME_LENGTH = 68;
  private static final int NAME = 72;

  private final ByteBuffer octets;

  /// Looks at a record.
  public SavedTransaction(ByteBuffer octets) {
    this.octets = octets;
  }

  /// The octets of a record with a name of so many.
  public static int size(int nameLength) {
    return NAME + words(nameLength) * Long.BYTES;
  }

  /// Sets both ends and the message ID.
  public void setEnds(long clientHigh, long clientLow, long serverHigh, long serverLow, long ends) {
    octets.putLong(CLIENT_HIGH, clientHigh);
    octets.putLong(CLIENT_LOW, clientLow);
    octets.putLong(SERVER_HIGH, serverHigh);
    octets.putLong(SERVER_LOW, serverLow);
    octets.putLong(ENDS, ends);
  }

  /// Sets everything else but the name.
  public void setFacts(long facts, long firstNanos, long lastNanos, int sends) {
    octets.putLong(FACTS, facts);
    octets.putLong(FIRST, firstNanos);
    octets.putLong(LAST, lastNanos);
    octets.putInt(SENDS, sends);
  }

  /// Says how many octets the name has, for which the record has room.
  public void setNameLength(int nameLength) {
    octets.putInt(NAME_LENGTH, nameLength);
  }

  /// Sets one word of the name; see [NameView].
  public void setNameWord(int index, long word) {
    octets.putLong(NAME + index * Long.BYTES, word);
  }

  public long clientHigh() {
    return octets.getLong(CLIENT_HIGH);
  }

  public long clientLow() {
    return octets.getLong(CLIENT_LOW);
  }

  public long serverHigh() {
    return octets.getLong(SERVER_HIGH);
  }

  public long serverLow() {
    return octets.getLong(SERVER_LOW);
  }

  /// Client port, server port, message ID (16 bits each), then IP version and transport.
  public long ends() {
    return octets.getLong(ENDS);
  }

  /// The IP version, 4 or 6.
  public int version() {
    return TransactionKey.version(ends());
  }

  /// Type, class, operation and more in one number.
  public long facts() {
    return octets.getLong(FACTS);
  }

  public long firstNanos() {
    return octets.getLong(FIRST);
  }

  public long lastNanos() {
    return octets.getLong(LAST);
  }

  public int sends() {
    return octets.getInt(SENDS);
  }

  /// The octets of the name; 0 where there is none.
  public int nameLength() {
    return octets.getInt(NAME_LENGTH);
  }

  /// The number of words of the name.
  public int nameWords() {
    return words(nameLength());
  }

  /// One word of the name, or 0 for the one behind the last.
  public long nameWord(int index) {
    return index < nameWords() ? octets.getLong(NAME + index * Long.BYTES) : 0;
  }

  boolean isAnswered() {
    return Transaction.isAnswered(facts());
  }

  boolean isTransfer() {
    return Transaction.isTransfer(
        TransactionKey.transport(ends()) == Transport.TCP, Transaction.type(facts()));
  }

  private static int words(int nameLength) {
    return (nameLength + Long.BYTES - 1) / Long.BYTES;
  }
}
