package dev.rcodestat.packet;

/// The ways in which a packet is wrapped into another one, or into something else than a plain link
/// header.
enum Encapsulation {
  /// A bare IPv4 or IPv6 packet inside IP (RFC 2003, RFC 4213, RFC 2473).
  IP,
  /// An Ethernet frame.
  ETHERNET,
  /// A stack of labels (RFC 3032).
  MPLS,
  /// PPP over Ethernet, session stage (RFC 2516).
  PPPOE,
  /// Generic Routing Encapsulation (RFC 2784, RFC 2890) and its version 1 for PPTP (RFC 2637).
  GRE,
  /// VXLAN (RFC 7348).
  VXLAN,
  /// Geneve (RFC 8926).
  GENEVE,
  /// The user plane of the GPRS Tunnelling Protocol (3GPP TS 29.281).
  GTP_U,
  /// L2TP over UDP (RFC 2661, RFC 3931).
  L2TP,
  /// L2TP version 3 over IP (RFC 3931).
  L2TP_OVER_IP
}
