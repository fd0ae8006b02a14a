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

  /// The most octets of memory that are kept for later when nothing is in the buffer.
  private static final int MOST_IDLE_CAPACITY = 4096;

  /// Has nothing in it, and nothing is added to it: stands for a buffer where none is needed yet.
  static final ReassemblyBuffer EMPTY = new ReassemblyBuffer();

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
  /// @return how many of them are new
  int add(int place, ByteBuffer memory, int offset, int held, int length) {
    int known = received.held(place, place + length);
    received.add(place, place + length);
    if (held > 0) {
      copyIn(place, memory, offset, held);
      captured.add(place, place + held);
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

  /// The octets of memory that it takes.
  int capacity() {
    return octets.length;
  }

  private void release() {
    base = 0;
    octets = octets.length > MOST_IDLE_CAPACITY ? NOTHING : octets;
  }

  private void copyIn(int place, ByteBuffer memory, int offset, int held) {
    ensure(place + held);
    if (captured.held(place, place + held) == 0) {
      memory.get(offset, octets, base + place, held);
      return;
    }
    for (int i = 0; i < held; i++) {
      if (captured.held(place + i, place + i + 1) == 0) {
        octets[base + place + i] = memory.get(offset + i);
      }
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
