package dev.rcodestat.transaction;

import dev.rcodestat.capture.FrameView;
import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.samples.MessageBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What clients and servers say to each other, as a matcher hears it.
final class Talk {
  static final double SECOND = 1000;

  private static final int NANOS_PER_MILLISECOND = 1_000_000;
  private static final int LONGEST_MESSAGE = 65_535;
  private static final int QR_OCTET = 2;

  private final List<String> ended = new ArrayList<>();
  private final TransactionMatcher matcher;
  private final DnsMessageView message = new DnsMessageView();
  private final ByteBuffer memory = ByteBuffer.allocateDirect(LONGEST_MESSAGE);
  private final FlowView query = new FlowView();
  private final FlowView response = new FlowView();

  /// By the default rules, with the usual bounds.
  Talk() {
    this.matcher = new TransactionMatcher(MatchingRules.defaults(), this::end);
    between("198.51.100.1", 40_000, "192.0.2.53", Transport.UDP);
  }

  /// By the default rules, with one bound for all tables.
  Talk(int bound) {
    this.matcher = new TransactionMatcher(MatchingRules.defaults(), this::end, bound, bound, bound);
    between("198.51.100.1", 40_000, "192.0.2.53", Transport.UDP);
  }

  /// The same, and somebody else hears of what is unanswered.
  Talk(int bound, TransactionHandler unanswered) {
    this.matcher =
        new TransactionMatcher(MatchingRules.defaults(), unanswered, bound, bound, bound);
    between("198.51.100.1", 40_000, "192.0.2.53", Transport.UDP);
  }

  /// From here on these two talk.
  Talk between(String client, int port, String server, Transport transport) {
    IpAddress from = IpAddress.parse(client).orElseThrow();
    IpAddress to = IpAddress.parse(server).orElseThrow();
    query.wrap(
        from.version(),
        from.high(),
        from.low(),
        to.high(),
        to.low(),
        port,
        53,
        transport,
        Service.DNS);
    response.wrapReversed(query);
    return this;
  }

  /// One of them says something, this many milliseconds after the beginning.
  ///
  /// @return what it is to its transaction
  MessageRole at(double millis, MessageBuilder said) {
    return hear(Math.round(millis * NANOS_PER_MILLISECOND), said.build());
  }

  /// The same in a frame without a time.
  MessageRole untimed(MessageBuilder said) {
    return hear(FrameView.NO_TIMESTAMP, said.build());
  }

  MessageRole hear(Said said) {
    Said.Family family = said.family();
    between(family.clientAddress(), family.port(), family.serverAddress(), family.transport());
    return hear(said.nanos(), said.octets());
  }

  /// One of them says these octets.
  MessageRole hear(long nanos, byte[] octets) {
    memory.put(0, octets);
    message.wrap(memory, 0, octets.length, octets.length);
    boolean isResponse = (octets[QR_OCTET] & 0x80) != 0;
    return matcher.match(nanos, isResponse ? response : query, message);
  }

  /// The transaction of what was said last.
  Transaction transaction() {
    return matcher.transaction();
  }

  TransactionMatcher matcher() {
    return matcher;
  }

  /// The capture ends.
  ///
  /// @return the transactions without a response: the type and why
  List<String> endAt(double millis) {
    matcher.finish(Math.round(millis * NANOS_PER_MILLISECOND));
    return ended;
  }

  /// The same where no frame has a time.
  List<String> endUntimed() {
    matcher.finish(FrameView.NO_TIMESTAMP);
    return ended;
  }

  /// The transactions that have ended without a response so far.
  List<String> ended() {
    return ended;
  }

  private void end(Transaction transaction, int outcome) {
    ended.add(new QueryType(transaction.type()) + " " + new Outcome(outcome));
  }

  /// The octets of a name, as far as they are upper-case letters made lower-case.
  static byte[] name(Transaction transaction) {
    byte[] octets = new byte[transaction.nameLength()];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) (transaction.nameWord(i / Long.BYTES) >>> (56 - i % Long.BYTES * 8));
    }
    return octets;
  }
}
