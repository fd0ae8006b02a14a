package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over PPP (RFC 1661) and what it is framed in: HDLC (RFC 1662), Cisco's HDLC (RFC 1547
/// section 4.3.1), Ethernet (RFC 2516).
@HotPath
final class PppDecoder {
  private static final int ADDRESS_AND_CONTROL = 0xFF03;
  private static final int ADDRESS_OCTETS = 2;
  private static final int PROTOCOL_OCTETS = 2;

  // version and type (4 bits each), code (8), session (16), length (16)
  private static final int PPPOE_OCTETS = 6;
  private static final int PPPOE_CODE = 1;
  private static final int PPPOE_LENGTH = 4;

  // address (8), control (8), EtherType (16)
  private static final int CISCO_OCTETS = 4;
  private static final int CISCO_TYPE = 2;

  // multilink (RFC 1990): beginning (1 bit), end (1), reserved (6), sequence number (24)
  private static final int MULTILINK_OCTETS = 4;
  private static final int MULTILINK_WHOLE = 0xC0;

  // bridging (RFC 3518): flags (8), MAC type (8), LAN (32) where the second flag is set
  private static final int BRIDGE_OCTETS = 2;
  private static final int BRIDGE_LAN = 0x40;
  private static final int BRIDGE_LAN_OCTETS = 4;
  private static final int BRIDGE_ETHERNET = 1;

  private final LinkDecoder link;
  private final InnerPacket inner;

  PppDecoder(LinkDecoder link, InnerPacket inner) {
    this.link = link;
    this.inner = inner;
  }

  /// Address and control may be left out, and the protocol may be compressed to one octet, which
  /// then is odd.
  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    int at = start;
    if (ADDRESS_OCTETS <= capturedEnd - at && Octets.u16(memory, at) == ADDRESS_AND_CONTROL) {
      at += ADDRESS_OCTETS;
    }
    if (PROTOCOL_OCTETS > capturedEnd - at) {
      return FrameVerdict.lacking(PROTOCOL_OCTETS, wireEnd - at, FrameVerdict.TUNNEL_MALFORMED);
    }
    int first = Octets.u8(memory, at);
    return (first & 1) != 0
        ? byProtocol(memory, at + 1, capturedEnd, wireEnd, first)
        : byProtocol(memory, at + PROTOCOL_OCTETS, capturedEnd, wireEnd, Octets.u16(memory, at));
  }

  /// PPP in HDLC-like framing or Cisco's: their addresses differ.
  FrameVerdict decodeHdlc(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (1 > capturedEnd - start) {
      return FrameVerdict.lacking(1, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    return switch (Octets.u8(memory, start)) {
      case 0x0F, 0x8F -> decodeCisco(memory, start, capturedEnd, wireEnd);
      default -> decode(memory, start, capturedEnd, wireEnd);
    };
  }

  FrameVerdict decodeCisco(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (CISCO_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(CISCO_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int etherType = Octets.u16(memory, start + CISCO_TYPE);
    return link.afterEtherType(memory, start + CISCO_OCTETS, capturedEnd, wireEnd, etherType);
  }

  FrameVerdict decodePppoe(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (PPPOE_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(PPPOE_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    if (Octets.u8(memory, start + PPPOE_CODE) != 0) { // not data
      return FrameVerdict.NOT_IP;
    }
    int next = start + PPPOE_OCTETS;
    long end = Math.min(wireEnd, (long) next + Octets.u16(memory, start + PPPOE_LENGTH));
    return decode(memory, next, (int) Math.min(capturedEnd, end), end);
  }

  /// The numbers of IANA's registry "PPP DLL Protocol Numbers".
  private FrameVerdict byProtocol(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int protocol) {
    return switch (protocol) {
      case 0x0021, 0x0057 -> link.decode(memory, start, capturedEnd, wireEnd, LinkType.RAW);
      case 0x0281, 0x0283 -> inner.take(Encapsulation.MPLS, start, capturedEnd, wireEnd);
      case 0x0031 -> bridged(memory, start, capturedEnd, wireEnd);
      case 0x003D -> multilink(memory, start, capturedEnd, wireEnd);
      // compressed headers (RFC 1144, RFC 2508, RFC 3095), multiplexing, encryption, compression
      case 0x002D, 0x002F, 0x0003, 0x0005, 0x0061, 0x0063, 0x0065, 0x0067, 0x0069 ->
          FrameVerdict.TUNNEL_NOT_DECODED;
      case 0x0059, 0x0053, 0x0055, 0x00FB, 0x00FD -> FrameVerdict.TUNNEL_NOT_DECODED;
      default -> FrameVerdict.NOT_IP;
    };
  }

  private FrameVerdict multilink(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (MULTILINK_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(MULTILINK_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    boolean whole = (Octets.u8(memory, start) & MULTILINK_WHOLE) == MULTILINK_WHOLE;
    return whole
        ? inner.take(Encapsulation.PPP, start + MULTILINK_OCTETS, capturedEnd, wireEnd)
        : FrameVerdict.TUNNEL_NOT_DECODED;
  }

  private FrameVerdict bridged(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (BRIDGE_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(BRIDGE_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    if (Octets.u8(memory, start + 1) != BRIDGE_ETHERNET) {
      return FrameVerdict.NOT_IP;
    }
    boolean lan = (Octets.u8(memory, start) & BRIDGE_LAN) != 0;
    int octets = BRIDGE_OCTETS + (lan ? BRIDGE_LAN_OCTETS : 0);
    return link.decode(memory, start + octets, capturedEnd, wireEnd, LinkType.ETHERNET);
  }
}
