package dev.rcodestat.packet;

import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.LinkHeaders;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.samples.TunnelHeaders;
import java.nio.ByteOrder;
import java.util.List;

/// A frame with a message in it, behind headers of one kind.
final class Nested {
  static final String CLIENT = "192.0.2.1";
  static final String SERVER = "192.0.2.53";
  static final byte[] MESSAGE =
      MessageBuilder.response(0x1234).question("www.example", 1).rcode(2).build();

  private static final byte[] V4 = packet(SERVER, CLIENT);
  private static final byte[] V6 = packet("2001:db8::53", "2001:db8::1");
  private static final byte[] FRAME =
      FrameBuilder.ethernet().ip(SERVER, CLIENT).udp(53, 40_000, MESSAGE);
  private static final byte[] LLC = LinkHeaders.snap(V4);

  private final String name;
  private final int linkType;
  private final byte[] frame;

  private Nested(String name, int linkType, byte[] frame) {
    this.name = name;
    this.linkType = linkType;
    this.frame = frame;
  }

  int linkType() {
    return linkType;
  }

  byte[] frame() {
    return frame.clone();
  }

  @Override
  public String toString() {
    return name;
  }

  static List<Nested> tunnels() {
    byte[] ppp = TunnelHeaders.ppp(0x21, V4);
    return List.of(
        ip("IPv4 in IPv4", 4, V4),
        ip("IPv6 in IPv4", 41, V6),
        ip6("IPv4 in IPv6", 4, V4),
        ip6("IPv6 in IPv6", 41, V6),
        ip("Ethernet in IP", 143, FRAME),
        ip("EtherIP", 97, TunnelHeaders.etherip(FRAME)),
        ip("MPLS in IP", 137, TunnelHeaders.mpls(1, V4)),
        ethernet("MPLS", 0x8847, TunnelHeaders.mpls(3, V4)),
        ethernet("MPLS multicast", 0x8848, TunnelHeaders.mpls(1, V6)),
        ethernet("pseudowire", 0x8847, TunnelHeaders.mpls(2, FRAME)),
        ethernet(
            "pseudowire, control word",
            0x8847,
            TunnelHeaders.mpls(1, TunnelHeaders.controlWord(FRAME))),
        ethernet("PPPoE", 0x8864, TunnelHeaders.pppoe(ppp)),
        ethernet("PPPoE, IPv6", 0x8864, TunnelHeaders.pppoe(TunnelHeaders.ppp(0x57, V6))),
        ethernet(
            "PPPoE, MPLS",
            0x8864,
            TunnelHeaders.pppoe(TunnelHeaders.ppp(0x281, TunnelHeaders.mpls(1, V4)))),
        ethernet("PPP", 0x880B, TunnelHeaders.hdlc(TunnelHeaders.compressedPpp(0x21, V4))),
        ethernet("PPP multilink", 0x880B, multilink(0xC0)),
        ethernet("PPP bridging", 0x880B, TunnelHeaders.ppp(0x31, bridging(false))),
        ethernet("PPP bridging, LAN", 0x880B, TunnelHeaders.ppp(0x31, bridging(true))),
        ethernet("transparent Ethernet", 0x6558, FRAME),
        ethernet("backbone tag", 0x88E7, LinkHeaders.zeros(4, FRAME)),
        ethernet("FabricPath", 0x8903, LinkHeaders.zeros(2, FRAME)),
        ethernet("TRILL", 0x22F3, trill()),
        ethernet("MACsec, legible", 0x88E5, TunnelHeaders.tag(6, 0x0800, V4)),
        ethernet("VN-Tag", 0x8926, TunnelHeaders.tag(4, 0x0800, V4)),
        ethernet("E-Tag", 0x893F, TunnelHeaders.tag(6, 0x86DD, V6)),
        ethernet("R-Tag", 0xF1C1, TunnelHeaders.tag(4, 0x8100, TunnelHeaders.tag(2, 0x0800, V4))),
        ethernet("Wi-Fi in Ethernet", 0x2452, LinkHeaders.wifi(LLC)),
        ethernet("LLC in Ethernet", 0x8870, LLC),
        ethernet("NSH", 0x894F, TunnelHeaders.nsh(3, FRAME)),
        udp("VXLAN", 4789, TunnelHeaders.vxlan(FRAME)),
        udp("VXLAN of Linux", 8472, TunnelHeaders.vxlan(FRAME)),
        udp("VXLAN-GPE, Ethernet", 4790, TunnelHeaders.vxlanGpe(3, FRAME)),
        udp("VXLAN-GPE, IPv6", 4790, TunnelHeaders.vxlanGpe(2, V6)),
        udp("VXLAN-GPE, NSH", 4790, TunnelHeaders.vxlanGpe(4, TunnelHeaders.nsh(1, V4))),
        udp("VXLAN-GPE, MPLS", 4790, TunnelHeaders.vxlanGpe(5, TunnelHeaders.mpls(1, V4))),
        udp("Geneve", 6081, TunnelHeaders.geneve(0, 0x6558, FRAME)),
        udp("Geneve, options", 6081, TunnelHeaders.geneve(3, 0x86DD, V6)),
        udp("LISP", 4341, TunnelHeaders.lisp(V4)),
        udp("Teredo", 3544, TunnelHeaders.teredo(V6)),
        udp("Teredo, bare", 3544, V6),
        udp("TZSP", 37_008, TunnelHeaders.tzsp(FRAME)),
        udp("CAPWAP", 5247, TunnelHeaders.capwap(true, LinkHeaders.swapped(LinkHeaders.wifi(LLC)))),
        udp("CAPWAP, not swapped", 5247, TunnelHeaders.capwap(true, LinkHeaders.wifi(LLC))),
        udp("CAPWAP, Ethernet", 5247, TunnelHeaders.capwap(false, FRAME)),
        udp("AYIYA", 5072, TunnelHeaders.ayiya(V6)),
        udp("GRE in UDP", 4754, TunnelHeaders.gre(0, 0x0800, V4)),
        udp("MPLS in UDP", 6635, TunnelHeaders.mpls(1, V4)));
  }

