package dev.rcodestat.packet;

import org.jspecify.annotations.Nullable;

/// The ways in which a packet is wrapped into another one, or into something else than a plain link
/// header.
enum Encapsulation {
  /// A bare IPv4 or IPv6 packet inside IP (RFC 2003, RFC 4213, RFC 2473).
  IP,
  /// An Ethernet frame.
  ETHERNET,
  /// What follows an EtherType that is not IP, or a length of IEEE 802.3: the number.
  ETHERTYPE,
  /// A frame of a link type that is not among the common ones: the number.
  LINK,
  /// What follows a Linux cooked header that is not a plain one. The number: the hardware type, and
  /// the protocol in the lower 16 bits.
  COOKED,
  /// IEEE 802.11 without a header in front of it.
  WIFI,
  /// A stack of labels (RFC 3032).
  MPLS,
  /// PPP (RFC 1661), with or without its HDLC-like framing (RFC 1662).
  PPP,
  /// PPP over Ethernet, session stage (RFC 2516).
  PPPOE,
  /// Frame Relay (RFC 2427).
  FRAME_RELAY,
  /// Network Service Header (RFC 8300).
  NSH,
  /// Generic Routing Encapsulation (RFC 2784, RFC 2890) and its version 1 for PPTP (RFC 2637).
  GRE,
  /// Ethernet in IP (RFC 3378).
  ETHERIP,
  /// VXLAN (RFC 7348).
  VXLAN,
  /// VXLAN that says what is inside (draft-ietf-nvo3-vxlan-gpe).
  VXLAN_GPE,
  /// Geneve (RFC 8926).
  GENEVE,
  /// The user plane of the GPRS Tunnelling Protocol (3GPP TS 29.281).
  GTP_U,
  /// L2TP over UDP (RFC 2661, RFC 3931).
  L2TP,
  /// L2TP version 3 over IP (RFC 3931).
  L2TP_OVER_IP,
  /// IPv6 over UDP through NATs (RFC 4380).
  TEREDO,
  /// The data plane of LISP (RFC 9300).
  LISP,
  /// Frames between Wi-Fi access points and their controller (RFC 5415).
  CAPWAP,
  /// IPv6 to where the provider has none (draft-massar-v6ops-ayiya).
  AYIYA,
  /// Frames that a probe sends to an analyzer (TaZmen Sniffer Protocol).
  TZSP;

  /// What is sent to a port of UDP, or null where no tunnel is.
  static @Nullable Encapsulation ofUdpPort(int port) {
    return switch (port) {
      case 1701 -> L2TP;
      case 2123, 2152, 3386 -> GTP_U;
      case 3544 -> TEREDO;
      case 4341 -> LISP;
      case 4754 -> GRE; // RFC 8086
      case 4789, 8472 -> VXLAN; // 8472: Linux, unless told otherwise
      case 4790 -> VXLAN_GPE;
      case 5072 -> AYIYA;
      case 5247 -> CAPWAP;
      case 6081 -> GENEVE;
      case 6635 -> MPLS; // RFC 7510
      case 37_008 -> TZSP;
      default -> null;
    };
  }
}
