package dev.rcodestat.packet;

/// Where a frame ended up: the buckets of the frame ledger. Each frame has exactly one.
public enum FrameVerdict {
  /// Holds a DNS message with a whole header.
  DNS("dns"),
  /// Holds an mDNS message with a whole header.
  MDNS("mdns"),
  /// Holds an LLMNR message with a whole header.
  LLMNR("llmnr"),
  /// On a port of DNS, mDNS or LLMNR, but the capture cut it before the end of the message header.
  MESSAGE_HEADER_CUT("message-header-cut"),
  /// On a port of DNS, mDNS or LLMNR, but the datagram is shorter than a message header.
  MESSAGE_TOO_SHORT("message-too-short"),
  /// UDP on other ports.
  UDP_OTHER_PORT("udp-other-port"),
  /// TCP on a DNS port, with octets of messages.
  TCP_DNS("tcp-dns"),
  /// TCP on a DNS port without payload: the beginning and the end of connections, acknowledgments.
  TCP_DNS_EMPTY("tcp-dns-empty"),
  /// TCP on a DNS port with octets that had been seen before: sent again, or captured twice.
  TCP_DNS_SEEN("tcp-dns-seen"),
  /// TCP on a DNS port in a stream of which it is not known where a message begins.
  TCP_DNS_UNALIGNED("tcp-dns-unaligned"),
  /// TCP on other ports.
  TCP_OTHER_PORT("tcp-other-port"),
  /// A fragment of an IP packet that was not whole before the capture ended.
  FRAGMENT_HELD("fragment-held"),
  /// A fragment of an IP packet that was put together; its last frame stands where the packet belongs.
  FRAGMENT_REASSEMBLED("fragment-reassembled"),
  /// A fragment that had been seen before.
  FRAGMENT_SEEN("fragment-seen"),
  /// A fragment of an IP packet whose fragments overlap: it is not put together (RFC 5722).
  FRAGMENT_OVERLAP("fragment-overlap"),
  /// A fragment of an IP packet whose other fragments did not come in time.
  FRAGMENT_EXPIRED("fragment-expired"),
  /// A fragment that was given up because a bound was hit.
  FRAGMENT_EVICTED("fragment-evicted"),
  /// Packets inside of packets, too many of them.
  NESTED_TOO_DEEP("nested-too-deep"),
  /// A packet inside a packet, in a way that is not opened: compressed or encrypted PPP, fragments
  /// of PPP or of Wi-Fi frames, a pseudowire or a GRE version whose content cannot be told.
  TUNNEL_NOT_DECODED("tunnel-not-decoded"),
  /// Encrypted on the link: protected frames of IEEE 802.11, MACsec.
  LINK_ENCRYPTED("link-encrypted"),
  /// An ICMP or ICMPv6 error that quotes a packet on a port of DNS, mDNS or LLMNR. What it quotes
  /// does not count as a message.
  ICMP_ABOUT_DNS("icmp-about-dns"),
  /// Other ICMP or ICMPv6, also an error whose quote the capture cut before the ports.
  ICMP("icmp"),
  /// IP with another protocol inside.
  IP_OTHER_PROTOCOL("ip-other-protocol"),
  /// No IP inside (ARP, LLDP, spanning tree, ...).
  NOT_IP("not-ip"),
  /// The capture cut the frame before the end of its link, IP or transport header.
  HEADERS_CUT("headers-cut"),
  /// The link header contradicts itself or the frame ends inside it.
  LINK_MALFORMED("link-malformed"),
  /// The IP header contradicts itself or the packet ends inside it.
  IP_MALFORMED("ip-malformed"),
  /// The UDP or TCP header contradicts itself or the packet ends inside it.
  TRANSPORT_MALFORMED("transport-malformed"),
  /// The header of a tunnel contradicts itself or its packet ends inside it.
  TUNNEL_MALFORMED("tunnel-malformed"),
  /// A link type that is not decoded.
  LINK_TYPE_NOT_DECODED("link-type-not-decoded"),
  /// Outside the time range that was asked for; not looked into.
  OUTSIDE_TIME_RANGE("outside-time-range"),
  /// Not one of the frames that were asked for; not looked into.
  NOT_MATCHED_BY_FILTER("not-matched-by-filter");

  private final String label;

  FrameVerdict(String label) {
    this.label = label;
  }

  /// The name that the ledger uses.
  public String label() {
    return label;
  }

  /// Whether the frame is one of those that were asked for.
  public boolean isOfInterest() {
    return this != OUTSIDE_TIME_RANGE && this != NOT_MATCHED_BY_FILTER;
  }

  /// Whether a message with a whole header was found.
  public boolean holdsMessage() {
    return this == DNS || this == MDNS || this == LLMNR;
  }

  /// Whether a part of something was found that may become a message with other frames: a fragment,
  /// or octets of a stream.
  public boolean holdsPart() {
    return this == TCP_DNS || this == FRAGMENT_HELD;
  }

  /// The verdict on a frame that does not hold so many octets of a header: the capture's doing where
  /// the wire had them, malformed where it had not.
  static FrameVerdict lacking(int octets, long onWire, FrameVerdict malformed) {
    return octets <= onWire ? HEADERS_CUT : malformed;
  }
}
