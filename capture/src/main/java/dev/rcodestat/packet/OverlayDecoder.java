package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the headers of virtual networks: VXLAN, its extension that says what is inside,
/// Geneve, and the Network Service Header. Datagrams on their ports that are none of them stay what
/// they are.
@HotPath
final class OverlayDecoder {
  // VXLAN (RFC 7348 section 5): flags (8), reserved (24), network (24), reserved (8)
  private static final int VXLAN_OCTETS = 8;
  private static final int VXLAN_NETWORK = 0x08;
  private static final int VXLAN_NEXT = 0x04;
  private static final int GPE_PROTOCOL = 3;

  // Geneve (RFC 8926 section 3.4): version (2 bits), options (6 bits, units of 4 octets),
  // flags (8), protocol (16), network (24), reserved (8)
  private static final int GENEVE_OCTETS = 8;
  private static final int GENEVE_PROTOCOL = 2;
  private static final int GENEVE_OPTIONS = 0x3F;

  // NSH (RFC 8300 section 2.2): version (2 bits), O, unassigned, TTL (6), length (6 bits, units
  // of 4 octets), unassigned (4), metadata type (4), protocol (8), path (32)
  private static final int NSH_OCTETS = 8;
  private static final int NSH_LENGTH = 0x3F;
  private static final int NSH_PROTOCOL = 3;

  private final LinkDecoder link;
  private final InnerPacket inner;

  OverlayDecoder(LinkDecoder link, InnerPacket inner) {
    this.link = link;
    this.inner = inner;
  }

  FrameVerdict decodeVxlan(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (VXLAN_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(VXLAN_OCTETS, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    return (Octets.u8(memory, start) & VXLAN_NETWORK) == 0
        ? FrameVerdict.UDP_OTHER_PORT
        : link.decode(memory, start + VXLAN_OCTETS, capturedEnd, wireEnd, LinkType.ETHERNET);
  }

  FrameVerdict decodeVxlanGpe(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (VXLAN_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(VXLAN_OCTETS, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    int flags = Octets.u8(memory, start);
    if ((flags & (VXLAN_NETWORK | VXLAN_NEXT)) == 0) {
      return FrameVerdict.UDP_OTHER_PORT;
    }
    int named = Octets.u8(memory, start + GPE_PROTOCOL);
    int protocol = named == 0 ? 3 : named; // some name it without the flag that says so
    return byProtocol(memory, start + VXLAN_OCTETS, capturedEnd, wireEnd, protocol);
  }

  FrameVerdict decodeGeneve(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (GENEVE_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(GENEVE_OCTETS, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    int first = Octets.u8(memory, start);
    if (first > GENEVE_OPTIONS) { // of a version that is not known
      return FrameVerdict.UDP_OTHER_PORT;
    }
    int octets = GENEVE_OCTETS + first * 4;
    if (octets > wireEnd - start) {
      return FrameVerdict.UDP_OTHER_PORT;
    }
    int protocol = Octets.u16(memory, start + GENEVE_PROTOCOL);
    return link.afterEtherType(memory, start + octets, capturedEnd, wireEnd, protocol);
  }

  FrameVerdict decodeNsh(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (NSH_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(NSH_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    int octets = (Octets.u8(memory, start + 1) & NSH_LENGTH) * 4;
    return octets < NSH_OCTETS
        ? FrameVerdict.TUNNEL_MALFORMED
        : byProtocol(
            memory, start + octets, capturedEnd, wireEnd, Octets.u8(memory, start + NSH_PROTOCOL));
  }

  /// VXLAN-GPE and NSH number what is inside alike.
  private FrameVerdict byProtocol(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int protocol) {
    return switch (protocol) {
      case 1, 2 -> link.decode(memory, start, capturedEnd, wireEnd, LinkType.RAW);
      case 3 -> link.decode(memory, start, capturedEnd, wireEnd, LinkType.ETHERNET);
      case 4 -> inner.take(Encapsulation.NSH, start, capturedEnd, wireEnd);
      case 5 -> inner.take(Encapsulation.MPLS, start, capturedEnd, wireEnd);
      default -> FrameVerdict.TUNNEL_NOT_DECODED;
    };
  }
}
