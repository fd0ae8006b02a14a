package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Steps over the UDP header (RFC 768), and tells by the ports whether a DNS message follows.
@HotPath
final class TransportDecoder {
  private static final int SOURCE_PORT = 0;
  private static final int DESTINATION_PORT = 2;
  private static final int PORTS_OCTETS = 4;
  private static final int UDP_OCTETS = 8;

  private final FlowView flow;
  private final ServicePorts ports;
  private final MessagePlace place;

  TransportDecoder(FlowView flow, ServicePorts ports, MessagePlace place) {
    this.flow = flow;
    this.ports = ports;
    this.place = place;
  }

  FrameVerdict decodeUdp(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (UDP_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(UDP_OCTETS, wireEnd - start, FrameVerdict.TRANSPORT_MALFORMED);
    }
    // source port, destination port, length, checksum (16 bits each)
    long header = Octets.u64(memory, start);
    Service service = serviceOf(Octets.u16Of(header, 0), Octets.u16Of(header, 1));
    if (service == null) {
      return isTunnelPort(flow.destinationPort) ? FrameVerdict.TUNNEL : FrameVerdict.UDP_OTHER_PORT;
    }
    int length = Octets.u16Of(header, 2);
    long end = wireEnd;
    if (length != 0) { // 0: a jumbogram (RFC 2675 section 4) or segmentation offload
      if (length < UDP_OCTETS) {
        return FrameVerdict.TRANSPORT_MALFORMED;
      }
      end = Math.min((long) start + length, wireEnd);
    }
    flow.transport = Transport.UDP;
    flow.service = service;
    int message = start + UDP_OCTETS;
    return place.take(message, (int) Math.min(capturedEnd, end) - message, end - message, service);
  }

  /// Only the ports are looked at.
  FrameVerdict decodeTcp(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (PORTS_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(PORTS_OCTETS, wireEnd - start, FrameVerdict.TRANSPORT_MALFORMED);
    }
    int sourcePort = Octets.u16(memory, start + SOURCE_PORT);
    int destinationPort = Octets.u16(memory, start + DESTINATION_PORT);
    return serviceOf(sourcePort, destinationPort) == Service.DNS
        ? FrameVerdict.TCP_DNS_PORT
        : FrameVerdict.TCP_OTHER_PORT;
  }

  private @Nullable Service serviceOf(int sourcePort, int destinationPort) {
    flow.sourcePort = sourcePort;
    flow.destinationPort = destinationPort;
    return ports.serviceOf(sourcePort, destinationPort);
  }

  private static boolean isTunnelPort(int destinationPort) {
    return switch (destinationPort) {
      case 4789, // VXLAN (RFC 7348)
          6081, // Geneve (RFC 8926)
          2152, // GTP-U (3GPP TS 29.281)
          1701 -> // L2TP (RFC 2661)
          true;
      default -> false;
    };
  }
}
