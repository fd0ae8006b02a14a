package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FlowView;
import java.nio.ByteBuffer;

/// Takes the beginnings of packets of which not all fragments came.
@FunctionalInterface
public interface IncompletePacketHandler {
  /// The payload of such a packet, from its first octet to the first gap.
  ///
  /// @param nanos the time of its first fragment
  /// @param addresses who sent it to whom; all else in it is of no account
  /// @param memory holds the payload from offset 0 on, until this method returns
  /// @param captured how many octets of it there are
  /// @param protocol what the packet carries
  void onIncompletePacket(
      long nanos, FlowView addresses, ByteBuffer memory, int captured, int protocol);
}
