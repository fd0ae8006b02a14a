package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the headers of local networks other than Ethernet and Wi-Fi. Most have logical link
/// control inside.
@HotPath
final class LanDecoder {
  // FDDI: frame control (8), destination (48), source (48).
  private static final int FDDI_OCTETS = 13;
  private static final int FDDI_FORMAT = 0x70;
  private static final int FDDI_LLC = 0x50;

  // Token Ring (IEEE 802.5): access control (8), frame control (8), destination (48), source (48);
  // a route where the source has its first bit set, whose length is in the lower 5 bits.
  private static final int TOKEN_RING_OCTETS = 14;
  private static final int TOKEN_RING_CONTROL = 1;
  private static final int TOKEN_RING_FORMAT = 0xC0;
  private static final int TOKEN_RING_LLC = 0x40;
  private static final int TOKEN_RING_SOURCE = 8;
  private static final int ROUTED = 0x80;
  private static final int ROUTE_OCTETS = 0x1F;

  // ARCNET: source (8), destination (8), Linux has an offset (16) here, protocol (8). The protocols
  // of RFC 1201 have a split flag (8) and a sequence number (16) behind it, and 4 octets before it
  // where the flag is 255; those of RFC 1051 have not.
  private static final int ARCNET_OCTETS = 3;
  private static final int ARCNET_LINUX_OCTETS = 5;
  private static final int ARCNET_SPLIT_OCTETS = 3;
  private static final int ARCNET_EXCEPTION = 0xFF;
  private static final int ARCNET_EXCEPTION_OCTETS = 4;
  private static final int ARCNET_IP_1051 = 240;
  private static final int ARCNET_IP = 212;
  private static final int ARCNET_IPV6 = 196;

  // RFC 2625: destination and source (64 each).
  private static final int FIBRE_CHANNEL_OCTETS = 16;

  // SunATM: flags (8), path (8), channel (16). LAN emulation has an identifier (16) before its
  // frame.
  private static final int ATM_OCTETS = 4;
  private static final int ATM_KIND = 0x0F;
  private static final int ATM_EMULATED_LAN = 1;
  private static final int ATM_LLC = 2;
  private static final int EMULATED_LAN_OCTETS = 2;

  private final LinkDecoder link;
  private final LlcDecoder llc;

  LanDecoder(LinkDecoder link, LlcDecoder llc) {
    this.link = link;
    this.llc = llc;
  }

  FrameVerdict decodeFddi(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (FDDI_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(FDDI_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    return (Octets.u8(memory, start) & FDDI_FORMAT) == FDDI_LLC
        ? llc.decode(memory, start + FDDI_OCTETS, capturedEnd, wireEnd)
        : FrameVerdict.NOT_IP;
  }

  FrameVerdict decodeTokenRing(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (TOKEN_RING_OCTETS >= capturedEnd - start) {
      return FrameVerdict.lacking(
          TOKEN_RING_OCTETS + 1, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int control = Octets.u8(memory, start + TOKEN_RING_CONTROL);
    if ((control & TOKEN_RING_FORMAT) != TOKEN_RING_LLC) {
      return FrameVerdict.NOT_IP;
    }
    int next = start + TOKEN_RING_OCTETS;
    if ((Octets.u8(memory, start + TOKEN_RING_SOURCE) & ROUTED) != 0) {
      next += Octets.u8(memory, next) & ROUTE_OCTETS;
    }
    return llc.decode(memory, next, capturedEnd, wireEnd);
  }

  FrameVerdict decodeArcnet(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return arcnet(memory, start, capturedEnd, wireEnd, ARCNET_OCTETS);
  }

  FrameVerdict decodeArcnetLinux(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return arcnet(memory, start, capturedEnd, wireEnd, ARCNET_LINUX_OCTETS);
  }

  private FrameVerdict arcnet(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int octets) {
    if (octets > capturedEnd - start) {
      return FrameVerdict.lacking(octets, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int next = start + octets;
    return switch (Octets.u8(memory, next - 1)) {
      case ARCNET_IP_1051 -> link.decode(memory, next, capturedEnd, wireEnd, LinkType.RAW);
      case ARCNET_IP, ARCNET_IPV6 -> afterSplitFlag(memory, next, capturedEnd, wireEnd);
      default -> FrameVerdict.NOT_IP;
    };
  }

  private FrameVerdict afterSplitFlag(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (1 > capturedEnd - start) {
      return FrameVerdict.lacking(1, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int flag = Octets.u8(memory, start);
    int next = start + ARCNET_SPLIT_OCTETS;
    if (flag == ARCNET_EXCEPTION) {
      next += ARCNET_EXCEPTION_OCTETS;
    } else if (flag != 0) {
      return FrameVerdict.TUNNEL_NOT_DECODED; // a part of a packet
    }
    return link.decode(memory, next, capturedEnd, wireEnd, LinkType.RAW);
  }

  FrameVerdict decodeFibreChannel(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return llc.decode(memory, start + FIBRE_CHANNEL_OCTETS, capturedEnd, wireEnd);
  }

  FrameVerdict decodeSunAtm(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (ATM_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(ATM_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int next = start + ATM_OCTETS;
    return switch (Octets.u8(memory, start) & ATM_KIND) {
      case ATM_LLC -> llc.decode(memory, next, capturedEnd, wireEnd);
      case ATM_EMULATED_LAN ->
          link.decode(memory, next + EMULATED_LAN_OCTETS, capturedEnd, wireEnd, LinkType.ETHERNET);
      default -> FrameVerdict.NOT_IP;
    };
  }
}
