package dev.rcodestat.samples;

/// Puts the header of a tunnel in front of a packet or a frame; UDP and IP around it are for
/// [FrameBuilder].
///
/// ```
/// FrameBuilder.ethernet().ip(a, b).udp(40_000, 4789, TunnelHeaders.vxlan(frame))
/// ```
public final class TunnelHeaders {
  private static final int GRE_CHECKSUM = 0x8000;
  private static final int GRE_ROUTING = 0x4000;
  private static final int GRE_KEY = 0x2000;
  private static final int GRE_SEQUENCE = 0x1000;
  private static final int GRE_VERSION_1 = 0x0001;
  private static final int GRE_ACKNOWLEDGMENT = 0x0080;

  private TunnelHeaders() {}

  /// Labels of MPLS, the last with the bottom of the stack.
  public static byte[] mpls(int labels, byte[] inside) {
    OctetWriter out = new OctetWriter();
    for (int i = 1; i <= labels; i++) {
      out.u32((100L + i) << 12 | (i == labels ? 1 << 8 : 0) | 64);
    }
    return out.octets(inside).toByteArray();
  }

  /// The control word of a pseudowire (RFC 4385).
  public static byte[] controlWord(byte[] frame) {
    return new OctetWriter().u32(7).octets(frame).toByteArray();
  }

  /// PPP with its whole protocol field.
  public static byte[] ppp(int protocol, byte[] inside) {
    return new OctetWriter().u16(protocol).octets(inside).toByteArray();
  }

  /// PPP with a protocol field of one octet.
  public static byte[] compressedPpp(int protocol, byte[] inside) {
    return new OctetWriter().u8(protocol).octets(inside).toByteArray();
  }

  /// Address and control in front of PPP.
  public static byte[] hdlc(byte[] ppp) {
    return new OctetWriter().u16(0xFF03).octets(ppp).toByteArray();
  }

  /// The session stage of PPPoE.
  public static byte[] pppoe(byte[] ppp) {
    return new OctetWriter().u16(0x1100).u16(1).u16(ppp.length).octets(ppp).toByteArray();
  }

  /// GRE with the fields that the flags ask for: checksum, routes, key, sequence and
  /// acknowledgment.
  public static byte[] gre(int flags, int type, byte[] inside) {
    OctetWriter out = new OctetWriter().u16(flags).u16(type);
    if ((flags & (GRE_CHECKSUM | GRE_ROUTING)) != 0) {
      out.u32(0);
    }
    if ((flags & GRE_KEY) != 0) {
      out.u32((flags & GRE_VERSION_1) != 0 ? (long) inside.length << 16 | 1 : 77);
    }
    if ((flags & GRE_SEQUENCE) != 0) {
      out.u32(1);
    }
    if ((flags & GRE_VERSION_1) != 0 && (flags & GRE_ACKNOWLEDGMENT) != 0) {
      out.u32(1);
    }
    if ((flags & GRE_ROUTING) != 0) {
      out.u16(0x0800).u8(0).u8(4).u32(0xC000_0209L).u32(0);
    }
    return out.octets(inside).toByteArray();
  }

  /// ERSPAN of type II.
  public static byte[] erspanTwo(byte[] frame) {
    return new OctetWriter().u16(0x1001).u16(1).u32(5).octets(frame).toByteArray();
  }

  /// ERSPAN of type III, with the platform's subheader or without.
  public static byte[] erspanThree(boolean subheader, byte[] frame) {
    OctetWriter out = new OctetWriter().u16(0x2001).u16(1).u32(1000).u16(0);
    out.u16(subheader ? 1 : 0).zeros(subheader ? 8 : 0);
    return out.octets(frame).toByteArray();
  }

  /// Ethernet in IP, protocol 97.
  public static byte[] etherip(byte[] frame) {
    return new OctetWriter().u16(3 << 12).octets(frame).toByteArray();
  }

  public static byte[] vxlan(byte[] frame) {
    return new OctetWriter().u32(0x0800_0000L).u32(42 << 8).octets(frame).toByteArray();
  }

  /// VXLAN that says what is inside.
  ///
  /// @param protocol 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH, 5 MPLS
  public static byte[] vxlanGpe(int protocol, byte[] inside) {
    return new OctetWriter().u32(0x0C00_0000L | protocol).u32(42 << 8).octets(inside).toByteArray();
  }

  /// Geneve with one option or none.
  ///
  /// @param words the options: so many times 4 octets
  public static byte[] geneve(int words, int protocol, byte[] inside) {
    OctetWriter out = new OctetWriter().u8(words).u8(0).u16(protocol).u32(42 << 8);
    if (words > 0) {
      out.u16(0x0102).u8(0x80).u8(words - 1).zeros(words * 4 - 4);
    }
    return out.octets(inside).toByteArray();
  }

