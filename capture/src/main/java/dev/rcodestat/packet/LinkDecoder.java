package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps from the start of a frame to its IP header: the link header and any number of VLAN tags.
///
/// Here and in the decoders behind it, what is left of a frame goes along as (memory, start,
/// capturedEnd, wireEnd): where the next header begins, where the captured octets end, and where
/// the octets on the wire ended. Each header passed may draw the ends closer.
@HotPath
final class LinkDecoder {
  // Ethernet II: destination (6), source (6), EtherType (2).
  private static final int ETHERNET_OCTETS = 14;
  private static final int ETHERNET_TYPE = 12;

  // Linux cooked capture v1: packet type, ARPHRD type, address length (2 each), address (8),
  // protocol (2).
  private static final int SLL_OCTETS = 16;
  private static final int SLL_PROTOCOL = 14;
  private static final int SLL_HARDWARE = 2;

  // Linux cooked capture v2: protocol (2), reserved (2), interface (4), ARPHRD type (2), packet
  // type (1), address length (1), address (8).
  private static final int SLL2_OCTETS = 20;
  private static final int SLL2_PROTOCOL = 0;
  private static final int SLL2_HARDWARE = 8;

  // BSD loopback: an address family in the byte order of the machine that captured (NULL), or in
  // network order (LOOP).
  private static final int LOOPBACK_OCTETS = 4;

  // IEEE 802.1Q tag after the EtherType that announces it: control information (2), EtherType (2).
  private static final int TAG_OCTETS = 4;
  private static final int TAG_ETHERTYPE = 2;

  /// No system numbers its address families higher; some capture drivers write other things there.
  private static final int MAX_FAMILY = 255;

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;

  /// Below it, the field is a length (IEEE 802.3), or a number of Linux's own.
  static final int MIN_ETHERTYPE = 1536;

  private final IpDecoder ip;
  private final InnerPacket inner;

  LinkDecoder(IpDecoder ip, InnerPacket inner) {
    this.ip = ip;
    this.inner = inner;
  }

  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd, int linkType) {
    return switch (linkType) {
      case LinkType.ETHERNET ->
          typed(memory, start, capturedEnd, wireEnd, ETHERNET_OCTETS, ETHERNET_TYPE);
      case LinkType.LINUX_SLL ->
          cooked(memory, start, capturedEnd, wireEnd, SLL_OCTETS, SLL_PROTOCOL, SLL_HARDWARE);
      case LinkType.LINUX_SLL2 ->
          cooked(memory, start, capturedEnd, wireEnd, SLL2_OCTETS, SLL2_PROTOCOL, SLL2_HARDWARE);
      case LinkType.NULL, LinkType.LOOP -> loopback(memory, start, capturedEnd, wireEnd);
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6 ->
          ip.decodeByNibble(memory, start, capturedEnd, wireEnd);
      default -> inner.take(Encapsulation.LINK, start, capturedEnd, wireEnd, linkType);
    };
  }

  /// A header of fixed size with an EtherType in it.
  private FrameVerdict typed(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int octets, int typeAt) {
    if (octets > capturedEnd - start) {
      return FrameVerdict.lacking(octets, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int etherType = Octets.u16(memory, start + typeAt);
    return afterEtherType(memory, start + octets, capturedEnd, wireEnd, etherType);
  }

  /// Cooked frames of some devices have their own header inside, or a protocol that is not an
  /// EtherType.
  private FrameVerdict cooked(
      ByteBuffer memory,
      int start,
      int capturedEnd,
      long wireEnd,
      int octets,
      int protocolAt,
      int hardwareAt) {
    if (octets > capturedEnd - start) {
      return FrameVerdict.lacking(octets, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int protocol = Octets.u16(memory, start + protocolAt);
    int hardware = Octets.u16(memory, start + hardwareAt);
    int next = start + octets;
    return protocol < MIN_ETHERTYPE || isWithHeader(hardware)
        ? inner.take(
            Encapsulation.COOKED, next, capturedEnd, wireEnd, hardware << Short.SIZE | protocol)
        : afterEtherType(memory, next, capturedEnd, wireEnd, protocol);
  }

  /// The hardware types (ARPHRD_ of Linux) of Frame Relay, radiotap and netlink.
  private static boolean isWithHeader(int hardware) {
    return switch (hardware) {
      case 770, 803, 824 -> true;
      default -> false;
    };
  }

  /// What follows an EtherType: any number of VLAN tags, and then the packet.
  FrameVerdict afterEtherType(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int firstEtherType) {
    int etherType = firstEtherType;
    int next = start;
    while (isVlanTag(etherType)) {
      if (TAG_OCTETS > capturedEnd - next) {
        return FrameVerdict.lacking(TAG_OCTETS, wireEnd - next, FrameVerdict.LINK_MALFORMED);
      }
      etherType = Octets.u16(memory, next + TAG_ETHERTYPE);
      next += TAG_OCTETS;
    }
    return byEtherType(memory, next, capturedEnd, wireEnd, etherType);
  }

  private FrameVerdict byEtherType(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int etherType) {
    return switch (etherType) {
      case ETHERTYPE_IPV4 -> ip.decodeV4(memory, start, capturedEnd, wireEnd);
      case ETHERTYPE_IPV6 -> ip.decodeV6(memory, start, capturedEnd, wireEnd);
      default -> inner.take(Encapsulation.ETHERTYPE, start, capturedEnd, wireEnd, etherType);
    };
  }

  /// C-tag, S-tag (IEEE 802.1Q), and the values that were in use for QinQ before the standard.
  private static boolean isVlanTag(int etherType) {
    return switch (etherType) {
      case 0x8100, 0x88A8, 0x9100, 0x9200, 0x9300 -> true;
      default -> false;
    };
  }

  private FrameVerdict loopback(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (LOOPBACK_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(LOOPBACK_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    long family = Octets.u32(memory, start);
    if (family >>> 16 != 0) { // families are small numbers: the other byte order
      family = Octets.u32le(memory, start);
    }
    return family > MAX_FAMILY || isIpFamily(family)
        ? ip.decodeByNibble(memory, start + LOOPBACK_OCTETS, capturedEnd, wireEnd)
        : FrameVerdict.NOT_IP;
  }

  /// AF_INET everywhere, and AF_INET6 as NetBSD, FreeBSD, macOS and Linux number it.
  private static boolean isIpFamily(long family) {
    return family == 2 || family == 24 || family == 28 || family == 30 || family == 10;
  }
}
