package dev.rcodestat.samples;

import java.nio.ByteOrder;

/// Puts the link headers that [FrameBuilder] does not know in front of an IP packet, or in front of
/// a frame of another link type.
public final class LinkHeaders {
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;
  private static final byte[] HOST = {2, 0, 0, 0, 0, 1};
  private static final byte[] PEER = {2, 0, 0, 0, 0, 2};
  private static final byte[] NETWORK = {2, 0, 0, 0, 0, 3};

  private LinkHeaders() {}

  /// Logical link control and SNAP.
  public static byte[] snap(byte[] packet) {
    return new OctetWriter()
        .u16(0xAAAA)
        .u8(3)
        .u8(0)
        .u16(0)
        .u16(etherType(packet))
        .octets(packet)
        .toByteArray();
  }

  /// An IEEE 802.3 frame: a length in place of the EtherType, and padding to 60 octets.
  public static byte[] ieee8023(byte[] llc) {
    OctetWriter out = new OctetWriter().octets(PEER).octets(HOST).u16(llc.length).octets(llc);
    return out.zeros(Math.max(0, 60 - out.size())).toByteArray();
  }

  /// A data frame of IEEE 802.11 to an access point.
  public static byte[] wifi(byte[] llc) {
    return wifiFields(0x08, 0x01).octets(llc).toByteArray();
  }

  /// One between two access points, with QoS and HT control.
  public static byte[] wifiFourAddresses(byte[] llc) {
    return wifiFields(0x88, 0x83).octets(NETWORK).u16(0).u32(0).octets(llc).toByteArray();
  }

  /// One with QoS whose header was filled up to a multiple of 4 octets.
  public static byte[] wifiPadded(byte[] llc) {
    return wifiFields(0x88, 0x02).u16(0).zeros(2).octets(llc).toByteArray();
  }

  /// An aggregate of one.
  public static byte[] wifiAggregate(byte[] llc) {
    return wifiFields(0x88, 0x02)
        .u8(0x80)
        .u8(0)
        .octets(PEER)
        .octets(HOST)
        .u16(llc.length)
        .octets(llc)
        .toByteArray();
  }

  /// The same frame with both octets of the frame control the other way round.
  public static byte[] swapped(byte[] frame) {
    byte[] octets = frame.clone();
    octets[0] = frame[1];
    octets[1] = frame[0];
    return octets;
  }

  /// A frame whose content is encrypted.
  public static byte[] wifiProtected(byte[] encrypted) {
    return wifiFields(0x08, 0x41).u32(0x0000_0020L).u32(0).octets(encrypted).toByteArray();
  }

  private static OctetWriter wifiFields(int control, int flags) {
    OctetWriter out = new OctetWriter().u8(control).u8(flags).u16(0);
    return out.octets(PEER).octets(HOST).octets(NETWORK).u16(0x1000);
  }

  /// Radiotap with a time and flags, behind two words of what is present.
  ///
  /// @param flags 0x10: with a check sequence at the end; 0x20: the header is padded
  public static byte[] radiotap(int flags, byte[] frame) {
    OctetWriter out = little().u16(0).u16(25).u32(0x8000_0003L).u32(0).u32(0).u64(1).u8(flags);
    return out.octets(frame).zeros((flags & 0x10) != 0 ? 4 : 0).toByteArray();
  }

  /// Radiotap that tells nothing.
  public static byte[] radiotap(byte[] frame) {
    return little().u16(0).u16(8).u32(0).octets(frame).toByteArray();
  }

  public static byte[] prism(byte[] frame) {
    return little().u32(0x44).u32(144).zeros(136).octets(frame).toByteArray();
  }

  public static byte[] avs(byte[] frame) {
    return new OctetWriter().u32(0x8021_1001L).u32(64).zeros(56).octets(frame).toByteArray();
  }

  /// Per-Packet Information without fields.
  ///
  /// @param linkType that of the frame
  public static byte[] ppi(int linkType, byte[] frame) {
    return little().u16(0).u16(8).u32(linkType).octets(frame).toByteArray();
  }

  /// A logged packet (LINKTYPE_NFLOG), with its prefix before the payload.
  public static byte[] nflog(ByteOrder order, byte[] packet) {
    OctetWriter out = family(order, packet).u16(8).u16(10).zeros(4);
    out.u16(4 + packet.length).u16(9).octets(packet);
    return out.zeros(-packet.length & 3).toByteArray();
  }

  /// A netlink message with a logged packet (LINKTYPE_NETLINK), behind another message.
  public static byte[] netlinkLog(byte[] packet) {
    OctetWriter out = message(little(), 3, new byte[0]);
    byte[] logged = nflog(ByteOrder.LITTLE_ENDIAN, packet);
    return netlink(message(out, 0x0400, logged).toByteArray());
  }

  /// A netlink message with a queued packet (LINKTYPE_NETLINK).
  public static byte[] netlinkQueue(byte[] packet) {
    byte[] type = new OctetWriter().u16(etherType(packet)).toByteArray();
    OctetWriter out = family(ByteOrder.LITTLE_ENDIAN, packet);
    out.u16(11).u16(1).u32(7).octets(type).u8(1).u8(0);
    out.u16(4 + packet.length).u16(10).octets(packet);
    byte[] queued = out.zeros(-packet.length & 3).toByteArray();
    return netlink(message(little(), 0x0300, queued).toByteArray());
  }

