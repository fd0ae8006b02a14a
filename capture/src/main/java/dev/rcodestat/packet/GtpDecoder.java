package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the header of the GPRS Tunnelling Protocol where it carries a subscriber's packet:
/// version 1 (3GPP TS 29.281 section 5), and the forgotten version 0 (GSM 09.60).
///
/// ```
/// version (3 bits) | PT | reserved | E | S | PN | message type (8) | length (16)
/// endpoint (32)
/// sequence number (16) | N-PDU number (8) | next extension header (8)    where E, S or PN is set
/// ```
@HotPath
final class GtpDecoder {
  private static final int MESSAGE_TYPE = 1;
  private static final int PACKET = 255;
  private static final int LENGTH = 2;

  private static final int V1_OCTETS = 8;
  private static final int V1 = 0x30;
  private static final int V1_OPTIONS = 0x07;
  private static final int OPTION_OCTETS = 4;
  private static final int V1_EXTENSION = 0x04;

  private static final int V0_OCTETS = 20;
  private static final int V0 = 0x10;
  private static final int VERSION_AND_TYPE = 0xF0;

  private static final int PPP_ADDRESS = 0xFF;

  private final LinkDecoder link;
  private final InnerPacket inner;

  GtpDecoder(LinkDecoder link, InnerPacket inner) {
    this.link = link;
    this.inner = inner;
  }

  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (V1_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(V1_OCTETS, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    if (Octets.u8(memory, start + MESSAGE_TYPE) != PACKET) {
      return FrameVerdict.UDP_OTHER_PORT;
    }
    int flags = Octets.u8(memory, start);
    int octets = (flags & VERSION_AND_TYPE) == V0 ? V0_OCTETS : V1_OCTETS;
    // the length counts what follows the part of the header that is always there
    long end = Math.min(wireEnd, (long) start + octets + Octets.u16(memory, start + LENGTH));
    int heldEnd = (int) Math.min(capturedEnd, end);
    return switch (flags & VERSION_AND_TYPE) {
      case V0 -> packet(memory, start + V0_OCTETS, heldEnd, end);
      case V1 -> afterOptions(memory, start + V1_OCTETS, heldEnd, end, flags);
      default -> FrameVerdict.UDP_OTHER_PORT;
    };
  }

  private FrameVerdict afterOptions(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int flags) {
    if ((flags & V1_OPTIONS) == 0) {
      return packet(memory, start, capturedEnd, wireEnd);
    }
    if (OPTION_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(OPTION_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    int at = start + OPTION_OCTETS;
    boolean more = (flags & V1_EXTENSION) != 0 && Octets.u8(memory, at - 1) != 0;
    while (more) { // length in units of 4 octets (8), content, type of the next one (8)
      if (1 > capturedEnd - at) {
        return FrameVerdict.lacking(1, wireEnd - at, FrameVerdict.TUNNEL_MALFORMED);
      }
      int octets = Octets.u8(memory, at) * 4;
      if (octets == 0) {
        return FrameVerdict.TUNNEL_MALFORMED;
      }
      if (octets > capturedEnd - at) {
        return FrameVerdict.lacking(octets, wireEnd - at, FrameVerdict.TUNNEL_MALFORMED);
      }
      at += octets;
      more = Octets.u8(memory, at - 1) != 0;
    }
    return packet(memory, at, capturedEnd, wireEnd);
  }

  /// What kind of packet it is was agreed upon elsewhere: IP, or else PPP.
  private FrameVerdict packet(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (1 > capturedEnd - start) {
      return FrameVerdict.lacking(1, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    int first = Octets.u8(memory, start);
    if (first == PPP_ADDRESS) {
      return inner.take(Encapsulation.PPP, start, capturedEnd, wireEnd);
    }
    return first >> 4 == 4 || first >> 4 == 6
        ? link.decode(memory, start, capturedEnd, wireEnd, LinkType.RAW)
        : FrameVerdict.TUNNEL_NOT_DECODED;
  }
}
