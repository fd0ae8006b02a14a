package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

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

  private static final int EXTENSION_OCTETS = 8;
  private static final int FRAGMENT_FIELD = 2;
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
    if ((Octets.u16Of(first, 3) & V4_MORE_OR_OFFSET) != 0) {
      return FrameVerdict.FRAGMENT;
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
    return payload(memory, start + header, heldEnd, end, Octets.u8Of(second, 1));
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

  private FrameVerdict afterExtensions(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int nextHeader) {
    int at = start;
    int type = nextHeader;
    while (isExtension(type)) {
      // All of them say at once what comes next and how long they are; the shortest has 8 octets.
      if (EXTENSION_OCTETS > capturedEnd - at) {
        return FrameVerdict.lacking(EXTENSION_OCTETS, wireEnd - at, FrameVerdict.IP_MALFORMED);
      }
      if (type == FRAGMENT && (Octets.u16(memory, at + FRAGMENT_FIELD) & V6_MORE_OR_OFFSET) != 0) {
        return FrameVerdict.FRAGMENT; // else it is atomic: a whole packet (RFC 6946)
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

  private static boolean isExtension(int type) {
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
  private static int extensionOctets(int type, int length) {
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
