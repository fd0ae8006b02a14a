package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over Generic Routing Encapsulation: version 0 (RFC 2784, RFC 2890, and the source routes
/// of RFC 1701), version 1 (RFC 2637), and the headers of mirrored frames (ERSPAN) behind it.
///
/// ```
/// |C|R|K|S|s|Recur|A| Flags | Ver |         Protocol Type         |
/// |    Checksum (C or R)          |       Offset (C or R)         |
/// |    Key (K)                                                    |
/// |    Sequence Number (S)                                        |
/// |    Acknowledgment Number (A, version 1)                       |
/// |    Source routes (R)                                       ...|
/// ```
@HotPath
final class GreDecoder {
  private static final int GRE_OCTETS = 4;
  private static final int OPTION_OCTETS = 4;
  private static final int CHECKSUM = 0x8000;
  private static final int ROUTING = 0x4000;
  private static final int KEY = 0x2000;
  private static final int SEQUENCE = 0x1000;
  private static final int ACKNOWLEDGMENT = 0x0080;
  private static final int VERSION = 0x0007;

  // source route: address family (16), offset (8), length (8)
  private static final int ROUTE_OCTETS = 4;
  private static final int ROUTE_LENGTH = 3;

  // WCCP (draft-wilson-wrec-wccp-v2-01): a redirect header (4) in version 2
  private static final int REDIRECT_OCTETS = 4;
  private static final int IPV4_WITHOUT_OPTIONS = 0x45;

  private static final int ETHERIP_OCTETS = 2;
  private static final int ETHERIP_VERSION = 3;

  private final LinkDecoder link;
  private final InnerPacket inner;
  private final ErspanDecoder erspan;

  GreDecoder(LinkDecoder link, InnerPacket inner) {
    this.link = link;
    this.inner = inner;
    erspan = new ErspanDecoder(link);
  }

  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (GRE_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(GRE_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    int flags = Octets.u16(memory, start);
    int type = Octets.u16(memory, start + 2);
    if ((flags & VERSION) > 1) {
      return FrameVerdict.TUNNEL_NOT_DECODED;
    }
    int next = start + GRE_OCTETS + optionOctets(flags);
    return (flags & ROUTING) != 0
        ? afterRoutes(memory, next, capturedEnd, wireEnd, type, flags)
        : byType(memory, next, capturedEnd, wireEnd, type, flags);
  }

  /// RFC 3378: a version, and a frame.
  FrameVerdict decodeEtherip(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (ETHERIP_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(ETHERIP_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    return Octets.u8(memory, start) >> 4 == ETHERIP_VERSION
        ? link.decode(memory, start + ETHERIP_OCTETS, capturedEnd, wireEnd, LinkType.ETHERNET)
        : FrameVerdict.TUNNEL_NOT_DECODED;
  }

  private static int optionOctets(int flags) {
    int octets = 0;
    if ((flags & (CHECKSUM | ROUTING)) != 0) {
      octets += OPTION_OCTETS;
    }
    if ((flags & KEY) != 0) {
      octets += OPTION_OCTETS;
    }
    if ((flags & SEQUENCE) != 0) {
      octets += OPTION_OCTETS;
    }
    if ((flags & VERSION) == 1 && (flags & ACKNOWLEDGMENT) != 0) {
      octets += OPTION_OCTETS;
    }
    return octets;
  }

  /// The last route has neither a family nor a length.
  private FrameVerdict afterRoutes(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int type, int flags) {
    int at = start;
    boolean last = false;
    while (!last) {
      if (ROUTE_OCTETS > capturedEnd - at) {
        return FrameVerdict.lacking(ROUTE_OCTETS, wireEnd - at, FrameVerdict.TUNNEL_MALFORMED);
      }
      int length = Octets.u8(memory, at + ROUTE_LENGTH);
      last = length == 0 && Octets.u16(memory, at) == 0;
      at += ROUTE_OCTETS + length;
    }
    return byType(memory, at, capturedEnd, wireEnd, type, flags);
  }

  private FrameVerdict byType(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int type, int flags) {
    boolean numbered = (flags & SEQUENCE) != 0;
    return switch (type) {
      case 0x880B -> ppp(start, capturedEnd, wireEnd, flags);
      case 0x88BE -> erspan.decode(memory, start, capturedEnd, wireEnd, numbered);
      case 0x22EB -> erspan.decode(memory, start, capturedEnd, wireEnd, true);
      case 0x883E -> redirected(memory, start, capturedEnd, wireEnd);
      case 0x6400 -> link.decode(memory, start, capturedEnd, wireEnd, LinkType.ETHERNET);
      case 0x6559 -> inner.take(Encapsulation.FRAME_RELAY, start, capturedEnd, wireEnd);
      default ->
          isWifi(type)
              ? inner.take(Encapsulation.WIFI, start, capturedEnd, wireEnd)
              : link.afterEtherType(memory, start, capturedEnd, wireEnd, type);
    };
  }

  /// Version 1 numbers only packets with a payload: the others are acknowledgments.
  private FrameVerdict ppp(int start, int capturedEnd, long wireEnd, int flags) {
    return (flags & VERSION) == 1 && (flags & SEQUENCE) == 0
        ? FrameVerdict.NOT_IP
        : inner.take(Encapsulation.PPP, start, capturedEnd, wireEnd);
  }

  private FrameVerdict redirected(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (REDIRECT_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(REDIRECT_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    boolean bare = Octets.u8(memory, start) == IPV4_WITHOUT_OPTIONS;
    return link.decode(
        memory, bare ? start : start + REDIRECT_OCTETS, capturedEnd, wireEnd, LinkType.RAW);
  }

  /// What Aruba's access points send: 0x8200 to 0x8370, in steps of 16.
  private static boolean isWifi(int type) {
    return type >= 0x8200 && type <= 0x8370 && (type & 0xF) == 0;
  }
}
