package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FrameVerdict;

/// One direction of a TCP connection: which of its octets have been seen, and what is missing.
///
/// A gap stays open until the other end acknowledges what is missing, for then it will not be sent
/// again; or until a bound is hit. Single-threaded.
final class TcpStream {
  /// How much later than others a packet may be captured.
  private static final long SKEW_NANOS = 10_000_000;

  /// A jump ahead by more than this is to be another connection.
  private static final int FARTHEST = 1 << 30;

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
  ///
  /// @param segment what came with it
  void begin(Segment segment) {
    if (!begun || first != segment.sequence) {
      flush(segment.flow);
      start(segment.sequence, true);
      begun = true;
      first = segment.sequence;
    }
  }

  /// Takes note of a FIN.
  ///
  /// @param sequence the number behind the last octet
  void end(int sequence) {
    if (isNear(sequence)) {
      ended = true;
      last = sequence;
    }
  }

  /// Whether anything of the stream was seen.
  boolean isKnown() {
    return known;
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
  FrameVerdict add(Segment segment) {
    if (!known) {
      start(segment.sequence, false);
    }
    int place = segment.sequence - framer.next();
    if (place > MessageFramer.MAX_OCTETS || place + segment.length < -MessageFramer.MAX_OCTETS) {
      flush(segment.flow); // far away: a gap of that size, or another connection
      owner.gaps += place > 0 && place < FARTHEST ? 1 : 0;
      start(segment.sequence, false);
      place = 0;
    }
    boolean isNew = segment.end() - highest > 0;
    highest = isNew ? segment.end() : highest;
    if (place + segment.length <= 0) {
      return isNew ? FrameVerdict.TCP_DNS : FrameVerdict.TCP_DNS_SEEN;
    }
    if (place < 0) {
      segment.skip(-place);
    }
    FrameVerdict verdict = framer.read(segment);
    if (framer.hasGap()) {
      skipAcknowledgedGaps(segment.nanos, segment.flow);
    }
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
        && isLater(nanos, framer.gapNanos())
        && acknowledged - framer.contiguousEnd() > 0) {
      framer.skipGap(flow);
    }
  }

  /// Whether the skew has passed; where a packet has no time nothing can be waited for.
  private static boolean isLater(long nanos, long before) {
    return nanos == Segment.NO_TIME || before == Segment.NO_TIME || nanos - before > SKEW_NANOS;
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
      framer.start(last, Alignment.LOST);
    }
  }

  /// Says what there is to remember of a stream that is over.
  void save(StreamMemory memory) {
    memory.known = known;
    memory.next = framer.next();
    memory.alignment = framer.alignment();
    memory.highest = highest;
    memory.anyAcknowledged = anyAcknowledged;
    memory.acknowledged = acknowledged;
    memory.begun = begun;
    memory.first = first;
    memory.ended = ended;
    memory.last = last;
  }

  /// Becomes the stream that is remembered.
  void restore(StreamMemory memory) {
    framer.start(memory.next, memory.alignment);
    known = memory.known;
    highest = memory.highest;
    anyAcknowledged = memory.anyAcknowledged;
    acknowledged = memory.acknowledged;
    begun = memory.begun;
    first = memory.first;
    ended = memory.ended;
    last = memory.last;
  }

  /// Forgets everything, for another connection.
  void forget() {
    start(0, false);
    known = false;
  }

  private void start(int sequence, boolean atMessage) {
    framer.start(sequence, atMessage ? Alignment.SURE : Alignment.LOST);
    known = true;
    highest = sequence;
    begun = false;
    ended = false;
    anyAcknowledged = false;
  }
}
