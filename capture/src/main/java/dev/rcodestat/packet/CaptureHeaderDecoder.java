package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over headers that a system or a capture device puts in front of a frame or a packet.
@HotPath
final class CaptureHeaderDecoder {
  // Apple's PKTAP, little-endian: length (32), record type (32), link type (32), and more.
  private static final int PKTAP_OCTETS = 12;
  private static final int PKTAP_LINK_TYPE = 8;
  private static final int MAX_LENGTH = 0xFFFF;

  private static final int SLIP_OCTETS = 16; // direction (8), compressed header (15 octets)
  private static final int ENC_OCTETS = 12; // family, parameter index, flags (32 each)

  // OpenBSD's PFLOG: length without padding to a multiple of 4 (8), family (8), and more.
  private static final int PFLOG_OCTETS = 2;

  // Solaris' IPNET: version (8), family (8), and more.
  private static final int IPNET_OCTETS = 24;
  private static final int IPNET_FAMILY = 1;
  private static final int IPNET_IPV4 = 2;
  private static final int IPNET_IPV6 = 26;

  // DOCSIS: type (2 bits), parameter (5), extended (1), octets of the extended header (8), length
  // (16), the extended header, check sequence (16).
  private static final int DOCSIS_OCTETS = 6;
  private static final int DOCSIS_TYPE = 0xC0;
  private static final int DOCSIS_EXTENDED = 0x01;

  // Endace ERF: time (64), type (8), flags (8), record length (16), color (16), wire length (16);
  // where the first bit of the type is set, extension headers of 8 octets that begin alike.
  private static final int ERF_OCTETS = 16;
  private static final int ERF_TYPE = 8;
  private static final int ERF_EXTENSION_OCTETS = 8;
  private static final int ERF_MORE = 0x80;
  private static final int ERF_ETHERNET_PAD_OCTETS = 2;

  private static final int NETANALYZER_OCTETS = 4;

  // IEEE 802.3br: a preamble (64) that ends with the start of a frame.
  private static final int PREAMBLE_OCTETS = 8;
  private static final int EXPRESS_FRAME = 0xD5;

  private final LinkDecoder link;
  private final PppDecoder ppp;

  CaptureHeaderDecoder(LinkDecoder link, PppDecoder ppp) {
    this.link = link;
    this.ppp = ppp;
  }

  FrameVerdict decodePktap(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (PKTAP_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(PKTAP_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    long octets = Octets.u32le(memory, start);
    int linkType = (int) Octets.u32le(memory, start + PKTAP_LINK_TYPE);
    return octets < PKTAP_OCTETS || octets > MAX_LENGTH
        ? FrameVerdict.LINK_MALFORMED
        : link.decode(memory, start + (int) octets, capturedEnd, wireEnd, linkType);
  }

  FrameVerdict decodeSlip(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return link.decode(memory, start + SLIP_OCTETS, capturedEnd, wireEnd, LinkType.RAW);
  }

  /// OpenBSD's view into IPsec: decrypted packets.
  FrameVerdict decodeEnc(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return link.decode(memory, start + ENC_OCTETS, capturedEnd, wireEnd, LinkType.RAW);
  }

  FrameVerdict decodePflog(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (PFLOG_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(PFLOG_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int octets = (Octets.u8(memory, start) + 3) & ~3;
    return octets < PFLOG_OCTETS
        ? FrameVerdict.LINK_MALFORMED
        : link.decode(memory, start + octets, capturedEnd, wireEnd, LinkType.RAW);
  }

  FrameVerdict decodeIpnet(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (IPNET_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(IPNET_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    return switch (Octets.u8(memory, start + IPNET_FAMILY)) {
      case IPNET_IPV4, IPNET_IPV6 ->
          link.decode(memory, start + IPNET_OCTETS, capturedEnd, wireEnd, LinkType.RAW);
      default -> FrameVerdict.NOT_IP;
    };
  }

  FrameVerdict decodeDocsis(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (DOCSIS_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(DOCSIS_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int control = Octets.u8(memory, start);
    if ((control & DOCSIS_TYPE) != 0) { // ATM cells, or management
      return FrameVerdict.NOT_IP;
    }
    int extended = (control & DOCSIS_EXTENDED) != 0 ? Octets.u8(memory, start + 1) : 0;
    int next = start + DOCSIS_OCTETS + extended;
    return link.decode(memory, next, capturedEnd, wireEnd, LinkType.ETHERNET);
  }

  FrameVerdict decodeErf(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (ERF_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(ERF_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int type = Octets.u8(memory, start + ERF_TYPE);
    int at = start + ERF_OCTETS;
    boolean more = (type & ERF_MORE) != 0;
    while (more) {
      if (ERF_EXTENSION_OCTETS > capturedEnd - at) {
        return FrameVerdict.lacking(
            ERF_EXTENSION_OCTETS, wireEnd - at, FrameVerdict.LINK_MALFORMED);
      }
      more = (Octets.u8(memory, at) & ERF_MORE) != 0;
      at += ERF_EXTENSION_OCTETS;
    }
    return switch (type & ~ERF_MORE) {
      case 2, 11, 16, 20 ->
          link.decode(
              memory, at + ERF_ETHERNET_PAD_OCTETS, capturedEnd, wireEnd, LinkType.ETHERNET);
      case 1, 10, 15, 19 -> ppp.decodeHdlc(memory, at, capturedEnd, wireEnd);
      case 22, 23 -> link.decode(memory, at, capturedEnd, wireEnd, LinkType.RAW);
      default -> FrameVerdict.NOT_IP;
    };
  }

  FrameVerdict decodeNetanalyzer(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    int next = start + NETANALYZER_OCTETS;
    return link.decode(memory, next, capturedEnd, wireEnd, LinkType.ETHERNET);
  }

  FrameVerdict decodeMpacket(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (PREAMBLE_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(PREAMBLE_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    return Octets.u8(memory, start + PREAMBLE_OCTETS - 1) == EXPRESS_FRAME
        ? link.decode(memory, start + PREAMBLE_OCTETS, capturedEnd, wireEnd, LinkType.ETHERNET)
        : FrameVerdict.NOT_IP; // a part of a frame that was interrupted
  }
}
