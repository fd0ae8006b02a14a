package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over a stack of MPLS labels (RFC 3032 section 2.1). What it carries is not said: a packet
/// of IP by its version, or an Ethernet frame (RFC 4448), with a control word or without, by its
/// EtherType.
@HotPath
final class MplsDecoder {
  // label (20 bits), traffic class (3), bottom of stack (1), time to live (8)
  private static final int LABEL_OCTETS = 4;
  private static final int LABEL_BOTTOM = 2;

  private static final int CONTROL_WORD_OCTETS = 4;
  private static final int ETHERNET_OCTETS = 14;
  private static final int ETHERNET_TYPE = 12;

  private final LinkDecoder link;

  MplsDecoder(LinkDecoder link) {
    this.link = link;
  }

  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    int at = start;
    boolean bottom = false;
    while (!bottom) {
      if (LABEL_OCTETS > capturedEnd - at) {
        return FrameVerdict.lacking(LABEL_OCTETS, wireEnd - at, FrameVerdict.TUNNEL_MALFORMED);
      }
      bottom = (Octets.u8(memory, at + LABEL_BOTTOM) & 1) != 0;
      at += LABEL_OCTETS;
    }
    if (1 > capturedEnd - at) {
      return FrameVerdict.lacking(1, wireEnd - at, FrameVerdict.TUNNEL_MALFORMED);
    }
    return switch (Octets.u8(memory, at) >> 4) {
      case 4, 6 -> link.decode(memory, at, capturedEnd, wireEnd, LinkType.RAW);
      case 0 -> withControlWord(memory, at, capturedEnd, wireEnd);
      case 1 -> FrameVerdict.NOT_IP; // the associated channel (RFC 4385)
      default -> ethernet(memory, at, capturedEnd, wireEnd);
    };
  }

  /// A control word begins with four zero bits, but so do some Ethernet addresses.
  private FrameVerdict withControlWord(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    int octets = CONTROL_WORD_OCTETS + ETHERNET_OCTETS;
    if (octets > capturedEnd - start) {
      return FrameVerdict.lacking(octets, wireEnd - start, FrameVerdict.TUNNEL_NOT_DECODED);
    }
    int frame = start + CONTROL_WORD_OCTETS;
    return isFamiliar(Octets.u16(memory, frame + ETHERNET_TYPE))
        ? link.decode(memory, frame, capturedEnd, wireEnd, LinkType.ETHERNET)
        : ethernet(memory, start, capturedEnd, wireEnd);
  }

  private FrameVerdict ethernet(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (ETHERNET_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(
          ETHERNET_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_NOT_DECODED);
    }
    return isFamiliar(Octets.u16(memory, start + ETHERNET_TYPE))
        ? link.decode(memory, start, capturedEnd, wireEnd, LinkType.ETHERNET)
        : FrameVerdict.TUNNEL_NOT_DECODED;
  }

  /// EtherTypes that make it likely that an Ethernet frame was met.
  private static boolean isFamiliar(int etherType) {
    return switch (etherType) {
      case 0x0800, 0x0806, 0x8100, 0x86DD, 0x8847, 0x8848, 0x8863, 0x8864, 0x88A8 -> true;
      default -> false;
    };
  }
}
