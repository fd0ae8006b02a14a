package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the headers of link types that are not among the common ones of [LinkDecoder].
@HotPath
final class OtherLinkDecoder {
  // Headers of fixed size with an EtherType in them: octets, and where it is.
  private static final int FIREWIRE_OCTETS = 18; // destination (64), source (64), EtherType (16)
  private static final int FIREWIRE_TYPE = 16;
  private static final int SWITCH_TAG_OCTETS = 18; // Ethernet with a tag of 4 octets in it
  private static final int SWITCH_TAG_TYPE = 16;
  private static final int LONG_SWITCH_TAG_OCTETS = 22; // or with one of 8 octets
  private static final int LONG_SWITCH_TAG_TYPE = 20;

  // Netlink: packet type, hardware type (16 each), unused (10 octets), netlink family (16).
  private static final int NETLINK_OCTETS = 16;
  private static final int NETLINK_FAMILY = 14;

  private static final int DIRECTION_OCTETS = 1;
  private static final int PPPD_OCTETS = 2; // direction (8) in place of the address, control (8)

  private final LinkDecoder link;
  private final LlcDecoder llc;
  private final WifiDecoder wifi;
  private final PppDecoder ppp;
  private final FrameRelayDecoder frameRelay;
  private final InnerPacket inner;
  private final RadioHeaderDecoder radio;
  private final NetlinkDecoder netlink;
  private final LanDecoder lan;
  private final CaptureHeaderDecoder header;

