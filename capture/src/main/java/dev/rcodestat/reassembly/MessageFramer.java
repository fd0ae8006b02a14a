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

  /// Whether a message begins at [#next].
  private boolean aligned;

  /// Whether that is known by the look of the octets alone; then every message has to look like one.
  private boolean guessed;

  /// The sequence number of the octet that has place 0.
  private int next;

  /// The time of the last frame that is waiting.
  private long heldNanos;

  /// The time at which the first gap was first seen.
  private long gapNanos;

  MessageFramer(TcpReassembler owner) {
    this.owner = owner;
  }

  /// Begins with nothing at a sequence number.
  ///
  /// @param atMessage whether a message begins there
  void start(int sequence, boolean atMessage) {
    buffer.clear();
    aligned = atMessage;
    guessed = false;
    next = sequence;
  }

  /// The sequence number of the first octet that is not read yet.
  int next() {
    return next;
  }

  /// Whether a message begins at [#next], for sure.
  boolean isAligned() {
    return aligned && !guessed;
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

  /// The time at which the gap was first seen, where there is one.
  long gapNanos() {
    return gapNanos;
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
  }

  /// Takes octets, at least one and none that were read before, and reads the messages that become
  /// whole.
  FrameVerdict read(Segment segment) {
    int place = segment.sequence - next;
    if (place == 0 && buffer.isEmpty()) {
      return readInPlace(segment);
    }
    if (place + segment.length > MAX_OCTETS || buffer.stretches() >= MAX_RANGES) {
      flush(segment.flow);
      start(segment.sequence, false);
      return readInPlace(segment);
    }
    boolean behindGap = place > buffer.received().contiguous();
    gapNanos = behindGap && !hasGap() ? segment.nanos : gapNanos;
    if (keep(segment, place, behindGap ? 1 : 0) == 0) {
      return FrameVerdict.TCP_DNS_SEEN;
    }
    if (behindGap) {
      heldNanos = segment.nanos;
      return FrameVerdict.TCP_DNS;
    }
    heldNanos = hasGap() ? heldNanos : segment.nanos;
    boolean wasAligned = aligned;
    if (!aligned && !align(segment.flow)) {
      discard(place); // perhaps a message begins with this packet
    }
    drain(segment.nanos, segment.flow);
    return aligned || wasAligned ? FrameVerdict.TCP_DNS : FrameVerdict.TCP_DNS_UNALIGNED;
  }

  /// Reads messages out of a packet that comes when nothing is waiting, and keeps what does not end
  /// in it.
  private FrameVerdict readInPlace(Segment segment) {
    boolean isInDoubt =
        aligned
            ? guessed && segment.captured >= LONGEST_QUESTION
            : segment.captured >= TcpReassembler.RECOGNIZABLE_OCTETS;
    if (isInDoubt) {
      recognize(segment);
    }
    if (!aligned
        && (segment.captured >= TcpReassembler.RECOGNIZABLE_OCTETS
            || segment.captured < segment.length)) {
      next = segment.end();
      return FrameVerdict.TCP_DNS_UNALIGNED;
    }
    while (aligned && segment.length >= LENGTH_OCTETS) {
      if (segment.captured < LENGTH_OCTETS) {
        next = segment.end(); // the capture cut the length of the next message
        aligned = false;
        owner.gaps++;
        return FrameVerdict.TCP_DNS;
      }
      int size = Octets.u16(segment.memory, segment.offset);
      if (guessed
          && segment.sequence != next
          && segment.captured >= Math.min(LENGTH_OCTETS + size, LONGEST_QUESTION)
          && !recognize(segment)) {
        next = segment.end(); // it was no message before, or is none now
        return FrameVerdict.TCP_DNS;
      }
      if (size > segment.length - LENGTH_OCTETS) {
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
    }
    next = segment.sequence;
    if (segment.length > 0) {
      heldNanos = segment.nanos;
      keep(segment, 0, 0);
    }
    return aligned ? FrameVerdict.TCP_DNS : FrameVerdict.TCP_DNS_UNALIGNED;
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
    boolean isInDoubt =
        aligned
            ? guessed && captured >= Math.min(LENGTH_OCTETS + size(), LONGEST_QUESTION)
            : captured >= TcpReassembler.RECOGNIZABLE_OCTETS;
    if (isInDoubt) {
      recognize(flow, scratch(captured), 0, captured);
    }
    return aligned;
  }

  private boolean recognize(Segment segment) {
    return recognize(segment.flow, segment.memory, segment.offset, segment.captured);
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
  void skipGap(FlowView flow) {
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
