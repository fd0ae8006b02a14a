package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// One direction of a TCP connection: its octets in order, and the messages in them, each behind its
/// length in two octets (RFC 1035 section 4.2.2).
///
/// Messages are taken where they lie as long as nothing is missing; only what does not end in the
/// packet at hand, or lies behind a gap, is copied. A gap stays open until the other end acknowledges
/// what is missing, for then it will not be sent again; or until a bound is hit. Behind it the next
/// message is found by the length of the one that has the gap, or else where a packet begins with what
/// can only be a message. Single-threaded.
final class TcpStream {
  /// Octets behind the beginning of a message that are kept at most: the longest message, and as
  /// much again.
  private static final int MAX_OCTETS = 1 << 17;

  private static final int MAX_RANGES = 64;

  /// How much later than others a packet may be captured.
  private static final long SKEW_NANOS = 10_000_000;

  private static final int LENGTH_OCTETS = 2;
  private static final int HEADER_OCTETS = 12;

  /// Length, header, and a question with the longest name.
  private static final int LONGEST_QUESTION = LENGTH_OCTETS + HEADER_OCTETS + 255 + 4;

  private final TcpReassembler owner;
  private final ReassemblyBuffer buffer = new ReassemblyBuffer();

  /// Whether [#next] means something.
  private boolean known;

  /// Whether a message begins at [#next].
  private boolean aligned;

  /// Whether that is known by the look of the octets alone; then every message has to look like one.
  private boolean guessed;

  /// The sequence number of the octet that has place 0: the first that is not read yet.
  private int next;

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

  /// The time of the last frame that is waiting.
  private long heldNanos;

  /// The time at which the first gap was first seen.
  private long gapNanos;

  TcpStream(TcpReassembler owner) {
    this.owner = owner;
  }

  /// Takes note of a SYN. One that is sent again changes nothing.
  void begin(int sequence, FlowView flow) {
    if (begun && first == sequence + 1) {
      return;
    }
    flush(flow);
    forget();
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
    return ended && known && next == last && buffer.isEmpty();
  }

  /// Whether a number is near what is expected next, so that it can be of this stream.
  boolean isNear(int sequence) {
    int distance = sequence - next;
    return !known || (distance <= MAX_OCTETS && distance >= -MAX_OCTETS);
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
    int place = sequence - next;
    if (place > MAX_OCTETS || place + length < -MAX_OCTETS) {
      flush(flow); // far away: a gap of that size, or another connection
      forget();
      start(sequence, false);
      place = 0;
    }
    boolean isNew = sequence + length - highest > 0;
    highest = isNew ? sequence + length : highest;
    if (place + length <= 0) {
      return isNew ? FrameVerdict.TCP_DNS : FrameVerdict.TCP_DNS_SEEN;
    }
    int before = Math.max(-place, 0);
    return addAt(
        nanos,
        flow,
        place + before,
        memory,
        offset + before,
        Math.max(captured - before, 0),
        length - before);
  }

  /// Hears what the other end has received. Nobody can have received what is far ahead.
  void acknowledge(int number) {
    if (!isNear(number)) {
      return;
    }
    if (!anyAcknowledged || number - acknowledged > 0) {
      acknowledged = number;
      anyAcknowledged = true;
    }
  }

  /// Whether octets wait behind a gap.
  boolean hasGap() {
    OctetRanges received = buffer.received();
    return received.size() > 1 || (received.size() == 1 && received.start(0) > 0);
  }

  /// Gives up what is missing before what the other end has received: it will not be sent again. It may
  /// still come, where the capture has packets in another order than the wire had.
  void skipAcknowledgedGaps(long nanos, FlowView flow) {
    while (hasGap()
        && anyAcknowledged
        && nanos - gapNanos > SKEW_NANOS
        && acknowledged - (next + buffer.received().contiguous()) > 0) {
      skipGap(flow);
    }
  }

  /// The octets of memory that it takes.
  int capacity() {
    return buffer.capacity();
  }

