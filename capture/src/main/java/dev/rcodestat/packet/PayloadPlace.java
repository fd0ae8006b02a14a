package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;

/// Where the payload of the last frame lies that the decoders found in the end: a DNS message, a
/// fragment of a packet, or octets of a stream.
@HotPath
final class PayloadPlace {
  private int offset;
  private int captured;
  private int length;

  /// Takes note of a payload.
  ///
  /// @param start where it begins in the memory
  /// @param capturedEnd where the octets end that the capture holds; before `start` where it holds none
  /// @param wireEnd where it ended on the wire
  void take(int start, int capturedEnd, long wireEnd) {
    offset = start;
    captured = Math.max(capturedEnd - start, 0);
    length = (int) Math.min(Math.max(wireEnd - start, captured), Integer.MAX_VALUE);
  }

  int offset() {
    return offset;
  }

  int captured() {
    return captured;
  }

  int length() {
    return length;
  }
}
