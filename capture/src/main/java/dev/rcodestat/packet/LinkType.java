package dev.rcodestat.packet;

/// A link-layer header type by its number in capture files (the LINKTYPE_ values of the libpcap
/// project).
///
/// @param value 0 to 65,535
public record LinkType(int value) implements Comparable<LinkType> {
  public static final int NULL = 0;
  public static final int ETHERNET = 1;
  public static final int TOKEN_RING = 6;
  public static final int ARCNET = 7;
  public static final int SLIP = 8;
  public static final int PPP = 9;
  public static final int FDDI = 10;
  public static final int RAW_BSD = 12;
  public static final int RAW_OPENBSD = 14;
  public static final int PPP_HDLC = 50;
  public static final int PPP_ETHER = 51;
  public static final int ATM_RFC1483 = 100;
  public static final int RAW = 101;
  public static final int C_HDLC = 104;
  public static final int IEEE802_11 = 105;
  public static final int FRELAY = 107;
  public static final int LOOP = 108;
  public static final int ENC = 109;
  public static final int LINUX_SLL = 113;
  public static final int PFLOG = 117;
  public static final int PRISM = 119;
  public static final int IP_OVER_FC = 122;
  public static final int SUNATM = 123;
  public static final int RADIOTAP = 127;
  public static final int ARCNET_LINUX = 129;
  public static final int IP_OVER_IEEE1394 = 138;
  public static final int DOCSIS = 143;
  public static final int USER2 = 149;
  public static final int AVS = 163;
  public static final int PPP_PPPD = 166;
  public static final int PPI = 192;
  public static final int ERF = 197;
  public static final int PPP_WITH_DIR = 204;
  public static final int C_HDLC_WITH_DIR = 205;
  public static final int FRELAY_WITH_DIR = 206;
  public static final int MPLS = 219;
  public static final int IPNET = 226;
  public static final int IPV4 = 228;
  public static final int IPV6 = 229;
  public static final int NFLOG = 239;
  public static final int NETANALYZER = 240;
  public static final int NETLINK = 253;
  public static final int PKTAP = 258;
  public static final int MPACKET = 274;
  public static final int LINUX_SLL2 = 276;
  public static final int DSA_TAG_BRCM = 281;
  public static final int DSA_TAG_BRCM_PREPEND = 282;
  public static final int DSA_TAG_DSA = 284;
  public static final int DSA_TAG_EDSA = 285;

  /// Whether [FrameDecoder] knows its way through frames of this type.
  public boolean isDecoded() {
    return switch (value) {
      case NULL,
          ETHERNET,
          TOKEN_RING,
          ARCNET,
          SLIP,
          PPP,
          FDDI,
          RAW_BSD,
          RAW_OPENBSD,
          PPP_HDLC,
          PPP_ETHER,
          ATM_RFC1483,
          RAW,
          C_HDLC,
          IEEE802_11,
          FRELAY,
          LOOP,
          ENC,
          LINUX_SLL,
          PFLOG,
          PRISM,
          IP_OVER_FC,
          SUNATM,
          RADIOTAP,
          ARCNET_LINUX,
          IP_OVER_IEEE1394,
          DOCSIS,
          USER2,
          AVS,
          PPP_PPPD,
          PPI,
          ERF,
          PPP_WITH_DIR,
          C_HDLC_WITH_DIR,
          FRELAY_WITH_DIR,
          MPLS,
          IPNET,
          IPV4,
          IPV6,
          NFLOG,
          NETANALYZER,
          NETLINK,
          PKTAP,
          MPACKET,
          LINUX_SLL2,
          DSA_TAG_BRCM,
          DSA_TAG_BRCM_PREPEND,
          DSA_TAG_DSA,
          DSA_TAG_EDSA ->
          true;
      default -> false;
    };
  }

  /// The registry's name without `LINKTYPE_` in front of it, or `LINKTYPE_280000` where there is
  /// none.
  public String name() {
    return LinkTypeNames.of(value);
  }

  @Override
  public int compareTo(LinkType other) {
    return Integer.compare(value, other.value);
  }

  /// Number and name: `147 (USER0)`.
  @Override
  public String toString() {
    return value + " (" + name() + ")";
  }
}
