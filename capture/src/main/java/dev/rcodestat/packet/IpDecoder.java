package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the IPv4 header (RFC 791) or the IPv6 header and its extension headers (RFC 8200),
/// and notes the addresses. Where a header says more octets than the frame has, the header is
/// believed: captures that were cut afterwards often have forgotten the frame's length.
@HotPath
final class IpDecoder {
  static final int V4_MIN_OCTETS = 20;
  private static final int V4_DESTINATION = 16;
  private static final int V4_MORE = 0x2000;
  static final int V4_OFFSET = 0x1FFF;

  static final int V6_OCTETS = 40;
  private static final int V6_SOURCE = 8;
  private static final int V6_DESTINATION = 24;

  private static final int EXTENSION_OCTETS = 8;
  private static final int FRAGMENT_FIELD = 2;
  private static final int FRAGMENT_IDENTIFICATION = 4;
  private static final int V6_MORE = 0x0001;
  static final int V6_OFFSET = 0xFFF8;

  // Protocol numbers of IANA's registry "Assigned Internet Protocol Numbers".
  private static final int HOP_BY_HOP = 0;
  private static final int ICMP = 1;
  private static final int IPV4_IN_IP = 4;
  static final int TCP = 6;
  static final int UDP = 17;
  private static final int IPV6_IN_IP = 41;
  private static final int ROUTING = 43;
  static final int FRAGMENT = 44;
  private static final int GRE = 47;
  private static final int AUTHENTICATION = 51;
  private static final int ICMPV6 = 58;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int ETHERIP = 97;
  private static final int L2TP = 115;
  private static final int MOBILITY = 135;
  private static final int MPLS_IN_IP = 137;
  private static final int HOST_IDENTITY = 139;
  private static final int SHIM6 = 140;
  private static final int ETHERNET = 143;

  private final FlowView flow;
  private final FragmentView fragment;
  private final PayloadPlace payload;
  private final InnerPacket inner;
  private final TransportDecoder transport;
  private final IcmpDecoder icmp;

  IpDecoder(
      FlowView flow,
      FragmentView fragment,
      PayloadPlace payload,
      InnerPacket inner,
      TransportDecoder transport,
      IcmpDecoder icmp) {
    this.flow = flow;
    this.fragment = fragment;
    this.payload = payload;
    this.inner = inner;
    this.transport = transport;
    this.icmp = icmp;
  }

  /// For links that carry bare IP: the version stands in the first four bits.
  FrameVerdict decodeByNibble(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (1 > capturedEnd - start) {
      return FrameVerdict.lacking(1, wireEnd - start, FrameVerdict.IP_MALFORMED);
    }
    return switch (Octets.u8(memory, start) >> 4) {
      case 4 -> decodeV4(memory, start, capturedEnd, wireEnd);
      case 6 -> decodeV6(memory, start, capturedEnd, wireEnd);
      default -> FrameVerdict.NOT_IP;
    };
  }

  FrameVerdict decodeV4(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (V4_MIN_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(V4_MIN_OCTETS, wireEnd - start, FrameVerdict.IP_MALFORMED);
    }
    // version (4 bits), header length (4), service (8), total length (16), ID (16), fragment (16)
    long first = Octets.u64(memory, start);
    int header = (Octets.u8Of(first, 0) & 0xF) * 4;
    int total = Octets.u16Of(first, 1);
    boolean totalKnown = total != 0; // 0: segmentation offload, the length was not known yet
    if (Octets.u8Of(first, 0) >> 4 != 4
        || header < V4_MIN_OCTETS
        || (totalKnown && total < header)) {
      return FrameVerdict.IP_MALFORMED;
    }
    // time to live (8), protocol (8), checksum (16), source (32)
    long second = Octets.u64(memory, start + 8);
    flow.version = 4;
    flow.sourceHigh = 0;
    flow.sourceLow = Octets.u32Of(second, 1);
    flow.destinationHigh = 0;
    flow.destinationLow = Octets.u32(memory, start + V4_DESTINATION);
    long end = totalKnown ? (long) start + total : wireEnd;
    int heldEnd = (int) Math.min(capturedEnd, end);
    if (header > heldEnd - start) {
      return FrameVerdict.lacking(header, end - start, FrameVerdict.IP_MALFORMED);
    }
    int protocol = Octets.u8Of(second, 1);
    int place = Octets.u16Of(first, 3);
    if ((place & (V4_MORE | V4_OFFSET)) != 0) {
      fragment.take(Octets.u16Of(first, 2), protocol, place & V4_OFFSET, (place & V4_MORE) != 0);
      payload.take(start + header, heldEnd, end);
      return FrameVerdict.FRAGMENT_HELD;
    }
    return payload(memory, start + header, heldEnd, end, protocol);
  }

