package dev.rcodestat.transaction;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.NameView;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.wire.HotPath;
import java.util.SplittableRandom;

/// What the messages of a transaction have in common: both ends, the transport, the message ID, and
/// the question. Mutable, so that one serves for all messages; single-threaded.
///
/// All but the question are the *family*. Family and question are compared by hashes of 64 bits each,
/// mixed with numbers drawn at random: nobody can make two that are taken for one. The question is its
/// name without regard to case, type and class; where a message has none, or none that can be read, a
/// number of its own stands for that.
@HotPath
final class TransactionKey {
  /// The question of messages that have none.
  static final long NO_QUESTION = 0;

  /// The question of messages that have one which cannot be read.
  static final long UNREADABLE_QUESTION = 1;

  private static final int HALF = Integer.SIZE;
  private static final int IPV6 = 6;

  long family;
  long question;

  long clientHigh;
  long clientLow;
  long serverHigh;
  long serverLow;

  /// Client port, server port, message ID (16 bits each), then IP version and transport.
  long ends;

  private final long seed;
  private final long factor;

  TransactionKey() {
    SplittableRandom random = new SplittableRandom();
    seed = random.nextLong();
    factor = random.nextLong() | 1;
  }

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
    ends =
        (long) clientPort << 48
            | (long) serverPort << 32
            | (long) message.id() << 16
            | flow.version() << 1
            | flow.transport().ordinal();
    long hash = mix(mix(mix(seed ^ ends) ^ clientLow) ^ serverLow);
    family = flow.version() == IPV6 ? mix(mix(hash ^ clientHigh) ^ serverHigh) : hash;
    question = question(message);
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

  private long question(DnsMessageView message) {
    int type = message.qtype();
    if (type >= QueryType.NONE) {
      return type == QueryType.NONE ? NO_QUESTION : UNREADABLE_QUESTION;
    }
    NameView name = message.qname();
    long hash = mix(seed ^ ((long) type << HALF | (long) message.qclass() << 8 | name.length()));
    int words = name.words();
    for (int i = 0; i < words; i++) {
      hash = mix(hash ^ name.word(i));
    }
    return isQuestion(hash) ? hash : seed;
  }

  /// Both halves of the product of 128 bits count: the lower one alone would carry a difference in the
  /// highest bits on, whatever the factor, so that a second difference could undo it.
  private long mix(long bits) {
    return bits * factor ^ Math.unsignedMultiplyHigh(bits, factor);
  }
}
