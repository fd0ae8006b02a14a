package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the header of logical link control (IEEE 802.2) and of SNAP.
///
/// ```
/// DSAP (8) | SSAP (8) | control (8)
///  0xAA       0xAA       0x03         | organisation (24) | protocol (16)
/// ```
@HotPath
final class LlcDecoder {
  static final int LLC_OCTETS = 3;
  private static final int CONTROL = 2;
  private static final int SNAP_OCTETS = 5;
  private static final int SNAP_PROTOCOL = 3;

  private static final int UNNUMBERED = 3;
  private static final int SAP_SNAP = 0xAAAA;
  private static final int SAP_IP = 0x0606;

  // Organisations: those whose protocols are EtherTypes, and that of IEEE 802.1.
  private static final int ENCAPSULATED_ETHERNET = 0;
  private static final int BRIDGE_TUNNEL = 0x0000F8;
  private static final int IEEE_802_1 = 0x0080C2;

  private final LinkDecoder link;

  LlcDecoder(LinkDecoder link) {
    this.link = link;
  }

  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (LLC_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(LLC_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    if (Octets.u8(memory, start + CONTROL) != UNNUMBERED) {
      return FrameVerdict.NOT_IP;
    }
    int next = start + LLC_OCTETS;
    return switch (Octets.u16(memory, start)) {
      case SAP_SNAP -> decodeSnap(memory, next, capturedEnd, wireEnd);
      case SAP_IP -> link.decode(memory, next, capturedEnd, wireEnd, LinkType.RAW);
      default -> FrameVerdict.NOT_IP;
    };
  }

  /// @param start where the organisation begins
  FrameVerdict decodeSnap(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (SNAP_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(SNAP_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int organisation = (int) (Octets.u32(memory, start) >>> Byte.SIZE);
    int protocol = Octets.u16(memory, start + SNAP_PROTOCOL);
    int next = start + SNAP_OCTETS;
    return switch (organisation) {
      case ENCAPSULATED_ETHERNET, BRIDGE_TUNNEL ->
          link.afterEtherType(memory, next, capturedEnd, wireEnd, protocol);
      case IEEE_802_1 -> bridged(memory, next, capturedEnd, wireEnd, protocol);
      default -> FrameVerdict.NOT_IP;
    };
  }

  /// Ethernet frames with and without their check sequence (RFC 2427 section 4.2).
  private FrameVerdict bridged(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int protocol) {
    return protocol == 1 || protocol == 7
        ? link.decode(memory, start, capturedEnd, wireEnd, LinkType.ETHERNET)
        : FrameVerdict.NOT_IP;
  }
}
