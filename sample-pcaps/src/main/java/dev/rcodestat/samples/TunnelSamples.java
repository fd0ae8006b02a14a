package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.CLIENT;
import static dev.rcodestat.samples.Conversation.CLIENT_PORT;
import static dev.rcodestat.samples.Conversation.CLIENT_V6;
import static dev.rcodestat.samples.Conversation.DNS_PORT;
import static dev.rcodestat.samples.Conversation.SERVER;
import static dev.rcodestat.samples.Conversation.SERVER_V6;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Captures of packets inside of packets, all on Ethernet: tunnels, and what ICMP errors quote.
final class TunnelSamples {
  private static final int TYPE_A = 1;
  private static final int SERVFAIL = 2;

  private static final String NEAR = "198.51.100.1";
  private static final String FAR = "198.51.100.2";
  private static final String NEAR_V6 = "2001:db8:1::1";
  private static final String FAR_V6 = "2001:db8:1::2";

  private static final int ICMP = 1;
  private static final int IPV4_IN_IP = 4;
  private static final int IPV6_IN_IP = 41;
  private static final int GRE = 47;
  private static final int ICMPV6 = 58;
  private static final int ETHERIP = 97;
  private static final int MPLS_IN_IP = 137;
  private static final int MPLS = 0x8847;
  private static final int PPPOE = 0x8864;
  private static final int ETHERNET = 0x6558;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86DD;
  private static final int PPP_IPV4 = 0x21;
  private static final int PPP_IPV6 = 0x57;

  private TunnelSamples() {}

  static List<GeneratedSample> all() {
    return List.of(
        new GeneratedSample("tunnels.pcap", TunnelSamples::tunnels),
        new GeneratedSample("tunnels-udp.pcap", TunnelSamples::tunnelsOverUdp),
        new GeneratedSample("icmp-errors.pcap", TunnelSamples::icmpErrors));
  }

  /// On the link and in IP; the last one has a tunnel in each of three.
  private static void tunnels(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    talk.frame(link(MPLS, TunnelHeaders.mpls(3, packet(talk))));
    talk.frame(link(MPLS, TunnelHeaders.mpls(1, packetV6(talk))));
    talk.frame(link(PPPOE, TunnelHeaders.pppoe(TunnelHeaders.ppp(PPP_IPV4, packet(talk)))));
    talk.frame(link(PPPOE, TunnelHeaders.pppoe(TunnelHeaders.ppp(PPP_IPV6, packetV6(talk)))));
    talk.frame(LinkHeaders.ieee8023(LinkHeaders.snap(packet(talk))));
    talk.frame(ip(IPV4_IN_IP, packet(talk)));
    talk.frame(ip(IPV6_IN_IP, packetV6(talk)));
    talk.frame(ipV6(IPV4_IN_IP, packet(talk)));
    talk.frame(ipV6(IPV6_IN_IP, packetV6(talk)));
    talk.frame(ip(ETHERIP, TunnelHeaders.etherip(frame(talk))));
    talk.frame(ip(MPLS_IN_IP, TunnelHeaders.mpls(1, packet(talk))));
    talk.frame(ip(GRE, TunnelHeaders.gre(0, IPV4, packet(talk))));
    talk.frame(ip(GRE, TunnelHeaders.gre(0x3000, ETHERNET, frame(talk))));
    talk.frame(ipV6(GRE, TunnelHeaders.gre(0x2000, IPV6, packetV6(talk))));
    byte[] ppp = TunnelHeaders.ppp(PPP_IPV4, packet(talk));
    talk.frame(ip(GRE, TunnelHeaders.gre(0x3081, 0x880B, TunnelHeaders.hdlc(ppp))));
    talk.frame(ip(GRE, TunnelHeaders.gre(0, 0x88BE, frame(talk))));
    byte[] mirrored = TunnelHeaders.erspanTwo(frame(talk));
    talk.frame(ip(GRE, TunnelHeaders.gre(0x1000, 0x88BE, mirrored)));
    byte[] mirroredToo = TunnelHeaders.erspanThree(true, frame(talk));
    talk.frame(ip(GRE, TunnelHeaders.gre(0x1000, 0x22EB, mirroredToo)));
    byte[] deep = TunnelHeaders.gre(0, IPV6, ipV6Packet(IPV4_IN_IP, packet(talk)));
    talk.frame(link(MPLS, TunnelHeaders.mpls(2, ipPacket(GRE, deep))));
  }

