package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.CLIENT;
import static dev.rcodestat.samples.Conversation.CLIENT_PORT;
import static dev.rcodestat.samples.Conversation.CLIENT_V6;
import static dev.rcodestat.samples.Conversation.DNS_PORT;
import static dev.rcodestat.samples.Conversation.ETHERNET;
import static dev.rcodestat.samples.Conversation.SERVER;
import static dev.rcodestat.samples.Conversation.SERVER_V6;
import static dev.rcodestat.samples.Conversation.START_NANOS;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A capture with an interface for each link type beyond the common ones.
final class LinkSamples {
  private static final int TOKEN_RING = 6;
  private static final int PPP = 9;
  private static final int FDDI = 10;
  private static final int PPP_HDLC = 50;
  private static final int PPP_ETHER = 51;
  private static final int C_HDLC = 104;
  private static final int IEEE802_11 = 105;
  private static final int FRELAY = 107;
  private static final int LINUX_SLL = 113;
  private static final int PRISM = 119;
  private static final int RADIOTAP = 127;
  private static final int ARCNET_LINUX = 129;
  private static final int AVS = 163;
  private static final int PPI = 192;
  private static final int ERF = 197;
  private static final int IPNET = 226;
  private static final int NFLOG = 239;
  private static final int PKTAP = 258;

  private static final int ARPHRD_ETHERNET = 1;
  private static final int ARPHRD_RADIOTAP = 803;
  private static final int LLC = 4;
  private static final int CHECK_AT_END = 0x10;
  private static final int HEADER_PADDED = 0x20;
  private static final int PPP_IPV4 = 0x21;
  private static final int PPP_IPV6 = 0x57;

  private static final int TYPE_A = 1;
  private static final int SERVFAIL = 2;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long START_MICROS = START_NANOS / 1000;

  private LinkSamples() {}

  static List<GeneratedSample> all() {
    return List.of(new GeneratedSample("link-types-rare.pcapng", LinkSamples::linkTypes));
  }

  private static void linkTypes(OutputStream out) throws IOException {
    List<Frame> frames = new ArrayList<>(wireless());
    frames.addAll(serial());
    frames.addAll(others());
    PcapngWriter pcapng = new PcapngWriter(out);
    pcapng.section(ByteOrder.LITTLE_ENDIAN);
    for (Frame frame : frames) {
      pcapng.describeInterface(frame.linkType, 0);
    }
    for (int i = 0; i < frames.size(); i++) {
      pcapng.enhancedPacket(i, START_MICROS + i * MICROS_PER_SECOND, frames.get(i).octets);
    }
  }

  private static List<Frame> wireless() {
    byte[] wifi = LinkHeaders.wifi(LinkHeaders.snap(packet(1)));
    byte[] far = LinkHeaders.wifiFourAddresses(LinkHeaders.snap(packetV6(2)));
    byte[] padded = LinkHeaders.wifiPadded(LinkHeaders.snap(packet(3)));
    return List.of(
        new Frame(IEEE802_11, wifi),
        new Frame(IEEE802_11, far),
        new Frame(IEEE802_11, LinkHeaders.wifiProtected(new byte[80])),
        new Frame(RADIOTAP, LinkHeaders.radiotap(wifi)),
        new Frame(RADIOTAP, LinkHeaders.radiotap(CHECK_AT_END, far)),
        new Frame(RADIOTAP, LinkHeaders.radiotap(HEADER_PADDED, padded)),
        new Frame(PRISM, LinkHeaders.prism(wifi)),
        new Frame(AVS, LinkHeaders.avs(wifi)),
        new Frame(PPI, LinkHeaders.ppi(IEEE802_11, wifi)));
  }

  private static List<Frame> serial() {
    byte[] ppp = TunnelHeaders.ppp(PPP_IPV4, packet(11));
    byte[] pppV6 = TunnelHeaders.ppp(PPP_IPV6, packetV6(12));
    return List.of(
        new Frame(PPP, ppp),
        new Frame(PPP, TunnelHeaders.hdlc(pppV6)),
        new Frame(PPP_HDLC, TunnelHeaders.hdlc(ppp)),
        new Frame(PPP_HDLC, LinkHeaders.cisco(packet(13))),
        new Frame(PPP_ETHER, TunnelHeaders.pppoe(pppV6)),
        new Frame(C_HDLC, LinkHeaders.cisco(packetV6(14))),
        new Frame(FRELAY, LinkHeaders.frameRelay(packet(15))),
        new Frame(FRELAY, LinkHeaders.frameRelayCisco(packetV6(16))));
  }

  private static List<Frame> others() {
    byte[] llc = LinkHeaders.snap(packet(21));
    byte[] frame = Conversation.response(answer(22));
    byte[] radiotap = LinkHeaders.radiotap(LinkHeaders.wifi(llc));
    return List.of(
        new Frame(FDDI, LinkHeaders.fddi(llc)),
        new Frame(TOKEN_RING, LinkHeaders.tokenRing(0, llc)),
        new Frame(TOKEN_RING, LinkHeaders.tokenRing(6, llc)),
        new Frame(ARCNET_LINUX, LinkHeaders.arcnet(packet(23))),
        new Frame(ERF, LinkHeaders.erf(frame)),
        new Frame(IPNET, LinkHeaders.ipnet(packetV6(24))),
        new Frame(NFLOG, LinkHeaders.nflog(ByteOrder.LITTLE_ENDIAN, packet(25))),
        new Frame(PKTAP, LinkHeaders.pktap(ETHERNET, frame)),
        new Frame(LINUX_SLL, LinkHeaders.cooked(ARPHRD_ETHERNET, LLC, llc)),
        new Frame(LINUX_SLL, LinkHeaders.cooked(ARPHRD_RADIOTAP, LLC, radiotap)));
  }

  private static byte[] packet(int id) {
    return FrameBuilder.raw().ip(SERVER, CLIENT).udp(DNS_PORT, CLIENT_PORT, answer(id));
  }

  private static byte[] packetV6(int id) {
    return FrameBuilder.raw().ip(SERVER_V6, CLIENT_V6).udp(DNS_PORT, CLIENT_PORT, answer(id));
  }

  private static byte[] answer(int id) {
    return MessageBuilder.response(id).question("www.example", TYPE_A).rcode(SERVFAIL).build();
  }

  private static final class Frame {
    private final int linkType;
    private final byte[] octets;

    Frame(int linkType, byte[] octets) {
      this.linkType = linkType;
      this.octets = octets;
    }
  }
}
