package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;

/// Where a decoder met a packet inside a packet, for [FrameDecoder] to go on from there.
@HotPath
final class InnerPacket {
  private Encapsulation encapsulation = Encapsulation.IP;
  private int start;
  private int capturedEnd;
  private long wireEnd;
  private int number;

  /// Takes note of it.
  ///
  /// @param start where the header of the encapsulation begins
  /// @return what it amounts to unless it is opened
  FrameVerdict take(Encapsulation encapsulation, int start, int capturedEnd, long wireEnd) {
    this.encapsulation = encapsulation;
    this.start = start;
    this.capturedEnd = capturedEnd;
    this.wireEnd = wireEnd;
    return FrameVerdict.NESTED_TOO_DEEP;
  }

  /// Takes note of one that has a number besides.
  ///
  /// @param number an EtherType or a link type, as the encapsulation says
  FrameVerdict take(
      Encapsulation encapsulation, int start, int capturedEnd, long wireEnd, int number) {
    this.number = number;
    return take(encapsulation, start, capturedEnd, wireEnd);
  }

  Encapsulation encapsulation() {
    return encapsulation;
  }

  int start() {
    return start;
  }

  int capturedEnd() {
    return capturedEnd;
  }

  long wireEnd() {
    return wireEnd;
  }

  int number() {
    return number;
  }
}