  /// Reads what can be read although something is missing, and gives up the rest.
  void flush(FlowView flow) {
    while (hasGap()) {
      skipGap(flow);
    }
    if (aligned && !buffer.isEmpty()) {
      reportIncomplete(heldNanos, flow);
    }
    discard(buffer.received().end());
    if (ended && known && last - next > 0) {
      owner.gaps++; // something before the end was not captured
      next = last;
    }
  }

  /// Starts anew, for another connection.
  void forget() {
    buffer.clear();
    known = false;
    aligned = false;
    begun = false;
    ended = false;
    anyAcknowledged = false;
  }

  private void start(int sequence, boolean atMessage) {
    known = true;
    aligned = atMessage;
    guessed = false;
    next = sequence;
    highest = sequence;
  }

  private FrameVerdict addAt(
      long nanos,
      FlowView flow,
      int place,
      ByteBuffer memory,
      int offset,
      int captured,
      int length) {
    if (place == 0 && buffer.isEmpty()) {
      return readInPlace(nanos, flow, memory, offset, captured, length);
    }
    if (place + length > MAX_OCTETS || buffer.stretches() >= MAX_RANGES) {
      int sequence = next + place;
      flush(flow);
      next = sequence;
      aligned = false;
      return readInPlace(nanos, flow, memory, offset, captured, length);
    }
    boolean behindGap = place > buffer.received().contiguous();
    gapNanos = behindGap && !hasGap() ? nanos : gapNanos;
    if (buffer.add(place, memory, offset, captured, length, behindGap ? 1 : 0) == 0) {
      return FrameVerdict.TCP_DNS_SEEN;
    }
    if (behindGap) {
      heldNanos = nanos;
      skipAcknowledgedGaps(nanos, flow);
      return FrameVerdict.TCP_DNS;
    }
    heldNanos = hasGap() ? heldNanos : nanos;
    boolean wasAligned = aligned;
    if (!aligned && !align(flow)) {
      discard(place); // perhaps a message begins with this packet
    }
    drain(nanos, flow);
    return aligned || wasAligned ? FrameVerdict.TCP_DNS : FrameVerdict.TCP_DNS_UNALIGNED;
  }

  /// Reads messages out of a packet that comes when nothing is waiting, and keeps what does not end
  /// in it.
  private FrameVerdict readInPlace(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    boolean isInDoubt =
        aligned
            ? guessed && captured >= LONGEST_QUESTION
            : captured >= TcpReassembler.RECOGNIZABLE_OCTETS;
    if (isInDoubt) {
      recognize(flow, memory, offset, captured);
    }
    if (!aligned && (captured >= TcpReassembler.RECOGNIZABLE_OCTETS || captured < length)) {
      next += length;
      return FrameVerdict.TCP_DNS_UNALIGNED;
    }
    int at = 0;
    while (aligned && length - at >= LENGTH_OCTETS) {
      if (captured - at < LENGTH_OCTETS) {
        next += length; // the capture cut the length of the next message
        aligned = false;
        owner.gaps++;
        return FrameVerdict.TCP_DNS;
      }
      int size = Octets.u16(memory, offset + at);
      if (guessed
          && at > 0
          && captured - at >= Math.min(LENGTH_OCTETS + size, LONGEST_QUESTION)
          && !recognize(flow, memory, offset + at, captured - at)) {
        next += length; // it was no message before, or is none now
        return FrameVerdict.TCP_DNS;
      }
      if (size > length - at - LENGTH_OCTETS) {
        break;
      }
      at += LENGTH_OCTETS;
      message(nanos, flow, memory, offset + at, Math.min(captured - at, size), size);
      at += size;
    }
    next += at;
    if (at < length) {
      heldNanos = nanos;
      buffer.add(0, memory, offset + at, Math.max(captured - at, 0), length - at, 0);
    }
    return aligned ? FrameVerdict.TCP_DNS : FrameVerdict.TCP_DNS_UNALIGNED;
  }

