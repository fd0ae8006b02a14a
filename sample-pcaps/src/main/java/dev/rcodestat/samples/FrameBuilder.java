package dev.rcodestat.samples;

import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds the octets of one frame from the link header inwards.
///
/// Lengths, next headers and checksums follow from what is inside unless they are set. The last
/// call, [#udp], [#tcp] or [#payload], gives the frame.
///
/// ```
/// FrameBuilder.ethernet().vlan(0x8100, 10).ipv4("192.0.2.53", "192.0.2.1").udp(53, 40000, message)
/// ```
public final class FrameBuilder {
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;
  private static final int UDP = 17;
  private static final int TCP = 6;
  private static final int TCP_PSH_ACK = 0x18;
  private static final int AUTHENTICATION = 51;
  private static final int FOLLOWS = -1;

  private final Link link;
  private final ByteOrder linkOrder;
  private final List<int[]> tags = new ArrayList<>();
  private byte @Nullable [] source;
  private byte @Nullable [] destination;
  private final List<Extension> extensions = new ArrayList<>();
  private byte[] ipv4Options = {};
  private int ttl = 64;
  private int identification;
  private int fragmentField;
  private int ipLength = FOLLOWS;
  private int udpLength = FOLLOWS;
  private int udpChecksum = FOLLOWS;
  private long tcpSequence;
  private long tcpAcknowledgment;
  private int tcpFlags = TCP_PSH_ACK;
  private int etherType = FOLLOWS;
  private long loopbackFamily = FOLLOWS;
  private int padTo;

  private FrameBuilder(Link link, ByteOrder linkOrder) {
    this.link = link;
    this.linkOrder = linkOrder;
  }

  /// An Ethernet II frame (LINKTYPE_ETHERNET).
  public static FrameBuilder ethernet() {
    return new FrameBuilder(Link.ETHERNET, ByteOrder.BIG_ENDIAN);
  }

  /// Linux cooked capture (LINKTYPE_LINUX_SLL).
  public static FrameBuilder linuxSll() {
    return new FrameBuilder(Link.LINUX_SLL, ByteOrder.BIG_ENDIAN);
  }

  /// Linux cooked capture, version 2 (LINKTYPE_LINUX_SLL2).
  public static FrameBuilder linuxSll2() {
    return new FrameBuilder(Link.LINUX_SLL2, ByteOrder.BIG_ENDIAN);
  }

  /// BSD loopback: LINKTYPE_NULL in the byte order of the machine that captured, LINKTYPE_LOOP
  /// big-endian.
  public static FrameBuilder loopback(ByteOrder order) {
    return new FrameBuilder(Link.LOOPBACK, order);
  }

  /// A bare IP packet (LINKTYPE_RAW).
  public static FrameBuilder raw() {
    return new FrameBuilder(Link.RAW, ByteOrder.BIG_ENDIAN);
  }

  /// A VLAN tag inside those before.
  ///
  /// @param tpid the EtherType that announces it, such as 0x8100 or 0x88A8
  /// @param control priority and VLAN number
  public FrameBuilder vlan(int tpid, int control) {
    tags.add(new int[] {tpid, control});
    return this;
  }

  /// An EtherType other than that of what is inside.
  public FrameBuilder etherType(int value) {
    etherType = value;
    return this;
  }

  /// The address family of a loopback frame, where it is not AF_INET or the AF_INET6 of macOS.
  public FrameBuilder loopbackFamily(long value) {
    loopbackFamily = value;
    return this;
  }

  /// IPv4 or IPv6 between these addresses in text form.
  public FrameBuilder ip(String source, String destination) {
    return ip(
        InetAddress.ofLiteral(source).getAddress(),
        InetAddress.ofLiteral(destination).getAddress());
  }

  /// IPv4 or IPv6 between these addresses of 4 or 16 octets each.
  public FrameBuilder ip(byte[] source, byte[] destination) {
    if (source.length != destination.length) {
      throw new IllegalArgumentException("addresses of two IP versions");
    }
    this.source = source.clone();
    this.destination = destination.clone();
    return this;
  }

