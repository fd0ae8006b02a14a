package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// The part of a frame that is still to be decoded. Each layer steps over its header and may draw
/// the end closer. Offsets given to the readers count from the window's start.
@HotPath
final class PacketWindow {
  private ByteBuffer memory = Octets.NOTHING;
  private int start;
  private int capturedEnd;
  private long wireEnd;

  void wrap(ByteBuffer memory, int offset, int captured, int length) {
    this.memory = memory;
    start = offset;
    capturedEnd = offset + captured;
    wireEnd = (long) offset + Math.max(captured, length);
  }

  /// Where the window starts in the memory.
  int start() {
    return start;
  }

  /// The octets in the window that the capture holds.
  int captured() {
    return capturedEnd - start;
  }

  /// The octets in the window on the wire.
  long length() {
    return wireEnd - start;
  }

  boolean holds(int octets) {
    return octets <= capturedEnd - start;
  }

  /// The verdict on a frame whose window does not hold so many octets: the capture's doing where
  /// the wire had them, malformed where it had not.
  FrameVerdict lacking(int octets, FrameVerdict malformed) {
    return octets <= wireEnd - start ? FrameVerdict.HEADERS_CUT : malformed;
  }

  int u8(int offset) {
    return Octets.u8(memory, start + offset);
  }

  int u16(int offset) {
    return Octets.u16(memory, start + offset);
  }

  long u32(int offset) {
    return Octets.u32(memory, start + offset);
  }

  long u64(int offset) {
    return Octets.u64(memory, start + offset);
  }

  /// Leaves a header behind; the window holds it.
  void skip(int octets) {
    start += octets;
  }

  /// Takes the word of a header for the length of what is left: padding falls away, and where the
  /// header says more than the frame had, what is missing was lost on the way to the capture.
  void limit(long length) {
    wireEnd = start + length;
    capturedEnd = (int) Math.min(capturedEnd, wireEnd);
  }
}