  /// Reads the messages that have become whole in the buffer.
  private void drain(long nanos, FlowView flow) {
    boolean more = true;
    while (more) {
      more = align(flow) ? readMessage(nanos, flow) : skipUnaligned();
    }
  }

  /// Whether a message begins at place 0, as far as can be told.
  private boolean align(FlowView flow) {
    int captured = buffer.capturedFirst();
    boolean isInDoubt =
        aligned
            ? guessed && captured >= Math.min(LENGTH_OCTETS + size(), LONGEST_QUESTION)
            : captured >= TcpReassembler.RECOGNIZABLE_OCTETS;
    if (isInDoubt) {
      recognize(flow, scratch(captured), 0, captured);
    }
    return aligned;
  }

  private boolean recognize(FlowView flow, ByteBuffer memory, int offset, int captured) {
    aligned = owner.handler.isMessageStart(flow, memory, offset, captured);
    guessed = aligned;
    return aligned;
  }

  /// Steps over octets in which no message begins, unless they are too few to tell.
  private boolean skipUnaligned() {
    int contiguous = buffer.received().contiguous();
    if (contiguous < TcpReassembler.RECOGNIZABLE_OCTETS) {
      return false;
    }
    owner.moves.move(
        FrameVerdict.TCP_DNS, FrameVerdict.TCP_DNS_UNALIGNED, buffer.received().frames(0));
    discard(contiguous);
    return !buffer.isEmpty();
  }

  /// Reads one message; false where none is whole.
  private boolean readMessage(long nanos, FlowView flow) {
    int contiguous = buffer.received().contiguous();
    if (contiguous < LENGTH_OCTETS) {
      return false;
    }
    int captured = buffer.capturedFirst();
    if (captured < LENGTH_OCTETS) {
      aligned = false; // the capture cut the length of the message
      owner.gaps++;
      discard(contiguous);
      return !buffer.isEmpty();
    }
    int size = size();
    int end = LENGTH_OCTETS + size;
    if (contiguous < end) {
      return false;
    }
    int held = Math.min(captured, end);
    message(nanos, flow, scratch(held), LENGTH_OCTETS, held - LENGTH_OCTETS, size);
    buffer.received().forgetFrames();
    discard(end);
    return true;
  }

  /// Gives up what is missing before the octets behind the first gap.
  private void skipGap(FlowView flow) {
    OctetRanges received = buffer.received();
    boolean anyBefore = received.start(0) == 0;
    int behind = received.start(anyBefore ? 1 : 0);
    int boundary = aligned && buffer.capturedFirst() >= LENGTH_OCTETS ? LENGTH_OCTETS + size() : 0;
    owner.gaps++;
    if (aligned) {
      reportIncomplete(heldNanos, flow);
    }
    if (boundary >= behind) {
      discard(boundary);
    } else {
      discard(behind);
      aligned = false;
    }
    drain(heldNanos, flow);
  }

  private void discard(int octets) {
    buffer.discard(octets);
    next += octets;
  }

  private void reportIncomplete(long nanos, FlowView flow) {
    int captured = Math.min(buffer.capturedFirst(), LENGTH_OCTETS + size());
    if (captured >= LENGTH_OCTETS + HEADER_OCTETS) {
      owner.handler.onIncompleteMessage(
          nanos, flow, scratch(captured), LENGTH_OCTETS, captured - LENGTH_OCTETS, size());
    }
  }

  /// The length of the message at place 0.
  private int size() {
    return buffer.capturedFirst() < LENGTH_OCTETS ? 0 : buffer.octet(0) << 8 | buffer.octet(1);
  }

  /// A message without a whole header says nothing.
  private void message(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int size) {
    if (captured >= HEADER_OCTETS) {
      owner.handler.onMessage(nanos, flow, memory, offset, captured, size);
    } else {
      owner.headerless++;
    }
  }

  private ByteBuffer scratch(int octets) {
    int count = Math.min(octets, owner.scratch.capacity());
    buffer.copyTo(owner.scratch, count);
    return owner.scratch;
  }
}
