package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FrameVerdict;
import java.nio.ByteBuffer;

/// One direction of a TCP connection: which of its octets have been seen, and what is missing.
///
/// A gap stays open until the other end acknowledges what is missing, for then it will not be sent
/// again; or until a bound is hit. Single-threaded.
final class TcpStream {
  /// How much later than others a packet may be captured.
  private static final long SKEW_NANOS = 10_000_000;

  private final TcpReassembler owner;
  private final MessageFramer framer;

  /// Whether any octet or the beginning was seen.
  private boolean known;

  /// The sequence number behind the last octet seen.
  private int highest;

  /// The sequence number behind the last octet that the other end has, where any is known.
  private int acknowledged;

  private boolean anyAcknowledged;

  /// Whether the beginning of the stream was seen, and the sequence number of its first octet.
  private boolean begun;

  private int first;

  /// Whether the end of the stream was seen, and the sequence number behind its last octet.
  private boolean ended;

  private int last;

  TcpStream(TcpReassembler owner) {
    this.owner = owner;
    framer = new MessageFramer(owner);
  }

  /// Takes note of a SYN. One that is sent again changes nothing.
  void begin(int sequence, FlowView flow) {
    if (begun && first == sequence + 1) {
      return;
    }
    flush(flow);
    start(sequence + 1, true);
    begun = true;
    first = sequence + 1;
  }

  /// Takes note of a FIN.
  ///
  /// @param sequence the number behind the last octet
  void end(int sequence) {
    ended = true;
    last = sequence;
  }

  /// Whether the stream has ended, and nothing of it is missing.
  boolean isOver() {
    return ended && known && framer.next() == last && framer.isEmpty();
  }

  /// Whether a number is near what is expected next, so that it can be of this stream.
  boolean isNear(int sequence) {
    int distance = sequence - framer.next();
    return !known
        || (distance <= MessageFramer.MAX_OCTETS && distance >= -MessageFramer.MAX_OCTETS);
  }

  /// Takes octets, at least one.
  FrameVerdict add(
      long nanos,
      FlowView flow,
      int sequence,
      ByteBuffer memory,
      int offset,
      int captured,
      int length) {
    if (!known) {
      start(sequence, false);
    }
    int place = sequence - framer.next();
    if (place > MessageFramer.MAX_OCTETS || place + length < -MessageFramer.MAX_OCTETS) {
      flush(flow); // far away: a gap of that size, or another connection
      start(sequence, false);
      place = 0;
    }
    boolean isNew = sequence + length - highest > 0;
    highest = isNew ? sequence + length : highest;
    if (place + length <= 0) {
      return isNew ? FrameVerdict.TCP_DNS : FrameVerdict.TCP_DNS_SEEN;
    }
    int before = Math.max(-place, 0);
    FrameVerdict verdict =
        framer.read(
            nanos,
            flow,
            place + before,
            memory,
            offset + before,
            Math.max(captured - before, 0),
            length - before);
    skipAcknowledgedGaps(nanos, flow);
    return verdict;
  }

  /// Hears what the other end has received. Nobody can have received what is far ahead.
  void acknowledge(int number) {
    if (isNear(number) && (!anyAcknowledged || number - acknowledged > 0)) {
      acknowledged = number;
      anyAcknowledged = true;
    }
  }

  /// Whether octets wait behind a gap.
  boolean hasGap() {
    return framer.hasGap();
  }

  /// Gives up what is missing before what the other end has received: it will not be sent again. It may
  /// still come, where the capture has packets in another order than the wire had.
  void skipAcknowledgedGaps(long nanos, FlowView flow) {
    while (framer.hasGap()
        && anyAcknowledged
        && nanos - framer.gapNanos() > SKEW_NANOS
        && acknowledged - framer.contiguousEnd() > 0) {
      framer.skipGap(flow);
    }
  }

  /// The octets of memory that it takes.
  int capacity() {
    return framer.capacity();
  }

  /// Reads what can be read although something is missing, and gives up the rest.
  void flush(FlowView flow) {
    framer.flush(flow);
    if (ended && known && last - framer.next() > 0) {
      owner.gaps++; // something before the end was not captured
      framer.start(last, false);
    }
  }

  /// Forgets everything, for another connection.
  void forget() {
    start(0, false);
    known = false;
  }

  private void start(int sequence, boolean atMessage) {
    framer.start(sequence, atMessage);
    known = true;
    highest = sequence;
    begun = false;
    ended = false;
    anyAcknowledged = false;
  }
}
