package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;

/// Opens a packet that is wrapped into another one: steps over the header of the encapsulation, and
/// goes on with what is inside.
@HotPath
final class TunnelDecoder {
  private final LinkDecoder link;
  private final IpDecoder ip;

  TunnelDecoder(LinkDecoder link, IpDecoder ip) {
    this.link = link;
    this.ip = ip;
  }

  /// Opens one layer.
  FrameVerdict open(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, Encapsulation encapsulation) {
    return switch (encapsulation) {
      case IP -> ip.decodeByNibble(memory, start, capturedEnd, wireEnd);
      case ETHERNET -> link.decode(memory, start, capturedEnd, wireEnd, LinkType.ETHERNET);
      case MPLS, PPPOE, GRE, VXLAN, GENEVE, GTP_U, L2TP, L2TP_OVER_IP ->
          FrameVerdict.TUNNEL_NOT_DECODED;
    };
  }
}