  OtherLinkDecoder(
      LinkDecoder link,
      LlcDecoder llc,
      WifiDecoder wifi,
      PppDecoder ppp,
      FrameRelayDecoder frameRelay,
      InnerPacket inner) {
    this.link = link;
    this.llc = llc;
    this.wifi = wifi;
    this.ppp = ppp;
    this.frameRelay = frameRelay;
    this.inner = inner;
    radio = new RadioHeaderDecoder(link, wifi);
    netlink = new NetlinkDecoder(link);
    lan = new LanDecoder(link, llc);
    header = new CaptureHeaderDecoder(link, ppp);
  }

  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd, int linkType) {
    return switch (linkType) {
      case LinkType.IEEE802_11 -> wifi.decode(memory, start, capturedEnd, wireEnd);
      case LinkType.RADIOTAP -> radio.decodeRadiotap(memory, start, capturedEnd, wireEnd);
      case LinkType.PRISM, LinkType.AVS ->
          radio.decodePrismOrAvs(memory, start, capturedEnd, wireEnd);
      case LinkType.PPI -> radio.decodePpi(memory, start, capturedEnd, wireEnd);
      case LinkType.NFLOG -> netlink.decodeLogged(memory, start, capturedEnd, wireEnd);
      case LinkType.NETLINK -> netlink(memory, start, capturedEnd, wireEnd);
      case LinkType.FDDI -> lan.decodeFddi(memory, start, capturedEnd, wireEnd);
      case LinkType.TOKEN_RING -> lan.decodeTokenRing(memory, start, capturedEnd, wireEnd);
      case LinkType.ARCNET -> lan.decodeArcnet(memory, start, capturedEnd, wireEnd);
      case LinkType.ARCNET_LINUX -> lan.decodeArcnetLinux(memory, start, capturedEnd, wireEnd);
      case LinkType.IP_OVER_FC -> lan.decodeFibreChannel(memory, start, capturedEnd, wireEnd);
      case LinkType.SUNATM -> lan.decodeSunAtm(memory, start, capturedEnd, wireEnd);
      case LinkType.ATM_RFC1483 -> llc.decode(memory, start, capturedEnd, wireEnd);
      case LinkType.MPLS -> inner.take(Encapsulation.MPLS, start, capturedEnd, wireEnd);
      case LinkType.PKTAP, LinkType.USER2 ->
          header.decodePktap(memory, start, capturedEnd, wireEnd);
      case LinkType.SLIP -> header.decodeSlip(memory, start, capturedEnd, wireEnd);
      case LinkType.ENC -> header.decodeEnc(memory, start, capturedEnd, wireEnd);
      case LinkType.PFLOG -> header.decodePflog(memory, start, capturedEnd, wireEnd);
      case LinkType.IPNET -> header.decodeIpnet(memory, start, capturedEnd, wireEnd);
      case LinkType.DOCSIS -> header.decodeDocsis(memory, start, capturedEnd, wireEnd);
      case LinkType.ERF -> header.decodeErf(memory, start, capturedEnd, wireEnd);
      case LinkType.NETANALYZER -> header.decodeNetanalyzer(memory, start, capturedEnd, wireEnd);
      case LinkType.MPACKET -> header.decodeMpacket(memory, start, capturedEnd, wireEnd);
      default -> decodeSerial(memory, start, capturedEnd, wireEnd, linkType);
    };
  }

  private FrameVerdict decodeSerial(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int linkType) {
    return switch (linkType) {
      case LinkType.PPP -> ppp.decode(memory, start, capturedEnd, wireEnd);
      case LinkType.PPP_HDLC -> ppp.decodeHdlc(memory, start, capturedEnd, wireEnd);
      case LinkType.PPP_ETHER -> ppp.decodePppoe(memory, start, capturedEnd, wireEnd);
      case LinkType.PPP_PPPD -> ppp.decode(memory, start + PPPD_OCTETS, capturedEnd, wireEnd);
      case LinkType.PPP_WITH_DIR ->
          ppp.decode(memory, start + DIRECTION_OCTETS, capturedEnd, wireEnd);
      case LinkType.C_HDLC -> ppp.decodeCisco(memory, start, capturedEnd, wireEnd);
      case LinkType.C_HDLC_WITH_DIR ->
          ppp.decodeCisco(memory, start + DIRECTION_OCTETS, capturedEnd, wireEnd);
      case LinkType.FRELAY -> frameRelay.decode(memory, start, capturedEnd, wireEnd);
      case LinkType.FRELAY_WITH_DIR ->
          frameRelay.decode(memory, start + DIRECTION_OCTETS, capturedEnd, wireEnd);
      case LinkType.IP_OVER_IEEE1394 ->
          typed(memory, start, capturedEnd, wireEnd, FIREWIRE_OCTETS, FIREWIRE_TYPE);
      case LinkType.DSA_TAG_BRCM, LinkType.DSA_TAG_BRCM_PREPEND, LinkType.DSA_TAG_DSA ->
          typed(memory, start, capturedEnd, wireEnd, SWITCH_TAG_OCTETS, SWITCH_TAG_TYPE);
      case LinkType.DSA_TAG_EDSA ->
          typed(memory, start, capturedEnd, wireEnd, LONG_SWITCH_TAG_OCTETS, LONG_SWITCH_TAG_TYPE);
      default -> FrameVerdict.LINK_TYPE_NOT_DECODED;
    };
  }

  /// What follows a Linux cooked header.
  ///
  /// @param number the hardware type, and the protocol in the lower 16 bits
  FrameVerdict decodeCooked(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int number) {
    int protocol = number & 0xFFFF;
    return switch (number >>> Short.SIZE) {
      case 770 -> frameRelay.decode(memory, start, capturedEnd, wireEnd);
      case 803 -> radio.decodeRadiotap(memory, start, capturedEnd, wireEnd);
      case 824 -> netlink.decode(memory, start, capturedEnd, wireEnd, protocol);
      default -> byLinuxProtocol(memory, start, capturedEnd, wireEnd, protocol);
    };
  }

  /// Linux numbers what has no EtherType below them (ETH_P_ of if_ether.h).
  private FrameVerdict byLinuxProtocol(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int protocol) {
    return switch (protocol) {
      case 3 -> link.decode(memory, start, capturedEnd, wireEnd, LinkType.ETHERNET);
      case 4 -> llc.decode(memory, start, capturedEnd, wireEnd);
      case 7, 8 -> ppp.decode(memory, start, capturedEnd, wireEnd);
      default -> FrameVerdict.NOT_IP;
    };
  }

  private FrameVerdict typed(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int octets, int typeAt) {
    if (octets > capturedEnd - start) {
      return FrameVerdict.lacking(octets, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int etherType = Octets.u16(memory, start + typeAt);
    return link.afterEtherType(memory, start + octets, capturedEnd, wireEnd, etherType);
  }

  private FrameVerdict netlink(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (NETLINK_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(NETLINK_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int family = Octets.u16(memory, start + NETLINK_FAMILY);
    return netlink.decode(memory, start + NETLINK_OCTETS, capturedEnd, wireEnd, family);
  }
}
