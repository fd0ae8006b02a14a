package dev.rcodestat.transaction;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.NameView;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.wire.HotPath;
import java.util.SplittableRandom;

/// What the messages of a transaction have in common: both ends, the transport, the message ID, and
/// the question. Mutable, so that one serves for all messages; single-threaded.
///
/// All but the question are the *family*. Family and question are compared by hashes of 64 bits each,
/// made with numbers drawn at random: nobody can make two that are taken for one. The question is its
/// name without regard to case, type and class; where a message has none, or none that can be read, a
/// number of its own stands for that.
///
/// The hash is NH (Black and others, "UMAC: Fast and Secure Message Authentication", 1999): to each word
/// a number is added that was drawn at random for its place, and the products of each two are summed up,
/// all of them 128 bits wide. No product waits for another one.
@HotPath
final class TransactionKey {
  /// The question of messages that have none.
  static final long NO_QUESTION = 0;

  /// The question of messages that have one which cannot be read.
  static final long UNREADABLE_QUESTION = 1;

  private static final int HALF = Integer.SIZE;
  private static final int IPV6 = 6;

  // Places of the words beside those of a name.
  private static final int TYPE = NameView.MAX_WORDS;
  private static final int ENDS = TYPE + 2;
  private static final int CLIENT = ENDS + 2;
  private static final int SERVER = CLIENT + 2;
  private static final int WORDS = SERVER + 2;

  private static final Transport[] TRANSPORTS = Transport.values();

  long family;
  long question;

  long clientHigh;
  long clientLow;
  long serverHigh;
  long serverLow;

  /// Client port, server port, message ID (16 bits each), then IP version and transport.
  long ends;

  /// Drawn at random: for each word of a name, then for the words beside it.
  private final long[] drawn = new SplittableRandom().longs(WORDS).toArray();

  // The sum of products.
  private long lower;
  private long upper;

  /// Takes the key of a message: of a query the source is the client, of a response the destination.
  void set(FlowView flow, DnsMessageView message) {
    int clientPort;
    int serverPort;
    if (message.isResponse()) {
      clientHigh = flow.destinationHigh();
      clientLow = flow.destinationLow();
      serverHigh = flow.sourceHigh();
      serverLow = flow.sourceLow();
      clientPort = flow.destinationPort();
      serverPort = flow.sourcePort();
    } else {
      clientHigh = flow.sourceHigh();
      clientLow = flow.sourceLow();
      serverHigh = flow.destinationHigh();
      serverLow = flow.destinationLow();
      clientPort = flow.sourcePort();
      serverPort = flow.destinationPort();
    }
    ends = ends(clientPort, serverPort, message.id(), flow.version(), flow.transport());
    family = family();
    question = question(message);
  }

  /// Takes the key of a transaction from another matcher, which has drawn other numbers.
  void set(SavedTransaction saved) {
    clientHigh = saved.clientHigh();
    clientLow = saved.clientLow();
    serverHigh = saved.serverHigh();
    serverLow = saved.serverLow();
    ends = saved.ends();
    family = family();
    question = question(saved);
  }

  static long ends(int clientPort, int serverPort, int id, int version, Transport transport) {
    return (long) clientPort << 48
        | (long) serverPort << 32
        | (long) id << 16
        | version << 1
        | transport.ordinal();
  }

  static int clientPort(long ends) {
    return (int) (ends >>> 48);
  }

  static int serverPort(long ends) {
    return (int) (ends >>> 32) & 0xFFFF;
  }

  static int id(long ends) {
    return (int) (ends >>> 16) & 0xFFFF;
  }

  /// The IP version in [#ends].
  static int version(long ends) {
    return (int) ends >> 1 & 0xF;
  }

  /// What carries the messages, in [#ends].
  static Transport transport(long ends) {
    return TRANSPORTS[(int) ends & 1];
  }

  /// Family and question in one.
  long hash() {
    return hash(family, question);
  }

  static long hash(long family, long question) {
    return family ^ question;
  }

  /// Whether the question is one that can be compared.
  boolean hasQuestion() {
    return isQuestion(question);
  }

  static boolean isQuestion(long question) {
    return question != NO_QUESTION && question != UNREADABLE_QUESTION;
  }

  private long family() {
    begin();
    if (version(ends) == IPV6) {
      add(ENDS, ends, 0);
      add(CLIENT, clientHigh, clientLow);
      add(SERVER, serverHigh, serverLow);
    } else {
      add(ENDS, ends, clientLow << HALF | serverLow);
    }
    return sum();
  }

  private long question(SavedTransaction saved) {
    int type = Transaction.type(saved.facts());
    if (type >= QueryType.NONE) {
      return type == QueryType.NONE ? NO_QUESTION : UNREADABLE_QUESTION;
    }
    begin();
    add(TYPE, (long) type << HALF | Transaction.qclass(saved.facts()), saved.nameLength());
    int words = saved.nameWords();
    for (int i = 0; i < words; i += 2) {
      add(i, saved.nameWord(i), saved.nameWord(i + 1));
    }
    long hash = sum();
    return isQuestion(hash) ? hash : ~hash;
  }

  private long question(DnsMessageView message) {
    int type = message.qtype();
    if (type >= QueryType.NONE) {
      return type == QueryType.NONE ? NO_QUESTION : UNREADABLE_QUESTION;
    }
    NameView name = message.qname();
    begin();
    add(TYPE, (long) type << HALF | message.qclass(), name.length());
    int words = name.words();
    for (int i = 0; i < words; i += 2) {
      add(i, name.word(i), name.word(i + 1));
    }
    long hash = sum();
    return isQuestion(hash) ? hash : ~hash;
  }

  private void begin() {
    lower = 0;
    upper = 0;
  }

  private void add(int place, long word, long next) {
    long one = word + drawn[place];
    long other = next + drawn[place + 1];
    lower += one * other;
    upper += Math.unsignedMultiplyHigh(one, other);
  }

  private long sum() {
    return lower ^ upper;
  }
}
