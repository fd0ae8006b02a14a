package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;

/// Where the message of the last frame lies: what the decoders found in the end.
@HotPath
final class MessagePlace {
  /// The header that makes a message countable (RFC 1035 section 4.1.1).
  private static final int MESSAGE_HEADER_OCTETS = 12;

  private int offset;
  private int captured;
  private int length;

  /// Takes note of a message where its header is whole.
  ///
  /// @param offset where it begins in the memory
  /// @param captured its octets that the capture holds
  /// @param length its octets on the wire
  FrameVerdict take(int offset, int captured, long length, Service service) {
    if (captured < MESSAGE_HEADER_OCTETS) {
      return length < MESSAGE_HEADER_OCTETS
          ? FrameVerdict.MESSAGE_TOO_SHORT
          : FrameVerdict.MESSAGE_HEADER_CUT;
    }
    this.offset = offset;
    this.captured = captured;
    this.length = (int) Math.min(length, Integer.MAX_VALUE);
    return switch (service) {
      case DNS -> FrameVerdict.DNS;
      case MDNS -> FrameVerdict.MDNS;
      case LLMNR -> FrameVerdict.LLMNR;
    };
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