  /// An IPv6 extension header inside those before.
  ///
  /// @param protocol its protocol number
  /// @param body what follows its next header octet
  public FrameBuilder extension(int protocol, byte[] body) {
    extensions.add(new Extension(protocol, body.clone()));
    return this;
  }

  /// An IPv6 hop-by-hop (0), destination (60) or other options header of 8 octets with a PadN
  /// option.
  public FrameBuilder optionsExtension(int protocol) {
    return extension(protocol, new byte[] {0, 1, 4, 0, 0, 0, 0});
  }

  /// An IPv6 fragment header (RFC 8200 section 4.5).
  ///
  /// @param field fragment offset in the upper 13 bits, M in the last; 0 for an atomic fragment
  public FrameBuilder fragmentExtension(int field, long identification) {
    return extension(44, new OctetWriter().u8(0).u16(field).u32(identification).toByteArray());
  }

  /// An authentication header (RFC 4302) with a check value of 12 octets.
  public FrameBuilder authenticationExtension() {
    return extension(
        AUTHENTICATION, new OctetWriter().u8(4).u16(0).u32(256).u32(1).zeros(12).toByteArray());
  }

  /// Options of the IPv4 header, a multiple of 4 octets.
  public FrameBuilder ipv4Options(byte[] options) {
    ipv4Options = options.clone();
    return this;
  }

  public FrameBuilder ttl(int value) {
    ttl = value;
    return this;
  }

  public FrameBuilder identification(int value) {
    identification = value;
    return this;
  }

  /// Flags and fragment offset of the IPv4 header.
  public FrameBuilder fragmentField(int value) {
    fragmentField = value;
    return this;
  }

  /// What the IPv4 total length or the IPv6 payload length says, whatever is inside.
  public FrameBuilder ipLength(int value) {
    ipLength = value;
    return this;
  }

  /// What the UDP length says, whatever is inside.
  public FrameBuilder udpLength(int value) {
    udpLength = value;
    return this;
  }

  /// What the UDP checksum says; 0 for none.
  public FrameBuilder udpChecksum(int value) {
    udpChecksum = value;
    return this;
  }

  public FrameBuilder tcpSequence(long sequence, long acknowledgment) {
    tcpSequence = sequence;
    tcpAcknowledgment = acknowledgment;
    return this;
  }

  /// The flags of the TCP header; PSH and ACK unless set.
  public FrameBuilder tcpFlags(int flags) {
    tcpFlags = flags;
    return this;
  }

  /// Zeros at the end of the frame until it has so many octets, as Ethernet pads to 60.
  public FrameBuilder padTo(int octets) {
    padTo = octets;
    return this;
  }

