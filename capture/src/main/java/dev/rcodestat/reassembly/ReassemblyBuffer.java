package dev.rcodestat.reassembly;

import java.nio.ByteBuffer;

/// Octets that come in pieces, in any order and more than once; what came first stays.
///
/// A piece may have more octets on the wire than the capture holds; so what was received and what
/// was captured are two things. Places count octets from the first one that was not discarded.
/// Single-threaded.
final class ReassemblyBuffer {
  private static final byte[] NOTHING = {};
  private static final int LEAST_CAPACITY = 512;

  /// What the objects take besides their content.
  private static final int OVERHEAD_OCTETS = 160;

  /// The most octets of memory that are kept for later when nothing is in the buffer.
  private static final int MOST_IDLE_CAPACITY = LEAST_CAPACITY;

  /// The most stretches of captured octets; what is captured beyond them is taken for cut.
  private static final int MOST_STRETCHES = 256;

  private final OctetRanges received = new OctetRanges();
  private final OctetRanges captured = new OctetRanges();
  private byte[] octets = NOTHING;

  /// Where place 0 lies in the array.
  private int base;

  /// Adds a piece.
  ///
  /// @param place where its first octet belongs
  /// @param memory the memory that holds the piece
  /// @param offset where the piece begins there
  /// @param held the octets of the piece that the capture holds
  /// @param length its octets on the wire, at least 1
  /// @param frames 1 where the frame is one that has to wait, else 0
  /// @return how many of the octets are new
  int add(int place, ByteBuffer memory, int offset, int held, int length, int frames) {
    int known = received.held(place, place + length);
    received.add(place, place + length, frames);
    if (held > 0 && captured.size() < MOST_STRETCHES) {
      copyIn(place, memory, offset, held);
      captured.add(place, place + held, 0);
    }
    return length - known;
  }

  /// How many octets of a range are received.
  int held(int start, int end) {
    return received.held(start, end);
  }

  boolean isEmpty() {
    return received.size() == 0;
  }

  /// The stretches of octets received, in order.
  OctetRanges received() {
    return received;
  }

  /// The stretches of octets, received or captured, whichever are more.
  int stretches() {
    return Math.max(received.size(), captured.size());
  }

  /// How many octets are captured from the first one on, without a gap.
  int capturedFirst() {
    return captured.contiguous();
  }

  /// One octet, 0 to 255, that is captured.
  int octet(int place) {
    return octets[base + place] & 0xFF;
  }

  /// Copies the first octets to the beginning of a memory.
  void copyTo(ByteBuffer memory, int count) {
    memory.put(0, octets, base, count);
  }

  /// Forgets the first octets, whether received or not.
  void discard(int count) {
    received.discard(count);
    captured.discard(count);
    base += count;
    if (captured.size() == 0) {
      release();
    }
  }

  /// Forgets everything.
  void clear() {
    received.clear();
    captured.clear();
    release();
  }

  /// The octets of memory that it takes, by a rough count.
  int capacity() {
    int content = octets.length + received.capacity() + captured.capacity();
    return content == 0 ? 0 : OVERHEAD_OCTETS + content;
  }

  private void release() {
    base = 0;
    octets = octets.length > MOST_IDLE_CAPACITY ? NOTHING : octets;
  }

  private void copyIn(int place, ByteBuffer memory, int offset, int held) {
    ensure(place + held);
    int end = place + held;
    int at = captured.firstMissing(place);
    while (at < end) {
      int next = captured.firstHeld(at, end);
      memory.get(offset + at - place, octets, base + at, next - at);
      at = captured.firstMissing(next);
    }
  }

  /// Makes room for so many octets from place 0 on.
  private void ensure(int count) {
    if (base + count <= octets.length) {
      return;
    }
    int kept = captured.end();
    byte[] target =
        count <= octets.length / 2
            ? octets
            : new byte[Math.max(LEAST_CAPACITY, Math.max(count, octets.length * 2))];
    System.arraycopy(octets, base, target, 0, kept);
    octets = target;
    base = 0;
  }
}