  static List<Nested> gre() {
    return List.of(
        ip("GRE", 47, TunnelHeaders.gre(0, 0x0800, V4)),
        ip6("GRE, IPv6", 47, TunnelHeaders.gre(0, 0x86DD, V6)),
        ip("GRE, key", 47, TunnelHeaders.gre(0x2000, 0x6558, FRAME)),
        ip("GRE, all", 47, TunnelHeaders.gre(0xB000, 0x0800, V4)),
        ip("GRE, routes", 47, TunnelHeaders.gre(0x4000, 0x0800, V4)),
        ip("GRE, routes and all", 47, TunnelHeaders.gre(0xF000, 0x8847, TunnelHeaders.mpls(1, V4))),
        ip("GRE, VLAN", 47, TunnelHeaders.gre(0, 0x8100, TunnelHeaders.tag(2, 0x0800, V4))),
        ip("PPTP", 47, TunnelHeaders.gre(0x3001, 0x880B, TunnelHeaders.ppp(0x21, V4))),
        ip(
            "PPTP, acknowledgment",
            47,
            TunnelHeaders.gre(
                0x3081, 0x880B, TunnelHeaders.hdlc(TunnelHeaders.compressedPpp(0x21, V4)))),
        ip("ERSPAN I", 47, TunnelHeaders.gre(0, 0x88BE, FRAME)),
        ip("ERSPAN II", 47, TunnelHeaders.gre(0x1000, 0x88BE, TunnelHeaders.erspanTwo(FRAME))),
        ip(
            "ERSPAN III",
            47,
            TunnelHeaders.gre(0x1000, 0x22EB, TunnelHeaders.erspanThree(false, FRAME))),
        ip(
            "ERSPAN III, subheader",
            47,
            TunnelHeaders.gre(0x1000, 0x22EB, TunnelHeaders.erspanThree(true, FRAME))),
        ip("WCCP", 47, TunnelHeaders.gre(0, 0x883E, LinkHeaders.zeros(4, V4))),
        ip("WCCP, bare", 47, TunnelHeaders.gre(0, 0x883E, V4)),
        ip("GRE, Ethernet", 47, TunnelHeaders.gre(0, 0x6400, FRAME)),
        ip("GRE, Wi-Fi", 47, TunnelHeaders.gre(0, 0x8200, LinkHeaders.wifi(LLC))),
        ip("GRE, Frame Relay", 47, TunnelHeaders.gre(0, 0x6559, LinkHeaders.frameRelay(V4))));
  }

