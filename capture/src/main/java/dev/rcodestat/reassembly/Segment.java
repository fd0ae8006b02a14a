package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Octets of a stream that came in one packet: borrowed, valid until the next packet. Mutable, so that
/// one serves for all; single-threaded.
final class Segment {
  /// The time of a packet that has none.
  static final long NO_TIME = Long.MIN_VALUE;

  /// The time of the packet, or [#NO_TIME].
  long nanos;

  /// Who sent it to whom.
  FlowView flow = new FlowView();

  /// The sequence number of the first octet.
  int sequence;

  ByteBuffer memory = Octets.NOTHING;

  /// Where the octets begin in the memory.
  int offset;

  /// The octets that the capture holds.
  int captured;

  /// The octets on the wire.
  int length;

  /// The sequence number behind the last octet.
  int end() {
    return sequence + length;
  }

  /// Passes over the first octets.
  void skip(int octets) {
    sequence += octets;
    offset += octets;
    captured = Math.max(captured - octets, 0);
    length -= octets;
  }
}
