package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the headers of smaller tunnels over UDP: Teredo, LISP, and TZSP. Datagrams on their
/// ports that are none of them stay what they are.
@HotPath
final class UdpTunnelDecoder {
  // Teredo (RFC 4380 section 5.1.1). Authentication: 0 (8), 1 (8), two lengths (8 each), client,
  // value, nonce (64), confirmation (8). Origin: 0 (8), 0 (8), port (16), address (32).
  private static final int TEREDO_MARK_OCTETS = 4;
  private static final int TEREDO_AUTHENTICATION = 0x0001;
  private static final int TEREDO_AUTHENTICATION_OCTETS = 13;
  private static final int TEREDO_ORIGIN = 0x0000;
  private static final int TEREDO_ORIGIN_OCTETS = 8;

  private static final int LISP_OCTETS = 8;

  // TZSP: version (8), type (8), what was captured (16), tags; a tag has a length unless it is
  // padding (0) or the end (1)
  private static final int TZSP_OCTETS = 4;
  private static final int TZSP_VERSION = 1;
  private static final int TZSP_MAX_TYPE = 1;
  private static final int TZSP_ETHERNET = 1;
  private static final int TZSP_WIFI = 18;
  private static final int TAG_PADDING = 0;
  private static final int TAG_END = 1;

  private final LinkDecoder link;
  private final InnerPacket inner;

  UdpTunnelDecoder(LinkDecoder link, InnerPacket inner) {
    this.link = link;
    this.inner = inner;
  }

  FrameVerdict decodeTeredo(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (TEREDO_MARK_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(TEREDO_MARK_OCTETS, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    int at = start;
    if (Octets.u16(memory, start) == TEREDO_AUTHENTICATION) {
      int lengths = Octets.u8(memory, start + 2) + Octets.u8(memory, start + 3);
      at += TEREDO_AUTHENTICATION_OCTETS + lengths;
    }
    if (2 <= capturedEnd - at && Octets.u16(memory, at) == TEREDO_ORIGIN) {
      at += TEREDO_ORIGIN_OCTETS;
    }
    return 2 > capturedEnd - at
        ? FrameVerdict.lacking(2, wireEnd - at, FrameVerdict.UDP_OTHER_PORT)
        : ipOrOther(memory, at, capturedEnd, wireEnd);
  }

  FrameVerdict decodeLisp(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return ipOrOther(memory, start + LISP_OCTETS, capturedEnd, wireEnd);
  }

  FrameVerdict decodeTzsp(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (TZSP_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(TZSP_OCTETS, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    boolean known =
        Octets.u8(memory, start) == TZSP_VERSION && Octets.u8(memory, start + 1) <= TZSP_MAX_TYPE;
    if (!known) {
      return FrameVerdict.UDP_OTHER_PORT;
    }
    int captured = Octets.u16(memory, start + 2);
    int at = start + TZSP_OCTETS;
    int tag = TAG_PADDING;
    while (tag != TAG_END) {
      if (2 > capturedEnd - at) {
        return FrameVerdict.lacking(2, wireEnd - at, FrameVerdict.TUNNEL_MALFORMED);
      }
      tag = Octets.u8(memory, at);
      at += tag == TAG_PADDING || tag == TAG_END ? 1 : 2 + Octets.u8(memory, at + 1);
    }
    return switch (captured) {
      case TZSP_ETHERNET -> link.decode(memory, at, capturedEnd, wireEnd, LinkType.ETHERNET);
      case TZSP_WIFI -> inner.take(Encapsulation.WIFI, at, capturedEnd, wireEnd);
      default -> FrameVerdict.TUNNEL_NOT_DECODED;
    };
  }

  private FrameVerdict ipOrOther(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (1 > capturedEnd - start) {
      return FrameVerdict.lacking(1, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    int version = Octets.u8(memory, start) >> 4;
    return version == 4 || version == 6
        ? link.decode(memory, start, capturedEnd, wireEnd, LinkType.RAW)
        : FrameVerdict.UDP_OTHER_PORT;
  }
}