  static List<Nested> mobile() {
    byte[] ppp = TunnelHeaders.ppp(0x21, V4);
    return List.of(
        udp("GTP-U", 2152, TunnelHeaders.gtp(V4)),
        udp("GTP-U, IPv6", 2152, TunnelHeaders.gtp(V6)),
        udp("GTP-U, sequence", 2152, TunnelHeaders.gtp(2, new byte[] {0, 1, 0, 0}, V4)),
        udp(
            "GTP-U, extensions",
            2152,
            TunnelHeaders.gtp(
                4, new byte[] {0, 1, 0, (byte) 0x85, 1, 0, 9, 0x20, 2, 0, 0, 0, 0, 0, 0, 0}, V4)),
        udp("GTP-U, PPP", 2152, TunnelHeaders.gtp(TunnelHeaders.hdlc(ppp))),
        udp("GTP version 0", 3386, TunnelHeaders.gtpZero(V4)),
        udp("L2TP", 1701, TunnelHeaders.l2tp(0, TunnelHeaders.hdlc(ppp))),
        udp("L2TP, length", 1701, TunnelHeaders.l2tp(0x4000, ppp)),
        udp("L2TP, all", 1701, TunnelHeaders.l2tp(0x4A00, ppp)),
        udp("L2TPv3", 1701, TunnelHeaders.l2tpThree(new byte[0], FRAME)),
        udp("L2TPv3, cookie", 1701, TunnelHeaders.l2tpThree(new byte[8], FRAME)),
        ip("L2TPv3 over IP", 115, TunnelHeaders.l2tpThreeOverIp(new byte[4], FRAME)));
  }

