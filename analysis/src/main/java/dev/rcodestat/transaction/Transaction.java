package dev.rcodestat.transaction;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.RecordType;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.wire.HotPath;

/// A query, its retransmissions and what became of them: borrowed, valid until the matcher takes the
/// next message.
@HotPath
public final class Transaction {
  // What is known of it in one number.
  private static final int CLASS = 17;
  private static final int OPCODE = 33;
  private static final int OUTCOME = 37;
  private static final int FLAGS = 52;
  private static final long ANSWERED = 1L << 52;
  private static final long UNTIMED = 1L << 53;
  private static final long EDNS = 1L << 54;
  private static final long DNSSEC_OK = 1L << 55;
  private static final long CHECKING_DISABLED = 1L << 56;

  /// All flags together.
  static final int GREATEST_FLAGS = 0x1F;

  private final TransactionRing ring;
  private long number;
  private long lastNanos;

  Transaction(TransactionRing ring) {
    this.ring = ring;
  }

  Transaction at(long number) {
    this.number = number;
    lastNanos = ring.get(number, TransactionRing.LAST);
    return this;
  }

  /// What there is to know of a query, or of a response that came early.
  static long factsOf(DnsMessageView message, boolean timed) {
    long facts =
        message.qtype() | (long) message.qclass() << CLASS | (long) message.opcode() << OPCODE;
    if (message.isResponse()) {
      return facts | (long) message.outcome() << OUTCOME | (timed ? 0 : UNTIMED);
    }
    return facts
        | (timed ? 0 : UNTIMED)
        | (message.opt().isPresent() ? EDNS : 0)
        | (message.opt().dnssecOk() ? DNSSEC_OK : 0)
        | (message.checkingDisabled() ? CHECKING_DISABLED : 0);
  }

  /// Makes one number of what is known.
  ///
  /// @param flags from 0 to [#GREATEST_FLAGS]
  static long facts(int type, int qclass, int opcode, int outcome, int flags) {
    return type
        | (long) qclass << CLASS
        | (long) opcode << OPCODE
        | (long) outcome << OUTCOME
        | (long) flags << FLAGS;
  }

  /// Whether it is answered, untimed, and what else is told by one bit.
  static int flags(long facts) {
    return (int) (facts >>> FLAGS) & GREATEST_FLAGS;
  }

  /// The IP version, 4 or 6.
  public int version() {
    return TransactionKey.version(ends());
  }

  /// The first 64 bits of the address that asked; 0 for IPv4.
  public long clientHigh() {
    return ring.get(number, TransactionRing.CLIENT_HIGH);
  }

  /// The last 64 bits of the address that asked, or the 32 bits of IPv4.
  public long clientLow() {
    return ring.get(number, TransactionRing.CLIENT_LOW);
  }

  /// The first 64 bits of the address that was asked; 0 for IPv4.
  public long serverHigh() {
    return ring.get(number, TransactionRing.SERVER_HIGH);
  }

  /// The last 64 bits of the address that was asked, or the 32 bits of IPv4.
  public long serverLow() {
    return ring.get(number, TransactionRing.SERVER_LOW);
  }

  /// What carried it.
  public Transport transport() {
    return TransactionKey.transport(ends());
  }

  /// The type asked for; a value of [dev.rcodestat.dns.QueryType].
  public int type() {
    return type(facts());
  }

  static int type(long facts) {
    return (int) facts & 0x1_FFFF;
  }

  /// The class asked for; 0 where none could be read.
  public int qclass() {
    return qclass(facts());
  }

  static int qclass(long facts) {
    return (int) (facts >>> CLASS) & 0xFFFF;
  }

  /// The operation, 0 to 15.
  public int opcode() {
    return opcode(facts());
  }

  static int opcode(long facts) {
    return (int) (facts >>> OPCODE) & 0xF;
  }

  /// Whether the query had an OPT record.
  public boolean hasEdns() {
    return (facts() & EDNS) != 0;
  }

  /// Whether the query wanted DNSSEC records (DO).
  public boolean dnssecOk() {
    return (facts() & DNSSEC_OK) != 0;
  }

  /// Whether the client does its own checking (CD).
  public boolean checkingDisabled() {
    return (facts() & CHECKING_DISABLED) != 0;
  }

  /// Whether its times are known.
  public boolean isTimed() {
    return (facts() & UNTIMED) == 0;
  }

  /// When the query was first sent, in nanoseconds since 1970.
  public long firstNanos() {
    return ring.get(number, TransactionRing.FIRST);
  }

  /// When the query was last sent before the message that the matcher has just taken, in nanoseconds
  /// since 1970.
  public long lastNanos() {
    return lastNanos;
  }

  /// How often the query was sent.
  public int sends() {
    return (int) (ring.get(number, TransactionRing.SENDS) >>> Integer.SIZE);
  }

  /// The octets of the name asked for, without compression; 0 where there is none.
  public int nameLength() {
    return ring.nameLength(number);
  }

  /// One word of the name asked for; see [dev.rcodestat.dns.NameView].
  public long nameWord(int index) {
    return ring.nameWord(number, index);
  }

  /// The outcome that an early response brought; a value of [dev.rcodestat.dns.Outcome].
  public int outcome() {
    return outcome(facts());
  }

  static int outcome(long facts) {
    return (int) (facts >>> OUTCOME) & 0x7FFF;
  }

  /// Whether it is a zone transfer, which has many messages.
  boolean isTransfer() {
    return isTransfer(transport() == Transport.TCP, type());
  }

  static boolean isTransfer(boolean isStream, int type) {
    return isStream && (type == RecordType.AXFR || type == RecordType.IXFR);
  }

  long family() {
    return ring.get(number, TransactionRing.FAMILY);
  }

  long question() {
    return ring.get(number, TransactionRing.QUESTION);
  }

  boolean isAnswered() {
    return isAnswered(facts());
  }

  static boolean isAnswered(long facts) {
    return (facts & ANSWERED) != 0;
  }

  /// Takes note of the answer.
  void answer(long nanos) {
    ring.set(number, TransactionRing.FACTS, facts() | ANSWERED);
    if (isTransfer()) {
      renew(nanos);
    }
  }

  /// Takes note of another copy of the query.
  void sendAgain(long nanos) {
    long sends = ring.get(number, TransactionRing.SENDS);
    if (sends() < Integer.MAX_VALUE) {
      ring.set(number, TransactionRing.SENDS, sends + (1L << Integer.SIZE));
    }
    renew(nanos);
  }

  /// Takes note that it goes on.
  void renew(long nanos) {
    ring.set(number, TransactionRing.LAST, Math.max(lastNanos, nanos));
  }

  /// What is known of it in one number.
  long facts() {
    return ring.get(number, TransactionRing.FACTS);
  }

  /// As in [TransactionKey].
  long ends() {
    return ring.get(number, TransactionRing.ENDS);
  }
}
