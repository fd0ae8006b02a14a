package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import org.jspecify.annotations.Nullable;

/// Steps over the UDP header (RFC 768), and tells by the ports whether a DNS message follows.
@HotPath
final class TransportDecoder {
  private static final int SOURCE_PORT = 0;
  private static final int DESTINATION_PORT = 2;
  private static final int PORTS_OCTETS = 4;
  private static final int UDP_OCTETS = 8;

  /// The header that makes a message countable (RFC 1035 section 4.1.1).
  private static final int MESSAGE_HEADER_OCTETS = 12;

  private final FlowView flow;
  private final ServicePorts ports;

  TransportDecoder(FlowView flow, ServicePorts ports) {
    this.flow = flow;
    this.ports = ports;
  }

  FrameVerdict decodeUdp(PacketWindow window) {
    if (!window.holds(UDP_OCTETS)) {
      return window.lacking(UDP_OCTETS, FrameVerdict.TRANSPORT_MALFORMED);
    }
    // source port, destination port, length, checksum (16 bits each)
    long header = window.u64(0);
    Service service = serviceOf(Octets.u16Of(header, 0), Octets.u16Of(header, 1));
    if (service == null) {
      return isTunnelPort(flow.destinationPort) ? FrameVerdict.TUNNEL : FrameVerdict.UDP_OTHER_PORT;
    }
    int length = Octets.u16Of(header, 2);
    window.skip(UDP_OCTETS);
    if (length != 0) { // 0: a jumbogram (RFC 2675 section 4) or segmentation offload
      if (length < UDP_OCTETS) {
        return FrameVerdict.TRANSPORT_MALFORMED;
      }
      window.limit(Math.min(length - UDP_OCTETS, window.length()));
    }
    flow.transport = Transport.UDP;
    flow.service = service;
    return message(window, service);
  }

  /// Only the ports are looked at.
  FrameVerdict decodeTcp(PacketWindow window) {
    if (!window.holds(PORTS_OCTETS)) {
      return window.lacking(PORTS_OCTETS, FrameVerdict.TRANSPORT_MALFORMED);
    }
    return serviceOf(window.u16(SOURCE_PORT), window.u16(DESTINATION_PORT)) == Service.DNS
        ? FrameVerdict.TCP_DNS_PORT
        : FrameVerdict.TCP_OTHER_PORT;
  }

  private @Nullable Service serviceOf(int sourcePort, int destinationPort) {
    flow.sourcePort = sourcePort;
    flow.destinationPort = destinationPort;
    return ports.serviceOf(sourcePort, destinationPort);
  }

  private static FrameVerdict message(PacketWindow window, Service service) {
    if (!window.holds(MESSAGE_HEADER_OCTETS)) {
      return window.length() < MESSAGE_HEADER_OCTETS
          ? FrameVerdict.MESSAGE_TOO_SHORT
          : FrameVerdict.MESSAGE_HEADER_CUT;
    }
    return switch (service) {
      case DNS -> FrameVerdict.DNS;
      case MDNS -> FrameVerdict.MDNS;
      case LLMNR -> FrameVerdict.LLMNR;
    };
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