  static List<Nested> links() {
    byte[] ppp = TunnelHeaders.ppp(0x21, V4);
    byte[] wifi = LinkHeaders.wifi(LLC);
    byte[] padded = LinkHeaders.wifiPadded(LLC);
    return List.of(
        new Nested("LLC in Ethernet", LinkType.ETHERNET, LinkHeaders.ieee8023(LLC)),
        link("Wi-Fi", LinkType.IEEE802_11, wifi),
        link("Wi-Fi, four addresses", LinkType.IEEE802_11, LinkHeaders.wifiFourAddresses(LLC)),
        link("Wi-Fi, aggregate", LinkType.IEEE802_11, LinkHeaders.wifiAggregate(LLC)),
        link("radiotap", LinkType.RADIOTAP, LinkHeaders.radiotap(wifi)),
        link("radiotap, padded", LinkType.RADIOTAP, LinkHeaders.radiotap(0x20, padded)),
        new Nested("radiotap, check", LinkType.RADIOTAP, LinkHeaders.radiotap(0x10, wifi)),
        link("Prism", LinkType.PRISM, LinkHeaders.prism(wifi)),
        link("AVS", LinkType.AVS, LinkHeaders.avs(wifi)),
        link("AVS as Prism", LinkType.PRISM, LinkHeaders.avs(wifi)),
        link("PPI", LinkType.PPI, LinkHeaders.ppi(LinkType.IEEE802_11, wifi)),
        link("PPI, Ethernet", LinkType.PPI, LinkHeaders.ppi(LinkType.ETHERNET, FRAME)),
        new Nested("NFLOG", LinkType.NFLOG, nflog(ByteOrder.LITTLE_ENDIAN)),
        new Nested("NFLOG, big", LinkType.NFLOG, nflog(ByteOrder.BIG_ENDIAN)),
        link("netlink, logged", LinkType.NETLINK, LinkHeaders.netlinkLog(V4)),
        link("netlink, queued", LinkType.NETLINK, LinkHeaders.netlinkQueue(V6)),
        link("PKTAP", LinkType.PKTAP, LinkHeaders.pktap(LinkType.ETHERNET, FRAME)),
        link("PKTAP, raw", LinkType.USER2, LinkHeaders.pktap(LinkType.RAW_BSD, V4)),
        link("FDDI", LinkType.FDDI, LinkHeaders.fddi(LLC)),
        link("Token Ring", LinkType.TOKEN_RING, LinkHeaders.tokenRing(0, LLC)),
        link("Token Ring, route", LinkType.TOKEN_RING, LinkHeaders.tokenRing(6, LLC)),
        link("ARCNET", LinkType.ARCNET_LINUX, LinkHeaders.arcnet(V4)),
        link("ARCNET, BSD", LinkType.ARCNET, LinkHeaders.arcnetSimple(V4)),
        link("PPP", LinkType.PPP, ppp),
        link("PPP, framed", LinkType.PPP, TunnelHeaders.hdlc(ppp)),
        link("PPP in HDLC", LinkType.PPP_HDLC, TunnelHeaders.hdlc(ppp)),
        link("Cisco in PPP's place", LinkType.PPP_HDLC, LinkHeaders.cisco(V4)),
        link("PPPoE", LinkType.PPP_ETHER, TunnelHeaders.pppoe(ppp)),
        link("pppd", LinkType.PPP_PPPD, LinkHeaders.zeros(2, ppp)),
        link("PPP, direction", LinkType.PPP_WITH_DIR, LinkHeaders.zeros(1, ppp)),
        link("Cisco HDLC", LinkType.C_HDLC, LinkHeaders.cisco(V6)),
        link(
            "Cisco HDLC, direction",
            LinkType.C_HDLC_WITH_DIR,
            LinkHeaders.zeros(1, LinkHeaders.cisco(V4))));
  }

  static List<Nested> moreLinks() {
    byte[] wifi = LinkHeaders.wifi(LLC);
    return List.of(
        link("Frame Relay", LinkType.FRELAY, LinkHeaders.frameRelay(V4)),
        link("Frame Relay, Cisco", LinkType.FRELAY, LinkHeaders.frameRelayCisco(V6)),
        link(
            "Frame Relay, direction",
            LinkType.FRELAY_WITH_DIR,
            LinkHeaders.zeros(1, LinkHeaders.frameRelay(V6))),
        link("MPLS", LinkType.MPLS, TunnelHeaders.mpls(2, V4)),
        link("IPNET", LinkType.IPNET, LinkHeaders.ipnet(V4)),
        link("DOCSIS", LinkType.DOCSIS, LinkHeaders.docsis(FRAME)),
        link("ERF", LinkType.ERF, LinkHeaders.erf(FRAME)),
        link("ATM", LinkType.ATM_RFC1483, LLC),
        link("SunATM", LinkType.SUNATM, prefixed(new byte[] {2, 0, 0, 0}, LLC)),
        link("LAN emulation", LinkType.SUNATM, prefixed(new byte[] {1, 0, 0, 0, 0, 0}, FRAME)),
        link("Fibre Channel", LinkType.IP_OVER_FC, LinkHeaders.zeros(16, LLC)),
        link("SLIP", LinkType.SLIP, LinkHeaders.zeros(16, V4)),
        link("enc", LinkType.ENC, LinkHeaders.zeros(12, V6)),
        link("pflog", LinkType.PFLOG, prefixed(new byte[] {61}, LinkHeaders.zeros(63, V4))),
        link("netANALYZER", LinkType.NETANALYZER, LinkHeaders.zeros(4, FRAME)),
        link(
            "mPacket",
            LinkType.MPACKET,
            prefixed(new byte[] {85, 85, 85, 85, 85, 85, 85, (byte) 0xD5}, FRAME)),
        link("FireWire", LinkType.IP_OVER_IEEE1394, LinkHeaders.typed(16, 0, V4)),
        link("Broadcom tag", LinkType.DSA_TAG_BRCM, LinkHeaders.typed(16, 0, V4)),
        link("Broadcom tag first", LinkType.DSA_TAG_BRCM_PREPEND, LinkHeaders.typed(16, 0, V6)),
        link("DSA tag", LinkType.DSA_TAG_DSA, LinkHeaders.typed(16, 0, V4)),
        link("EDSA tag", LinkType.DSA_TAG_EDSA, LinkHeaders.typed(20, 0, V4)),
        cooked("cooked, LLC", 1, 4, LLC),
        cooked("cooked, Ethernet", 1, 3, FRAME),
        cooked("cooked, PPP", 512, 7, TunnelHeaders.ppp(0x21, V4)),
        cooked("cooked, GRE", 778, 0x0800, V4),
        cooked("cooked, Frame Relay", 770, 0, LinkHeaders.frameRelay(V4)),
        cooked("cooked, radiotap", 803, 4, LinkHeaders.radiotap(wifi)),
        link(
            "cooked version 2, radiotap",
            LinkType.LINUX_SLL2,
            LinkHeaders.cookedTwo(803, 4, LinkHeaders.radiotap(wifi))));
  }

