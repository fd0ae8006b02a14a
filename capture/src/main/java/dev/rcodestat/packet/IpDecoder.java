package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;

/// Steps over the IPv4 header (RFC 791) or the IPv6 header and its extension headers (RFC 8200),
/// and notes the addresses.
@HotPath
final class IpDecoder {
  private static final int V4_MIN_OCTETS = 20;
  private static final int V4_DESTINATION = 16;
  private static final int V4_MORE_OR_OFFSET = 0x3FFF;

  private static final int V6_OCTETS = 40;
  private static final int V6_SOURCE = 8;
  private static final int V6_DESTINATION = 24;

  private static final int V6_FRAGMENT_OCTETS = 8;
  private static final int V6_FRAGMENT_FIELD = 2;
  private static final int V6_MORE_OR_OFFSET = 0xFFF9;

  // Protocol numbers of IANA's registry "Assigned Internet Protocol Numbers".
  private static final int HOP_BY_HOP = 0;
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int ICMPV6 = 58;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MOBILITY = 135;
  private static final int HOST_IDENTITY = 139;
  private static final int SHIM6 = 140;

  private final FlowView flow;
  private final TransportDecoder transport;

  IpDecoder(FlowView flow, TransportDecoder transport) {
    this.flow = flow;
    this.transport = transport;
  }

  /// For links that carry bare IP: the version stands in the first four bits.
  FrameVerdict decodeByNibble(PacketWindow window) {
    if (!window.holds(1)) {
      return window.lacking(1, FrameVerdict.IP_MALFORMED);
    }
    return switch (window.u8(0) >> 4) {
      case 4 -> decodeV4(window);
      case 6 -> decodeV6(window);
      default -> FrameVerdict.NOT_IP;
    };
  }

  FrameVerdict decodeV4(PacketWindow window) {
    if (!window.holds(V4_MIN_OCTETS)) {
      return window.lacking(V4_MIN_OCTETS, FrameVerdict.IP_MALFORMED);
    }
    // version (4 bits), header length (4), service (8), total length (16), ID (16), fragment (16)
    long first = window.u64(0);
    int header = (Octets.u8Of(first, 0) & 0xF) * 4;
    if (Octets.u8Of(first, 0) >> 4 != 4 || header < V4_MIN_OCTETS) {
      return FrameVerdict.IP_MALFORMED;
    }
    int total = Octets.u16Of(first, 1);
    if (total != 0) { // 0: segmentation offload, the length was not known yet
      if (total < header) {
        return FrameVerdict.IP_MALFORMED;
      }
      window.limit(total);
    }
    if ((Octets.u16Of(first, 3) & V4_MORE_OR_OFFSET) != 0) {
      return FrameVerdict.FRAGMENT;
    }
    // time to live (8), protocol (8), checksum (16), source (32)
    long second = window.u64(8);
    flow.version = 4;
    flow.sourceHigh = 0;
    flow.sourceLow = Octets.u32Of(second, 1);
    flow.destinationHigh = 0;
    flow.destinationLow = window.u32(V4_DESTINATION);
    if (!window.holds(header)) {
      return window.lacking(header, FrameVerdict.IP_MALFORMED);
    }
    window.skip(header);
    return payload(window, Octets.u8Of(second, 1));
  }

  FrameVerdict decodeV6(PacketWindow window) {
    if (!window.holds(V6_OCTETS)) {
      return window.lacking(V6_OCTETS, FrameVerdict.IP_MALFORMED);
    }
    // version (4 bits), traffic class (8), flow label (20), payload length (16), next header (8),
    // hop limit (8)
    long first = window.u64(0);
    if (Octets.u8Of(first, 0) >> 4 != 6) {
      return FrameVerdict.IP_MALFORMED;
    }
    flow.version = 6;
    flow.sourceHigh = window.u64(V6_SOURCE);
    flow.sourceLow = window.u64(V6_SOURCE + 8);
    flow.destinationHigh = window.u64(V6_DESTINATION);
    flow.destinationLow = window.u64(V6_DESTINATION + 8);
    window.skip(V6_OCTETS);
    int payloadLength = Octets.u16Of(first, 2);
    if (payloadLength != 0) { // 0: a jumbogram (RFC 2675) or segmentation offload
      window.limit(payloadLength);
    }
    return extensions(window, Octets.u8Of(first, 6));
  }

  private FrameVerdict extensions(PacketWindow window, int first) {
    int next = first;
    while (true) {
      switch (next) {
        case HOP_BY_HOP,
            ROUTING,
            DESTINATION_OPTIONS,
            MOBILITY,
            HOST_IDENTITY,
            SHIM6,
            AUTHENTICATION -> {
          if (!window.holds(2)) {
            return window.lacking(2, FrameVerdict.IP_MALFORMED);
          }
          // RFC 8200 counts units of 8 octets after the first; RFC 4302 units of 4 after the first
          // two.
          int octets = next == AUTHENTICATION ? (window.u8(1) + 2) * 4 : (window.u8(1) + 1) * 8;
          next = window.u8(0);
          if (!window.holds(octets)) {
            return window.lacking(octets, FrameVerdict.IP_MALFORMED);
          }
          window.skip(octets);
        }
        case FRAGMENT -> {
          if (!window.holds(V6_FRAGMENT_OCTETS)) {
            return window.lacking(V6_FRAGMENT_OCTETS, FrameVerdict.IP_MALFORMED);
          }
          if ((window.u16(V6_FRAGMENT_FIELD) & V6_MORE_OR_OFFSET) != 0) {
            return FrameVerdict.FRAGMENT;
          }
          next = window.u8(0); // an atomic fragment is a whole packet (RFC 6946)
          window.skip(V6_FRAGMENT_OCTETS);
        }
        default -> {
          return payload(window, next);
        }
      }
    }
  }

  private FrameVerdict payload(PacketWindow window, int protocol) {
    return switch (protocol) {
      case UDP -> transport.decodeUdp(window);
      case TCP -> transport.decodeTcp(window);
      case ICMP, ICMPV6 -> FrameVerdict.ICMP;
      case 4, // IPv4 in IP (RFC 2003)
          41, // IPv6 in IP (RFC 4213)
          47, // GRE (RFC 2784)
          115, // L2TPv3 (RFC 3931)
          137 -> // MPLS in IP (RFC 4023)
          FrameVerdict.TUNNEL;
      default -> FrameVerdict.IP_OTHER_PROTOCOL;
    };
  }
}
