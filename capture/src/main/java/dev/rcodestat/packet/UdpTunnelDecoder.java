package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the headers of smaller tunnels over UDP: Teredo, LISP, AYIYA, CAPWAP and TZSP.
/// Datagrams on their ports that are none of them stay what they are.
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

  // AYIYA: identity length as a power of 2 (4 bits) and type (4), signature length in units of 4
  // octets (4) and method (4), authentication (4) and operation (4), protocol (8), time (32),
  // identity, signature.
  private static final int AYIYA_OCTETS = 8;
  private static final int AYIYA_OPERATION = 2;
  private static final int AYIYA_FORWARD = 1;

  // CAPWAP (RFC 5415 section 4.3): version and type (8), length in units of 4 octets (5 bits),
  // radio (5), binding (5), flags (9: T, F, L, W, M, K), and more.
  private static final int CAPWAP_OCTETS = 8;
  private static final int CAPWAP_LENGTH_SHIFT = 3;
  private static final int CAPWAP_FLAGS = 2;
  private static final int CAPWAP_NATIVE = 0x0100;
  private static final int CAPWAP_FRAGMENT = 0x0080;
  private static final int CAPWAP_KEEP_ALIVE = 0x0008;

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
  private final WifiDecoder wifi;

  UdpTunnelDecoder(LinkDecoder link, WifiDecoder wifi) {
    this.link = link;
    this.wifi = wifi;
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

  FrameVerdict decodeAyiya(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (AYIYA_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(AYIYA_OCTETS, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    if ((Octets.u8(memory, start + AYIYA_OPERATION) & 0xF) != AYIYA_FORWARD) {
      return FrameVerdict.UDP_OTHER_PORT;
    }
    int identity = 1 << (Octets.u8(memory, start) >> 4);
    int signature = (Octets.u8(memory, start + 1) >> 4) * 4;
    return ipOrOther(memory, start + AYIYA_OCTETS + identity + signature, capturedEnd, wireEnd);
  }

  FrameVerdict decodeCapwap(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (CAPWAP_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(CAPWAP_OCTETS, wireEnd - start, FrameVerdict.UDP_OTHER_PORT);
    }
    int octets = (Octets.u8(memory, start + 1) >> CAPWAP_LENGTH_SHIFT) * 4;
    int flags = Octets.u16(memory, start + CAPWAP_FLAGS);
    boolean data = Octets.u8(memory, start) == 0 && (flags & CAPWAP_KEEP_ALIVE) == 0;
    if (!data || octets < CAPWAP_OCTETS) { // encrypted, or of another kind
      return FrameVerdict.UDP_OTHER_PORT;
    }
    if ((flags & CAPWAP_FRAGMENT) != 0) {
      return FrameVerdict.TUNNEL_NOT_DECODED;
    }
    return (flags & CAPWAP_NATIVE) != 0
        ? wifi.decodeSwapped(memory, start + octets, capturedEnd, wireEnd)
        : link.decode(memory, start + octets, capturedEnd, wireEnd, LinkType.ETHERNET);
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
      case TZSP_WIFI -> wifi.decode(memory, at, capturedEnd, wireEnd);
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