  private static byte[] packet(String source, String destination) {
    return FrameBuilder.raw().ip(source, destination).udp(53, 40_000, MESSAGE);
  }

  private static Nested ip(String name, int protocol, byte[] inside) {
    byte[] packet = FrameBuilder.raw().ip("198.51.100.1", "198.51.100.2").payload(protocol, inside);
    return new Nested(name, LinkType.RAW, packet);
  }

  private static Nested ip6(String name, int protocol, byte[] inside) {
    byte[] packet =
        FrameBuilder.raw().ip("2001:db8:1::1", "2001:db8:1::2").payload(protocol, inside);
    return new Nested(name, LinkType.RAW, packet);
  }

  private static Nested udp(String name, int port, byte[] inside) {
    byte[] packet = FrameBuilder.raw().ip("198.51.100.1", "198.51.100.2").udp(40_000, port, inside);
    return new Nested(name, LinkType.RAW, packet);
  }

  private static Nested ethernet(String name, int etherType, byte[] inside) {
    byte[] frame = FrameBuilder.ethernet().etherType(etherType).payload(0, inside);
    return new Nested(name, LinkType.ETHERNET, frame);
  }

  private static Nested link(String name, int linkType, byte[] frame) {
    return new Nested(name, linkType, frame);
  }

  private static Nested cooked(String name, int hardware, int protocol, byte[] inside) {
    byte[] frame = LinkHeaders.cooked(hardware, protocol, inside);
    return new Nested(name, LinkType.LINUX_SLL, frame);
  }

  private static byte[] nflog(ByteOrder order) {
    return LinkHeaders.nflog(order, V4);
  }

  private static byte[] multilink(int flags) {
    byte[] fragment = {(byte) flags, 0, 0, 1};
    return TunnelHeaders.ppp(0x3D, prefixed(fragment, TunnelHeaders.ppp(0x21, V4)));
  }

  private static byte[] bridging(boolean lan) {
    return lan
        ? prefixed(new byte[] {0x40, 1, 0, 0, 0, 9}, FRAME)
        : prefixed(new byte[] {0, 1}, FRAME);
  }

  private static byte[] trill() {
    return prefixed(new byte[] {0, 0x7F, 0, 1, 0, 2, 0, 0, 0, 0}, FRAME);
  }

  static byte[] prefixed(byte[] header, byte[] inside) {
    byte[] octets = new byte[header.length + inside.length];
    System.arraycopy(header, 0, octets, 0, header.length);
    System.arraycopy(inside, 0, octets, header.length, inside.length);
    return octets;
  }
}