  /// A UDP datagram around a payload.
  public byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
    int length = udpLength == FOLLOWS ? 8 + payload.length : udpLength;
    OctetWriter datagram = new OctetWriter().u16(sourcePort).u16(destinationPort).u16(length);
    datagram.u16(Math.max(udpChecksum, 0)).octets(payload);
    byte[] octets = datagram.toByteArray();
    if (udpChecksum == FOLLOWS) {
      int sum = transportChecksum(UDP, octets);
      putU16(octets, 6, sum == 0 ? 0xFFFF : sum);
    }
    return payload(UDP, octets);
  }

  /// A TCP segment around a payload, with a header of 20 octets.
  public byte[] tcp(int sourcePort, int destinationPort, byte[] payload) {
    OctetWriter segment = new OctetWriter().u16(sourcePort).u16(destinationPort);
    segment.u32(tcpSequence).u32(tcpAcknowledgment).u16(5 << 12 | tcpFlags).u16(0xFFFF);
    byte[] octets = segment.u16(0).u16(0).octets(payload).toByteArray();
    putU16(octets, 16, transportChecksum(TCP, octets));
    return payload(TCP, octets);
  }

  /// The payload of IP, of a protocol by its number; without [#ip], that of the link.
  public byte[] payload(int protocol, byte[] octets) {
    byte[] packet =
        source == null
            ? octets
            : source.length == 4 ? ipv4(protocol, octets) : ipv6(protocol, octets);
    OctetWriter frame = new OctetWriter();
    writeLink(frame, source != null && source.length == 16);
    frame.octets(packet);
    frame.zeros(Math.max(0, padTo - frame.size()));
    return frame.toByteArray();
  }

  private byte[] ipv4(int protocol, byte[] payload) {
    int headerOctets = 20 + ipv4Options.length;
    OctetWriter header = new OctetWriter().u8(4 << 4 | headerOctets / 4).u8(0);
    header.u16(ipLength == FOLLOWS ? headerOctets + payload.length : ipLength);
    header.u16(identification).u16(fragmentField).u8(ttl).u8(protocol).u16(0);
    byte[] octets = header.octets(addresses()).octets(ipv4Options).toByteArray();
    putU16(octets, 10, fold(sum(octets)));
    return MessageBuilder.concat(octets, payload);
  }

  private byte[] ipv6(int protocol, byte[] payload) {
    OctetWriter body = new OctetWriter();
    for (int i = 0; i < extensions.size(); i++) {
      boolean last = i == extensions.size() - 1;
      body.u8(last ? protocol : extensions.get(i + 1).protocol).octets(extensions.get(i).body);
    }
    body.octets(payload);
    OctetWriter header = new OctetWriter().u32(6L << 28);
    header.u16(ipLength == FOLLOWS ? body.size() : ipLength);
    header.u8(extensions.isEmpty() ? protocol : extensions.getFirst().protocol).u8(ttl);
    return header.octets(addresses()).octets(body.toByteArray()).toByteArray();
  }

  private void writeLink(OctetWriter frame, boolean ipv6) {
    int inner = etherType != FOLLOWS ? etherType : ipv6 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4;
    int outer = tags.isEmpty() ? inner : tags.getFirst()[0];
    switch (link) {
      case ETHERNET -> frame.octets(new byte[] {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1}).u16(outer);
      case LINUX_SLL ->
          frame.u16(0).u16(1).u16(6).octets(new byte[] {2, 0, 0, 0, 0, 1, 0, 0}).u16(outer);
      case LINUX_SLL2 ->
          frame
              .u16(outer)
              .u16(0)
              .u32(2)
              .u16(1)
              .u8(0)
              .u8(6)
              .octets(new byte[] {2, 0, 0, 0, 0, 1, 0, 0});
      case LOOPBACK ->
          frame.octets(
              new OctetWriter(linkOrder)
                  .u32(loopbackFamily != FOLLOWS ? loopbackFamily : ipv6 ? 30 : 2)
                  .toByteArray());
      case RAW -> {}
    }
    for (int i = 0; i < tags.size(); i++) {
      frame.u16(tags.get(i)[1]).u16(i == tags.size() - 1 ? inner : tags.get(i + 1)[0]);
    }
  }

  private byte[] addresses() {
    if (source == null || destination == null) {
      throw new IllegalStateException("no addresses given");
    }
    return MessageBuilder.concat(source, destination);
  }

  /// RFC 768 and RFC 8200 section 8.1: the checksum covers the addresses, the length and the
  /// protocol too.
  private int transportChecksum(int protocol, byte[] octets) {
    return fold(sum(addresses()) + octets.length + protocol + sum(octets));
  }

  private static long sum(byte[] octets) {
    long sum = 0;
    for (int i = 0; i < octets.length; i++) {
      sum += (i & 1) == 0 ? (octets[i] & 0xFF) << 8 : octets[i] & 0xFF;
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) ~folded & 0xFFFF;
  }

  private static void putU16(byte[] octets, int at, int value) {
    octets[at] = (byte) (value >>> 8);
    octets[at + 1] = (byte) value;
  }

  private enum Link {
    ETHERNET,
    LINUX_SLL,
    LINUX_SLL2,
    LOOPBACK,
    RAW
  }

  private static final class Extension {
    private final int protocol;
    private final byte[] body;

    Extension(int protocol, byte[] body) {
      this.protocol = protocol;
      this.body = body;
    }
  }
}