  /// NSH with the context headers of metadata type 1.
  ///
  /// @param protocol 1 IPv4, 2 IPv6, 3 Ethernet
  public static byte[] nsh(int protocol, byte[] inside) {
    OctetWriter out = new OctetWriter().u16(0x0FC6).u8(1).u8(protocol).u32(0x0000_0FFFL);
    return out.zeros(16).octets(inside).toByteArray();
  }

  /// GTP-U with nothing optional.
  public static byte[] gtp(byte[] packet) {
    return gtp(0, new byte[0], packet);
  }

  /// GTP-U with its optional fields.
  ///
  /// @param flags 4 extension headers, 2 sequence number, 1 N-PDU number
  /// @param options sequence number, N-PDU number, next extension header, and extension headers
  public static byte[] gtp(int flags, byte[] options, byte[] packet) {
    OctetWriter out = new OctetWriter().u8(0x30 | flags).u8(255);
    out.u16(options.length + packet.length).u32(0x0102_0304L);
    return out.octets(options).octets(packet).toByteArray();
  }

  /// GTP of version 0.
  public static byte[] gtpZero(byte[] packet) {
    OctetWriter out = new OctetWriter().u8(0x1E).u8(255).u16(packet.length);
    return out.zeros(16).octets(packet).toByteArray();
  }

  /// L2TP version 2.
  ///
  /// @param flags 0x4000 length, 0x0800 sequence numbers, 0x0200 an offset of 2 octets
  public static byte[] l2tp(int flags, byte[] ppp) {
    OctetWriter fields = new OctetWriter().u16(1).u16(2);
    if ((flags & 0x0800) != 0) {
      fields.u16(3).u16(4);
    }
    if ((flags & 0x0200) != 0) {
      fields.u16(2).zeros(2);
    }
    byte[] rest = fields.octets(ppp).toByteArray();
    OctetWriter out = new OctetWriter().u16(flags | 2);
    if ((flags & 0x4000) != 0) {
      out.u16(4 + rest.length);
    }
    return out.octets(rest).toByteArray();
  }

  /// L2TP version 3 over UDP, without its control connection.
  public static byte[] l2tpThree(byte[] cookie, byte[] frame) {
    return new OctetWriter().u32(3 << 16).octets(l2tpThreeOverIp(cookie, frame)).toByteArray();
  }

  /// L2TP version 3, protocol 115.
  public static byte[] l2tpThreeOverIp(byte[] cookie, byte[] frame) {
    return new OctetWriter().u32(0xABCD).octets(cookie).octets(frame).toByteArray();
  }

  /// Teredo with authentication (no client, no value) and origin indication.
  public static byte[] teredo(byte[] packet) {
    OctetWriter out = new OctetWriter().u16(1).u16(0).u64(0x0102_0304_0506_0708L).u8(0);
    return out.u16(0).u16(0x63BF).u32(0x3FFF_FDFEL).octets(packet).toByteArray();
  }

  public static byte[] lisp(byte[] packet) {
    return new OctetWriter().u32(0x8000_0001L).u32(1).octets(packet).toByteArray();
  }

  /// CAPWAP around a frame of IEEE 802.11 or of Ethernet.
  public static byte[] capwap(boolean wifi, byte[] frame) {
    OctetWriter out = new OctetWriter().u8(0).u8(2 << 3).u16(wifi ? 0x0300 : 0x0200).u32(0);
    return out.octets(frame).toByteArray();
  }

  /// AYIYA with an identity of 16 octets and a signature of 20.
  public static byte[] ayiya(byte[] packet) {
    OctetWriter out = new OctetWriter().u8(0x41).u8(0x52).u8(0x11).u8(41).u32(0).zeros(36);
    return out.octets(packet).toByteArray();
  }

  /// TZSP around an Ethernet frame, with a tag of received signal strength.
  public static byte[] tzsp(byte[] frame) {
    OctetWriter out = new OctetWriter().u8(1).u8(0).u16(1).u8(0x0A).u8(1).u8(0xC0).u8(0).u8(1);
    return out.octets(frame).toByteArray();
  }

  /// A tag of so many octets between an EtherType and the next one.
  public static byte[] tag(int octets, int etherType, byte[] inside) {
    return new OctetWriter().zeros(octets).u16(etherType).octets(inside).toByteArray();
  }

  /// What an ICMP error is: type, and the packet that it quotes.
  public static byte[] icmpError(int type, int code, byte[] quoted) {
    OctetWriter out = new OctetWriter().u8(type).u8(code).u16(0).u32(0).octets(quoted);
    byte[] octets = out.toByteArray();
    long sum = 0;
    for (int i = 0; i < octets.length; i++) {
      sum += (i & 1) == 0 ? (octets[i] & 0xFF) << 8 : octets[i] & 0xFF;
    }
    sum = (sum & 0xFFFF) + (sum >>> 16);
    sum = ~((sum & 0xFFFF) + (sum >>> 16)) & 0xFFFF;
    octets[2] = (byte) (sum >>> 8);
    octets[3] = (byte) sum;
    return octets;
  }
}
