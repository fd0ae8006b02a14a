package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Goes on after an EtherType that is not IP: tags that have an EtherType behind them, tunnels of
/// the link, and the length field of IEEE 802.3.
@HotPath
final class EtherTypeDecoder {
  private static final int MAX_LENGTH = 1500;

  // Backbone tag of IEEE 802.1ah: flags and service (4), then a frame.
  private static final int BACKBONE_OCTETS = 4;

  // FabricPath: tag and time to live (2), then a frame.
  private static final int FABRIC_PATH_OCTETS = 2;

  // TRILL (RFC 6325 section 3.2): version (2 bits), reserved (2), M (1), options (5 bits, units
  // of 4 octets), hops (6), two nicknames of 16 bits, options, then a frame.
  private static final int TRILL_OCTETS = 6;
  private static final int TRILL_OPTIONS = 0x07C0;
  private static final int TRILL_OPTIONS_SHIFT = 6;

  // MACsec (IEEE 802.1AE section 9.3): TCI and AN (1), SL (1), PN (4), and SCI (8) where SC is set.
  private static final int MACSEC_OCTETS = 6;
  private static final int MACSEC_SCI_OCTETS = 8;
  private static final int MACSEC_SC = 0x20;
  private static final int MACSEC_CHANGED = 0x0C;

  private final LinkDecoder link;
  private final LlcDecoder llc;
  private final InnerPacket inner;

  EtherTypeDecoder(LinkDecoder link, LlcDecoder llc, InnerPacket inner) {
    this.link = link;
    this.llc = llc;
    this.inner = inner;
  }

  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd, int etherType) {
    if (etherType < LinkDecoder.MIN_ETHERTYPE) {
      return ofLength(memory, start, capturedEnd, wireEnd, etherType);
    }
    return switch (etherType) {
      case 0x8847, 0x8848 -> inner.take(Encapsulation.MPLS, start, capturedEnd, wireEnd);
      case 0x8864 -> inner.take(Encapsulation.PPPOE, start, capturedEnd, wireEnd);
      case 0x880B -> inner.take(Encapsulation.PPP, start, capturedEnd, wireEnd);
      case 0x894F -> inner.take(Encapsulation.NSH, start, capturedEnd, wireEnd);
      case 0x2452 -> inner.take(Encapsulation.WIFI, start, capturedEnd, wireEnd);
      case 0x6558 -> ethernet(memory, start, capturedEnd, wireEnd);
      case 0x88E7 -> ethernet(memory, start + BACKBONE_OCTETS, capturedEnd, wireEnd);
      case 0x8903 -> ethernet(memory, start + FABRIC_PATH_OCTETS, capturedEnd, wireEnd);
      case 0x22F3 -> trill(memory, start, capturedEnd, wireEnd);
      case 0x8870 -> llc.decode(memory, start, capturedEnd, wireEnd);
      case 0x88E5 -> macsec(memory, start, capturedEnd, wireEnd);
      // redundancy: IEEE 802.1CB, and HSR of IEC 62439-3
      case 0xF1C1, 0x892F -> tag(memory, start, capturedEnd, wireEnd, 4);
      // IEEE 802.1BR and its forerunner VN-Tag, Cisco's metadata
      case 0x8926 -> tag(memory, start, capturedEnd, wireEnd, 4);
      case 0x893F, 0x8909 -> tag(memory, start, capturedEnd, wireEnd, 6);
      default -> FrameVerdict.NOT_IP;
    };
  }

  /// IEEE 802.3: the length of what follows, and padding after it.
  private FrameVerdict ofLength(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int length) {
    if (length < LlcDecoder.LLC_OCTETS || length > MAX_LENGTH) {
      return FrameVerdict.NOT_IP;
    }
    long end = Math.min(wireEnd, (long) start + length);
    return llc.decode(memory, start, (int) Math.min(capturedEnd, end), end);
  }

  private FrameVerdict ethernet(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return link.decode(memory, start, capturedEnd, wireEnd, LinkType.ETHERNET);
  }

  private FrameVerdict trill(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (TRILL_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(TRILL_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int options = (Octets.u16(memory, start) & TRILL_OPTIONS) >> TRILL_OPTIONS_SHIFT;
    return ethernet(memory, start + TRILL_OCTETS + options * 4, capturedEnd, wireEnd);
  }

  /// Where it only protects against changes, the frame is legible.
  private FrameVerdict macsec(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (MACSEC_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(MACSEC_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int control = Octets.u8(memory, start);
    if ((control & MACSEC_CHANGED) != 0) {
      return FrameVerdict.LINK_ENCRYPTED;
    }
    int octets = MACSEC_OCTETS + ((control & MACSEC_SC) != 0 ? MACSEC_SCI_OCTETS : 0);
    return tag(memory, start, capturedEnd, wireEnd, octets);
  }

  /// A tag of so many octets, and an EtherType.
  private FrameVerdict tag(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int octets) {
    int next = start + octets + 2;
    if (next > capturedEnd) {
      return FrameVerdict.lacking(octets + 2, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int etherType = Octets.u16(memory, start + octets);
    return link.afterEtherType(memory, next, capturedEnd, wireEnd, etherType);
  }
}
