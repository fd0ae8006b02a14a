package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;

/// Steps from the start of a frame to its IP header: the link header and any number of VLAN tags.
@HotPath
final class LinkDecoder {
  // Ethernet II: destination (6), source (6), EtherType (2).
  private static final int ETHERNET_OCTETS = 14;
  private static final int ETHERNET_TYPE = 12;

  // Linux cooked capture v1: packet type, ARPHRD type, address length (2 each), address (8),
  // protocol (2).
  private static final int SLL_OCTETS = 16;
  private static final int SLL_PROTOCOL = 14;

  // Linux cooked capture v2: protocol (2), reserved (2), interface (4), ARPHRD type (2), packet
  // type (1), address length (1), address (8).
  private static final int SLL2_OCTETS = 20;
  private static final int SLL2_PROTOCOL = 0;

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

  private final IpDecoder ip;

  LinkDecoder(IpDecoder ip) {
    this.ip = ip;
  }

  FrameVerdict decode(PacketWindow window, int linkType) {
    return switch (linkType) {
      case LinkType.ETHERNET -> typed(window, ETHERNET_OCTETS, ETHERNET_TYPE);
      case LinkType.LINUX_SLL -> typed(window, SLL_OCTETS, SLL_PROTOCOL);
      case LinkType.LINUX_SLL2 -> typed(window, SLL2_OCTETS, SLL2_PROTOCOL);
      case LinkType.NULL, LinkType.LOOP -> loopback(window);
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6 ->
          ip.decodeByNibble(window);
      default -> FrameVerdict.LINK_TYPE_NOT_DECODED;
    };
  }

  /// A header of fixed size with an EtherType in it.
  private FrameVerdict typed(PacketWindow window, int octets, int typeAt) {
    if (!window.holds(octets)) {
      return window.lacking(octets, FrameVerdict.LINK_MALFORMED);
    }
    int etherType = window.u16(typeAt);
    window.skip(octets);
    while (isVlanTag(etherType)) {
      if (!window.holds(TAG_OCTETS)) {
        return window.lacking(TAG_OCTETS, FrameVerdict.LINK_MALFORMED);
      }
      etherType = window.u16(TAG_ETHERTYPE);
      window.skip(TAG_OCTETS);
    }
    return switch (etherType) {
      case ETHERTYPE_IPV4 -> ip.decodeV4(window);
      case ETHERTYPE_IPV6 -> ip.decodeV6(window);
      case 0x8847,
          0x8848, // MPLS (RFC 5332)
          0x8864, // PPPoE session stage (RFC 2516)
          0x6558 -> // Ethernet over Ethernet
          FrameVerdict.TUNNEL;
      default -> FrameVerdict.NOT_IP;
    };
  }

  /// C-tag, S-tag (IEEE 802.1Q), and the values that were in use for QinQ before the standard.
  private static boolean isVlanTag(int etherType) {
    return switch (etherType) {
      case 0x8100, 0x88A8, 0x9100, 0x9200, 0x9300 -> true;
      default -> false;
    };
  }

  private FrameVerdict loopback(PacketWindow window) {
    if (!window.holds(LOOPBACK_OCTETS)) {
      return window.lacking(LOOPBACK_OCTETS, FrameVerdict.LINK_MALFORMED);
    }
    long family = window.u32(0);
    if (family >>> 16 != 0) { // families are small numbers: the other byte order
      family = Integer.toUnsignedLong(Integer.reverseBytes((int) family));
    }
    window.skip(LOOPBACK_OCTETS);
    return family > MAX_FAMILY || isIpFamily(family)
        ? ip.decodeByNibble(window)
        : FrameVerdict.NOT_IP;
  }

  /// AF_INET everywhere, and AF_INET6 as NetBSD, FreeBSD, macOS and Linux number it.
  private static boolean isIpFamily(long family) {
    return family == 2 || family == 24 || family == 28 || family == 30 || family == 10;
  }
}
