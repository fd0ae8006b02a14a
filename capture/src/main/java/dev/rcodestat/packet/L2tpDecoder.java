package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the header of L2TP data messages: version 2 (RFC 2661 section 3.1), which carry PPP,
/// and version 3 (RFC 3931 section 4.1), of which only the control connection knows what they
/// carry.
///
/// ```
/// |T|L|x|x|S|x|O|P|x|x|x|x|  Ver  |          Length (L)           |
/// |           Tunnel              |           Session             |
/// |             Ns (S)            |             Nr (S)            |
/// |      Offset Size (O)          |    Offset pad... (O)
/// ```
@HotPath
final class L2tpDecoder {
  private static final int FLAGS_OCTETS = 2;
  private static final int CONTROL = 0x8000;
  private static final int LENGTH = 0x4000;
  private static final int SEQUENCE = 0x0800;
  private static final int OFFSET = 0x0200;
  private static final int RESERVED = 0x34F0;
  private static final int VERSION = 0x000F;

  private static final int FIELD_OCTETS = 2;
  private static final int TUNNEL_OCTETS = 4;
  private static final int SEQUENCE_OCTETS = 4;

  private static final int V3_OVER_UDP_OCTETS = 8;
  private static final int V3_SESSION_OCTETS = 4;

  // Cookies of 0, 4 or 8 octets, and then 0 or 4 of a sublayer.
  private static final int MAX_COOKIE_OCTETS = 12;
  private static final int COOKIE_STEP = 4;
  private static final int ETHERNET_OCTETS = 14;
  private static final int ETHERNET_TYPE = 12;

  private final LinkDecoder link;
  private final InnerPacket inner;

  L2tpDecoder(LinkDecoder link, InnerPacket inner) {
    this.link = link;
    this.inner = inner;
  }

  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (FLAGS_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(FLAGS_OCTETS, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    int flags = Octets.u16(memory, start);
    if ((flags & CONTROL) != 0) {
      return FrameVerdict.UDP_OTHER_PORT;
    }
    return switch (flags & VERSION) {
      case 2 -> versionTwo(memory, start, capturedEnd, wireEnd, flags);
      case 3 -> frameAfterCookie(memory, start + V3_OVER_UDP_OCTETS, capturedEnd, wireEnd);
      default -> FrameVerdict.UDP_OTHER_PORT;
    };
  }

  /// Version 3 begins with the session, and 0 stands for control messages.
  FrameVerdict decodeOverIp(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (V3_SESSION_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(
          V3_SESSION_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    return Octets.u32(memory, start) == 0
        ? FrameVerdict.IP_OTHER_PROTOCOL
        : frameAfterCookie(memory, start + V3_SESSION_OCTETS, capturedEnd, wireEnd);
  }

  private FrameVerdict versionTwo(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int flags) {
    if ((flags & RESERVED) != 0) {
      return FrameVerdict.UDP_OTHER_PORT;
    }
    int octets =
        FLAGS_OCTETS
            + ((flags & LENGTH) != 0 ? FIELD_OCTETS : 0)
            + TUNNEL_OCTETS
            + ((flags & SEQUENCE) != 0 ? SEQUENCE_OCTETS : 0)
            + ((flags & OFFSET) != 0 ? FIELD_OCTETS : 0);
    if (octets > capturedEnd - start) {
      return FrameVerdict.lacking(octets, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    long end = wireEnd;
    if ((flags & LENGTH) != 0) {
      end = Math.min(wireEnd, (long) start + Octets.u16(memory, start + FLAGS_OCTETS));
    }
    int next = start + octets;
    if ((flags & OFFSET) != 0) {
      next += Octets.u16(memory, next - FIELD_OCTETS);
    }
    return inner.take(Encapsulation.PPP, next, (int) Math.min(capturedEnd, end), end);
  }

  /// The first place where an Ethernet frame with IP would begin: a cookie has no mark.
  private FrameVerdict frameAfterCookie(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    for (int cookie = 0; cookie <= MAX_COOKIE_OCTETS; cookie += COOKIE_STEP) {
      int frame = start + cookie;
      if (ETHERNET_OCTETS >= capturedEnd - frame) {
        return FrameVerdict.lacking(
            ETHERNET_OCTETS + 1, wireEnd - frame, FrameVerdict.TUNNEL_NOT_DECODED);
      }
      int etherType = Octets.u16(memory, frame + ETHERNET_TYPE);
      int version = Octets.u8(memory, frame + ETHERNET_OCTETS) >> 4;
      boolean tagged = etherType == 0x8100 || etherType == 0x88A8;
      if (tagged
          || (etherType == 0x0800 && version == 4)
          || (etherType == 0x86DD && version == 6)) {
        return link.decode(memory, frame, capturedEnd, wireEnd, LinkType.ETHERNET);
      }
    }
    return FrameVerdict.TUNNEL_NOT_DECODED;
  }
}