  private static void tunnelsOverUdp(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    talk.frame(udp(4789, TunnelHeaders.vxlan(frame(talk))));
    talk.frame(udp(4790, TunnelHeaders.vxlanGpe(3, frame(talk))));
    talk.frame(udp(4790, TunnelHeaders.vxlanGpe(2, packetV6(talk))));
    talk.frame(udp(6081, TunnelHeaders.geneve(0, ETHERNET, frame(talk))));
    talk.frame(udp(6081, TunnelHeaders.geneve(2, IPV6, packetV6(talk))));
    talk.frame(udp(2152, TunnelHeaders.gtp(packet(talk))));
    byte[] options = {0, 1, 0, (byte) 0x85, 1, 0, 9, 0};
    talk.frame(udp(2152, TunnelHeaders.gtp(4, options, packetV6(talk))));
    talk.frame(udp(5072, TunnelHeaders.ayiya(packetV6(talk))));
    byte[] ppp = TunnelHeaders.hdlc(TunnelHeaders.ppp(PPP_IPV4, packet(talk)));
    talk.frame(udp(1701, TunnelHeaders.l2tp(0, ppp)));
    talk.frame(udp(1701, TunnelHeaders.l2tp(0x4A00, ppp)));
    talk.frame(udp(3544, TunnelHeaders.teredo(packetV6(talk))));
    talk.frame(udp(4341, TunnelHeaders.lisp(packet(talk))));
    talk.frame(udp(4754, TunnelHeaders.gre(0, IPV4, packet(talk))));
    talk.frame(udp(6635, TunnelHeaders.mpls(1, packet(talk))));
    talk.frame(udp(37_008, TunnelHeaders.tzsp(frame(talk))));
    byte[] wifi = LinkHeaders.swapped(LinkHeaders.wifi(LinkHeaders.snap(packet(talk))));
    talk.frame(udp(5247, TunnelHeaders.capwap(true, wifi)));
    // on such a port, and not of such a tunnel
    talk.frame(udp(4789, new byte[20]));
    talk.frame(udp(2152, new byte[] {0x32, 1, 0, 4, 0, 0, 0, 0, 0, 1, 0, 0})); // echo
    talk.frame(udp(1701, new byte[] {(byte) 0xC8, 2, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0})); // control
  }

  /// A response and a query that could not be delivered, errors about something else, and a
  /// response that could.
  private static void icmpErrors(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    byte[] response = packet(talk);
    byte[] responseV6 = packetV6(talk);
    for (int type : new int[] {3, 4, 5, 11, 12}) {
      talk.frame(icmp(TunnelHeaders.icmpError(type, 1, response)));
    }
    for (int type : new int[] {1, 2, 3, 4}) {
      talk.frame(icmpV6(TunnelHeaders.icmpError(type, 0, responseV6)));
    }
    byte[] query = MessageBuilder.query(talk.nextId()).question("www.example", TYPE_A).build();
    byte[] asked = FrameBuilder.raw().ip(CLIENT, SERVER).udp(CLIENT_PORT, DNS_PORT, query);
    talk.frame(icmp(TunnelHeaders.icmpError(3, 3, asked)));
    byte[] time = FrameBuilder.raw().ip(CLIENT, SERVER).udp(123, 123, new byte[48]);
    talk.frame(icmp(TunnelHeaders.icmpError(3, 3, time)));
    talk.frame(icmp(TunnelHeaders.icmpError(8, 0, new byte[32])));
    talk.unasked(answer(talk));
  }

  private static byte[] link(int etherType, byte[] inside) {
    return FrameBuilder.ethernet().etherType(etherType).payload(0, inside);
  }

  private static byte[] ip(int protocol, byte[] inside) {
    return FrameBuilder.ethernet().ip(NEAR, FAR).payload(protocol, inside);
  }

  private static byte[] ipPacket(int protocol, byte[] inside) {
    return FrameBuilder.raw().ip(NEAR, FAR).payload(protocol, inside);
  }

  private static byte[] ipV6(int protocol, byte[] inside) {
    return FrameBuilder.ethernet().ip(NEAR_V6, FAR_V6).payload(protocol, inside);
  }

  private static byte[] ipV6Packet(int protocol, byte[] inside) {
    return FrameBuilder.raw().ip(NEAR_V6, FAR_V6).payload(protocol, inside);
  }

  private static byte[] udp(int port, byte[] inside) {
    return FrameBuilder.ethernet().ip(NEAR, FAR).udp(CLIENT_PORT, port, inside);
  }

  private static byte[] icmp(byte[] error) {
    return FrameBuilder.ethernet().ip(NEAR, SERVER).payload(ICMP, error);
  }

  private static byte[] icmpV6(byte[] error) {
    return FrameBuilder.ethernet().ip(NEAR_V6, SERVER_V6).payload(ICMPV6, error);
  }

  private static byte[] packet(Conversation talk) {
    return FrameBuilder.raw().ip(SERVER, CLIENT).udp(DNS_PORT, CLIENT_PORT, answer(talk).build());
  }

  private static byte[] packetV6(Conversation talk) {
    return FrameBuilder.raw()
        .ip(SERVER_V6, CLIENT_V6)
        .udp(DNS_PORT, CLIENT_PORT, answer(talk).build());
  }

  private static byte[] frame(Conversation talk) {
    return Conversation.response(answer(talk).build());
  }

  private static MessageBuilder answer(Conversation talk) {
    return MessageBuilder.response(talk.nextId()).question("www.example", TYPE_A).rcode(SERVFAIL);
  }
}