  private static OctetWriter family(ByteOrder order, byte[] packet) {
    return new OctetWriter(order).u8(isIpv6(packet) ? 10 : 2).u8(0).u16(0);
  }

  private static byte[] netlink(byte[] messages) {
    OctetWriter out = new OctetWriter().u16(0).u16(824).zeros(10).u16(12);
    return out.octets(messages).toByteArray();
  }

  private static OctetWriter message(OctetWriter out, int type, byte[] inside) {
    return out.u32(16 + inside.length).u16(type).u16(0).u32(0).u32(0).octets(inside);
  }

  /// What Apple's systems write of every interface at once.
  ///
  /// @param linkType that of the frame
  public static byte[] pktap(int linkType, byte[] frame) {
    return little().u32(108).u32(1).u32(linkType).zeros(96).octets(frame).toByteArray();
  }

  public static byte[] fddi(byte[] llc) {
    return new OctetWriter().u8(0x50).octets(PEER).octets(HOST).octets(llc).toByteArray();
  }

  /// IEEE 802.5.
  ///
  /// @param route octets of the route, even; 0 for none
  public static byte[] tokenRing(int route, byte[] llc) {
    OctetWriter out = new OctetWriter().u8(0x10).u8(0x40).octets(PEER);
    out.u8(route > 0 ? 0x82 : 2).zeros(4).u8(1);
    if (route > 0) {
      out.u8(route).u8(0).zeros(route - 2);
    }
    return out.octets(llc).toByteArray();
  }

  /// ARCNET as Linux writes it, with RFC 1201.
  public static byte[] arcnet(byte[] packet) {
    int protocol = isIpv6(packet) ? 196 : 212;
    OctetWriter out = new OctetWriter().u8(1).u8(2).u16(0).u8(protocol).u8(0).u16(7);
    return out.octets(packet).toByteArray();
  }

  /// ARCNET as BSD writes it, with RFC 1051.
  public static byte[] arcnetSimple(byte[] packet) {
    return new OctetWriter().u8(1).u8(2).u8(240).octets(packet).toByteArray();
  }

  /// Cisco's HDLC.
  public static byte[] cisco(byte[] packet) {
    return new OctetWriter().u16(0x0F00).u16(etherType(packet)).octets(packet).toByteArray();
  }

  /// Frame Relay with a network layer protocol identifier.
  public static byte[] frameRelay(byte[] packet) {
    int protocol = isIpv6(packet) ? 0x8E : 0xCC;
    return new OctetWriter().u16(0x1841).u8(3).u8(protocol).octets(packet).toByteArray();
  }

  /// Frame Relay in Cisco's form.
  public static byte[] frameRelayCisco(byte[] packet) {
    return new OctetWriter().u16(0x1841).u16(etherType(packet)).octets(packet).toByteArray();
  }

  public static byte[] ipnet(byte[] packet) {
    OctetWriter out = new OctetWriter().u8(1).u8(isIpv6(packet) ? 26 : 2).u16(0);
    return out.u32(packet.length).zeros(16).octets(packet).toByteArray();
  }

  public static byte[] docsis(byte[] frame) {
    OctetWriter out = new OctetWriter().u8(0x01).u8(4).u16(4 + frame.length).zeros(4).u16(0);
    return out.octets(frame).toByteArray();
  }

  /// Endace ERF of type 2, with one extension header.
  public static byte[] erf(byte[] frame) {
    OctetWriter out = new OctetWriter().u64(0).u8(0x82).u8(4).u16(26 + frame.length).u16(0);
    return out.u16(frame.length).zeros(8).u16(0).octets(frame).toByteArray();
  }

  /// Linux cooked capture of a device with a header of its own, or of what has no EtherType.
  public static byte[] cooked(int hardware, int protocol, byte[] inside) {
    OctetWriter out = new OctetWriter().u16(0).u16(hardware).u16(6).octets(HOST).zeros(2);
    return out.u16(protocol).octets(inside).toByteArray();
  }

  /// The same of version 2.
  public static byte[] cookedTwo(int hardware, int protocol, byte[] inside) {
    OctetWriter out = new OctetWriter().u16(protocol).u16(0).u32(2).u16(hardware).u8(0).u8(6);
    return out.octets(HOST).zeros(2).octets(inside).toByteArray();
  }

  /// So many octets of zeros in front.
  public static byte[] zeros(int octets, byte[] inside) {
    return new OctetWriter().zeros(octets).octets(inside).toByteArray();
  }

  /// An EtherType after so many octets of zeros, and octets of zeros after it.
  public static byte[] typed(int before, int after, byte[] packet) {
    OctetWriter out = new OctetWriter().zeros(before).u16(etherType(packet)).zeros(after);
    return out.octets(packet).toByteArray();
  }

  private static OctetWriter little() {
    return new OctetWriter(ByteOrder.LITTLE_ENDIAN);
  }

  private static int etherType(byte[] packet) {
    return isIpv6(packet) ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4;
  }

  private static boolean isIpv6(byte[] packet) {
    return packet[0] >> 4 == 6;
  }
}
