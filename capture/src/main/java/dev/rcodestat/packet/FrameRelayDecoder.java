package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the header of a Frame Relay frame (RFC 2427), also in Cisco's form, which has an
/// EtherType after the address.
@HotPath
final class FrameRelayDecoder {
  /// The last octet of an address has this bit.
  private static final int ADDRESS_END = 1;

  private static final int MAX_ADDRESS_OCTETS = 4;
  private static final int UNNUMBERED = 3;

  // Network layer protocol identifiers (ISO/IEC TR 9577, RFC 2427 appendix A).
  private static final int PADDING = 0x00;
  private static final int SNAP = 0x80;
  private static final int IPV6 = 0x8E;
  private static final int IPV4 = 0xCC;
  private static final int PPP = 0xCF;

  private final LinkDecoder link;
  private final LlcDecoder llc;
  private final InnerPacket inner;

  FrameRelayDecoder(LinkDecoder link, LlcDecoder llc, InnerPacket inner) {
    this.link = link;
    this.llc = llc;
    this.inner = inner;
  }

  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    int at = start;
    boolean last = false;
    while (!last) {
      if (1 > capturedEnd - at) {
        return FrameVerdict.lacking(1, wireEnd - at, FrameVerdict.LINK_MALFORMED);
      }
      last = (Octets.u8(memory, at) & ADDRESS_END) != 0;
      at++;
      if (!last && at - start >= MAX_ADDRESS_OCTETS) {
        return FrameVerdict.LINK_MALFORMED;
      }
    }
    return afterAddress(memory, at, capturedEnd, wireEnd);
  }

  private FrameVerdict afterAddress(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (2 > capturedEnd - start) {
      return FrameVerdict.lacking(2, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    if (Octets.u8(memory, start) != UNNUMBERED) {
      int etherType = Octets.u16(memory, start);
      return link.afterEtherType(memory, start + 2, capturedEnd, wireEnd, etherType);
    }
    int at = start + 1;
    if (Octets.u8(memory, at) == PADDING) {
      at++;
    }
    return 1 > capturedEnd - at
        ? FrameVerdict.lacking(1, wireEnd - at, FrameVerdict.LINK_MALFORMED)
        : byProtocol(memory, at + 1, capturedEnd, wireEnd, Octets.u8(memory, at));
  }

  private FrameVerdict byProtocol(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int protocol) {
    return switch (protocol) {
      case IPV4, IPV6 -> link.decode(memory, start, capturedEnd, wireEnd, LinkType.RAW);
      case SNAP -> llc.decodeSnap(memory, start, capturedEnd, wireEnd);
      case PPP -> inner.take(Encapsulation.PPP, start, capturedEnd, wireEnd);
      default -> FrameVerdict.NOT_IP;
    };
  }
}
