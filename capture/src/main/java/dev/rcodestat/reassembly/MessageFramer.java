package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Cuts the octets of a stream into messages, each behind its length in two octets (RFC 1035 section
/// 4.2.2).
///
/// Messages are taken where they lie as long as nothing is missing; only what does not end in the
/// packet at hand, or lies behind a gap, is copied. Behind a gap that is given up the next message is
/// found by the length of the one that has the gap, or else where a packet begins with what can only be
/// a message. Places count octets from the first one that is not read yet. Single-threaded.
final class MessageFramer {
  /// Octets behind the beginning of a message that are kept at most: the longest message, and as
  /// much again.
  static final int MAX_OCTETS = 1 << 17;

  private static final int MAX_RANGES = 64;
  private static final int LENGTH_OCTETS = 2;
  private static final int HEADER_OCTETS = 12;

  /// Length, header, and a question with the longest name.
  private static final int LONGEST_QUESTION = LENGTH_OCTETS + HEADER_OCTETS + 255 + 4;

  private final TcpReassembler owner;
  private final ReassemblyBuffer buffer = new ReassemblyBuffer();
  private final PacketStarts packets = new PacketStarts();

  private Alignment alignment = Alignment.LOST;

  /// Whether the message at place 0 was looked at, as far as it takes to tell whether it is one.
  private boolean looked;

  /// The sequence number of the octet that has place 0.
  private int next;

  /// The time of the last frame that is waiting.
  private long heldNanos;

  /// Where the first gap begins, as a sequence number, and since when it is known.
  private int gapStart;

  private long gapNanos;
  private boolean anyGap;

  MessageFramer(TcpReassembler owner) {
    this.owner = owner;
  }

  /// Begins with nothing at a sequence number.
  ///
  /// @param alignment whether a message begins there
  void start(int sequence, Alignment alignment) {
    buffer.clear();
    packets.clear();
    this.alignment = alignment;
    looked = false;
    anyGap = false;
    next = sequence;
  }

  /// The sequence number of the first octet that is not read yet.
  int next() {
    return next;
  }

  /// Whether a message begins at [#next].
  Alignment alignment() {
    return alignment;
  }

  /// The sequence number behind the octets that are at hand without a gap.
  int contiguousEnd() {
    return next + buffer.received().contiguous();
  }

  boolean isEmpty() {
    return buffer.isEmpty();
  }

  /// Whether octets wait behind a gap.
  boolean hasGap() {
    OctetRanges received = buffer.received();
    return received.size() > 1 || (received.size() == 1 && received.start(0) > 0);
  }

  /// Since when the first gap is known, where there is one.
  long gapNanos() {
    return gapNanos;
  }

  /// The octets of memory that it takes.
  int capacity() {
    return buffer.capacity() + packets.capacity();
  }

  /// Reads what can be read although something is missing, and gives up the rest.
  void flush(FlowView flow) {
    while (hasGap()) {
      skipGap(flow);
    }
    int end = buffer.received().end();
    if (alignment != Alignment.LOST && end > 0) {
      reportIncomplete(heldNanos, flow);
      end = Math.max(end, boundary());
      alignment = boundary() > 0 ? alignment : Alignment.LOST;
    }
    discard(end);
  }

  /// Takes octets, at least one and none that were read before, and reads the messages that become
  /// whole.
  FrameVerdict read(Segment segment) {
    if (segment.sequence == next && buffer.isEmpty()) {
      return readInPlace(segment);
    }
    while (hasGap() && isTooMuch(segment)) {
      skipGap(segment.flow);
    }
    int place = segment.sequence - next;
    if (place + segment.length <= 0) {
      return FrameVerdict.TCP_DNS; // what it belongs to was given up just now
    }
    if (isTooMuch(segment)) {
      flush(segment.flow);
      owner.gaps++;
      start(segment.sequence, Alignment.LOST);
      return readInPlace(segment);
    }
    if (place < 0) {
      segment.skip(-place);
      place = 0;
    }
    FrameVerdict verdict = place == 0 && buffer.isEmpty() ? readInPlace(segment) : add(segment);
    noteGap();
    return verdict;
  }

  /// Whether a segment lies too far ahead, or makes one stretch too many.
  private boolean isTooMuch(Segment segment) {
    OctetRanges received = buffer.received();
    int place = segment.sequence - next;
    return place + segment.length > MAX_OCTETS
        || (received.size() >= MAX_RANGES && place > received.contiguous());
  }

  /// Takes octets beside others that wait.
  private FrameVerdict add(Segment segment) {
    int place = segment.sequence - next;
    boolean behindGap = place > buffer.received().contiguous();
    if (keep(segment, place, behindGap ? 1 : 0) == 0) {
      return FrameVerdict.TCP_DNS_SEEN;
    }
    packets.add(place);
    if (behindGap) {
      heldNanos = segment.nanos;
      return FrameVerdict.TCP_DNS;
    }
    heldNanos = hasGap() ? heldNanos : segment.nanos;
    boolean wasLost = alignment == Alignment.LOST;
    drain(segment.nanos, segment.flow);
    return alignment == Alignment.LOST && wasLost
        ? FrameVerdict.TCP_DNS_UNALIGNED
        : FrameVerdict.TCP_DNS;
  }

  /// Keeps the time since when the first gap is known: no later than the last frame that waits.
  private void noteGap() {
    boolean hasGap = hasGap();
    if (hasGap && !(anyGap && gapStart == contiguousEnd())) {
      gapStart = contiguousEnd();
      gapNanos = heldNanos;
    }
    anyGap = hasGap;
  }

  /// Reads messages out of a packet that comes when nothing is waiting, and keeps what does not end
  /// in it.
  private FrameVerdict readInPlace(Segment segment) {
    boolean wasLost = alignment == Alignment.LOST;
    while (segment.length > 0) {
      if (!looked && isEnough(segment.captured, sizeAt(segment))) {
        look(segment.flow, segment.memory, segment.offset, segment.captured);
      }
      boolean isUnknown = segment.captured < Math.min(segment.length, LENGTH_OCTETS);
      if (isUnknown && alignment != Alignment.LOST) {
        owner.gaps++; // the capture cut the length of the next message
      }
      if (isUnknown || (alignment == Alignment.LOST && isHopeless(segment))) {
        alignment = Alignment.LOST;
        next = segment.end();
        return wasLost ? FrameVerdict.TCP_DNS_UNALIGNED : FrameVerdict.TCP_DNS;
      }
      int size = sizeAt(segment);
      if (alignment == Alignment.LOST || size > segment.length - LENGTH_OCTETS) {
        break;
      }
      segment.skip(LENGTH_OCTETS);
      message(
          segment.nanos,
          segment.flow,
          segment.memory,
          segment.offset,
          Math.min(segment.captured, size),
          size);
      segment.skip(size);
      looked = false;
      wasLost = false;
    }
    next = segment.sequence;
    if (segment.length > 0) {
      heldNanos = segment.nanos;
      keep(segment, 0, 0);
    }
    return alignment == Alignment.LOST ? FrameVerdict.TCP_DNS_UNALIGNED : FrameVerdict.TCP_DNS;
  }

  /// The length of the message that begins with a segment; more than any segment has where the segment
  /// does not hold it.
  private static int sizeAt(Segment segment) {
    return segment.captured < LENGTH_OCTETS
        ? Integer.MAX_VALUE
        : Octets.u16(segment.memory, segment.offset);
  }

  /// Whether no more octets can come that would tell whether a message begins with a segment.
  private static boolean isHopeless(Segment segment) {
    return segment.captured >= TcpReassembler.RECOGNIZABLE_OCTETS
        || segment.captured < segment.length;
  }

  private int keep(Segment segment, int place, int frames) {
    return buffer.add(
        place, segment.memory, segment.offset, segment.captured, segment.length, frames);
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
    int size = captured < LENGTH_OCTETS ? Integer.MAX_VALUE : size();
    if (!looked && isEnough(captured, size)) {
      int count = Math.max(LONGEST_QUESTION, size == Integer.MAX_VALUE ? 0 : LENGTH_OCTETS + size);
      int held = Math.min(captured, count);
      look(flow, scratch(held), 0, held);
    }
    return alignment != Alignment.LOST;
  }

  /// Whether so many octets of what may be a message tell whether it is one, where that is in doubt.
  private boolean isEnough(int captured, int size) {
    return switch (alignment) {
      case SURE -> false;
      case GUESSED -> size < Integer.MAX_VALUE && captured >= enough(size);
      case LOST -> captured >= TcpReassembler.RECOGNIZABLE_OCTETS;
    };
  }

  /// The whole message, or its whole question.
  private static int enough(int size) {
    return Math.min(LENGTH_OCTETS + size, LONGEST_QUESTION);
  }

  private void look(FlowView flow, ByteBuffer memory, int offset, int captured) {
    boolean isMessage =
        captured >= TcpReassembler.RECOGNIZABLE_OCTETS
            && owner.handler.isMessageStart(flow, memory, offset, captured);
    alignment = isMessage ? Alignment.GUESSED : Alignment.LOST;
    looked = isMessage && captured >= enough(Octets.u16(memory, offset));
  }

  /// Steps over octets in which no message begins to where the next packet began, unless they are too
  /// few to tell.
  private boolean skipUnaligned() {
    int contiguous = buffer.received().contiguous();
    if (contiguous < TcpReassembler.RECOGNIZABLE_OCTETS) {
      return false;
    }
    int packet = packets.first(contiguous);
    int frames = buffer.received().forgetFrames(packet < contiguous ? 1 : Integer.MAX_VALUE);
    owner.moves.move(FrameVerdict.TCP_DNS, FrameVerdict.TCP_DNS_UNALIGNED, frames);
    discard(packet);
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
      alignment = Alignment.LOST; // the capture cut the length of the message
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
    buffer.received().forgetFrames(Integer.MAX_VALUE);
    discard(end);
    return true;
  }

  /// Gives up what is missing before the octets behind the first gap.
  void skipGap(FlowView flow) {
    OctetRanges received = buffer.received();
    boolean anyBefore = received.start(0) == 0;
    int behind = received.start(anyBefore ? 1 : 0);
    int boundary = boundary();
    owner.gaps++;
    if (alignment != Alignment.LOST) {
      reportIncomplete(heldNanos, flow);
    }
    if (boundary >= behind) {
      discard(boundary);
    } else {
      discard(behind);
      alignment = Alignment.LOST;
    }
    drain(heldNanos, flow);
    noteGap();
  }

  /// Where the message at place 0 ends, or 0 where that is not known.
  private int boundary() {
    return alignment != Alignment.LOST && buffer.capturedFirst() >= LENGTH_OCTETS
        ? LENGTH_OCTETS + size()
        : 0;
  }

  private void discard(int octets) {
    buffer.discard(octets);
    packets.discard(octets);
    next += octets;
    looked = false;
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
