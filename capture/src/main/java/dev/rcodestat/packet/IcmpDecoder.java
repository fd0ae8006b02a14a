package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Tells whether an ICMP error is about DNS, by the ports of the packet that it quotes (RFC 792,
/// RFC 4443 section 2.4). The flow of the frame stays that of the error itself.
@HotPath
final class IcmpDecoder {
  /// Type, code, checksum, and 32 bits that depend on the type; then the quote.
  private static final int HEADER_OCTETS = 8;

  private static final int V4_FRAGMENT_FIELD = 6;
  private static final int V4_PROTOCOL = 9;
  private static final int V6_NEXT_HEADER = 6;
  private static final int EXTENSION_OCTETS = 8;
  private static final int PORTS_OCTETS = 4;

  private final ServicePorts ports;

  IcmpDecoder(ServicePorts ports) {
    this.ports = ports;
  }

  /// @param start where the ICMP header begins
  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd) {
    if (HEADER_OCTETS > capturedEnd - start) {
      return FrameVerdict.ICMP;
    }
    return switch (Octets.u8(memory, start)) {
      // unreachable, source quench, redirect, time exceeded, parameter problem
      case 3, 4, 5, 11, 12 -> quoting(memory, start + HEADER_OCTETS, capturedEnd);
      default -> FrameVerdict.ICMP;
    };
  }

  /// @param start where the ICMPv6 header begins
  FrameVerdict decodeV6(ByteBuffer memory, int start, int capturedEnd) {
    if (HEADER_OCTETS > capturedEnd - start) {
      return FrameVerdict.ICMP;
    }
    return switch (Octets.u8(memory, start)) {
      // unreachable, packet too big, time exceeded, parameter problem
      case 1, 2, 3, 4 -> quoting(memory, start + HEADER_OCTETS, capturedEnd);
      default -> FrameVerdict.ICMP;
    };
  }

  private FrameVerdict quoting(ByteBuffer memory, int start, int capturedEnd) {
    if (1 > capturedEnd - start) {
      return FrameVerdict.ICMP;
    }
    return switch (Octets.u8(memory, start) >> 4) {
      case 4 -> quotingV4(memory, start, capturedEnd);
      case 6 -> quotingV6(memory, start, capturedEnd);
      default -> FrameVerdict.ICMP;
    };
  }

  private FrameVerdict quotingV4(ByteBuffer memory, int start, int capturedEnd) {
    if (IpDecoder.V4_MIN_OCTETS > capturedEnd - start) {
      return FrameVerdict.ICMP;
    }
    int header = (Octets.u8(memory, start) & 0xF) * 4;
    boolean first = (Octets.u16(memory, start + V4_FRAGMENT_FIELD) & IpDecoder.V4_OFFSET) == 0;
    return first && header >= IpDecoder.V4_MIN_OCTETS
        ? byPorts(memory, start + header, capturedEnd, Octets.u8(memory, start + V4_PROTOCOL))
        : FrameVerdict.ICMP;
  }

  private FrameVerdict quotingV6(ByteBuffer memory, int start, int capturedEnd) {
    if (IpDecoder.V6_OCTETS > capturedEnd - start) {
      return FrameVerdict.ICMP;
    }
    int type = Octets.u8(memory, start + V6_NEXT_HEADER);
    int at = start + IpDecoder.V6_OCTETS;
    while (IpDecoder.isExtension(type)) {
      if (EXTENSION_OCTETS > capturedEnd - at || isLaterFragment(memory, at, type)) {
        return FrameVerdict.ICMP;
      }
      int octets = IpDecoder.extensionOctets(type, Octets.u8(memory, at + 1));
      type = Octets.u8(memory, at);
      at += octets;
    }
    return byPorts(memory, at, capturedEnd, type);
  }

  private static boolean isLaterFragment(ByteBuffer memory, int start, int type) {
    return type == IpDecoder.FRAGMENT && (Octets.u16(memory, start + 2) & IpDecoder.V6_OFFSET) != 0;
  }

  private FrameVerdict byPorts(ByteBuffer memory, int start, int capturedEnd, int protocol) {
    boolean hasPorts = protocol == IpDecoder.UDP || protocol == IpDecoder.TCP;
    if (!hasPorts || PORTS_OCTETS > capturedEnd - start) {
      return FrameVerdict.ICMP;
    }
    Service service = ports.serviceOf(Octets.u16(memory, start), Octets.u16(memory, start + 2));
    boolean ours = service != null && (protocol == IpDecoder.UDP || service == Service.DNS);
    return ours ? FrameVerdict.ICMP_ABOUT_DNS : FrameVerdict.ICMP;
  }
}