  FrameVerdict decodeV6(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (V6_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(V6_OCTETS, wireEnd - start, FrameVerdict.IP_MALFORMED);
    }
    // version (4 bits), traffic class (8), flow label (20), payload length (16), next header (8),
    // hop limit (8)
    long first = Octets.u64(memory, start);
    if (Octets.u8Of(first, 0) >> 4 != 6) {
      return FrameVerdict.IP_MALFORMED;
    }
    flow.version = 6;
    flow.sourceHigh = Octets.u64(memory, start + V6_SOURCE);
    flow.sourceLow = Octets.u64(memory, start + V6_SOURCE + 8);
    flow.destinationHigh = Octets.u64(memory, start + V6_DESTINATION);
    flow.destinationLow = Octets.u64(memory, start + V6_DESTINATION + 8);
    int payloadLength = Octets.u16Of(first, 2);
    int next = start + V6_OCTETS;
    // 0: a jumbogram (RFC 2675) or segmentation offload
    long end = payloadLength == 0 ? wireEnd : (long) next + payloadLength;
    int heldEnd = (int) Math.min(capturedEnd, end);
    return afterExtensions(memory, next, heldEnd, end, Octets.u8Of(first, 6));
  }

  /// Goes on after an IP header, or in the payload of a packet that was put together again.
  FrameVerdict afterExtensions(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int nextHeader) {
    int at = start;
    int type = nextHeader;
    while (isExtension(type)) {
      // All of them say at once what comes next and how long they are; the shortest has 8 octets.
      if (EXTENSION_OCTETS > capturedEnd - at) {
        return FrameVerdict.lacking(EXTENSION_OCTETS, wireEnd - at, FrameVerdict.IP_MALFORMED);
      }
      int place = type == FRAGMENT ? Octets.u16(memory, at + FRAGMENT_FIELD) : 0;
      if ((place & (V6_MORE | V6_OFFSET)) != 0) { // else it is atomic: a whole packet (RFC 6946)
        fragment.take(
            Octets.u32(memory, at + FRAGMENT_IDENTIFICATION),
            Octets.u8(memory, at),
            (place & V6_OFFSET) >> 3,
            (place & V6_MORE) != 0);
        payload.take(at + EXTENSION_OCTETS, capturedEnd, wireEnd);
        return FrameVerdict.FRAGMENT_HELD;
      }
      int octets = extensionOctets(type, Octets.u8(memory, at + 1));
      type = Octets.u8(memory, at);
      if (octets > capturedEnd - at) {
        return FrameVerdict.lacking(octets, wireEnd - at, FrameVerdict.IP_MALFORMED);
      }
      at += octets;
    }
    return payload(memory, at, capturedEnd, wireEnd, type);
  }

  static boolean isExtension(int type) {
    return switch (type) {
      case HOP_BY_HOP,
          ROUTING,
          FRAGMENT,
          AUTHENTICATION,
          DESTINATION_OPTIONS,
          MOBILITY,
          HOST_IDENTITY,
          SHIM6 ->
          true;
      default -> false;
    };
  }

  /// RFC 8200 counts units of 8 octets after the first, RFC 4302 units of 4 after the first two.
  static int extensionOctets(int type, int length) {
    return switch (type) {
      case FRAGMENT -> EXTENSION_OCTETS;
      case AUTHENTICATION -> (length + 2) * 4;
      default -> (length + 1) * 8;
    };
  }

  private FrameVerdict payload(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int protocol) {
    return switch (protocol) {
      case UDP -> transport.decodeUdp(memory, start, capturedEnd, wireEnd);
      case TCP -> transport.decodeTcp(memory, start, capturedEnd, wireEnd);
      case ICMP -> icmp.decode(memory, start, capturedEnd);
      case ICMPV6 -> icmp.decodeV6(memory, start, capturedEnd);
      case IPV4_IN_IP, IPV6_IN_IP -> inner.take(Encapsulation.IP, start, capturedEnd, wireEnd);
      case AUTHENTICATION -> // in IPv4; in IPv6 it was stepped over before
          afterExtensions(memory, start, capturedEnd, wireEnd, AUTHENTICATION);
      case GRE -> inner.take(Encapsulation.GRE, start, capturedEnd, wireEnd);
      case L2TP -> inner.take(Encapsulation.L2TP_OVER_IP, start, capturedEnd, wireEnd);
      case MPLS_IN_IP -> inner.take(Encapsulation.MPLS, start, capturedEnd, wireEnd);
      case ETHERNET -> inner.take(Encapsulation.ETHERNET, start, capturedEnd, wireEnd);
      case ETHERIP -> inner.take(Encapsulation.ETHERIP, start, capturedEnd, wireEnd);
      default -> FrameVerdict.IP_OTHER_PROTOCOL;
    };
  }
}
