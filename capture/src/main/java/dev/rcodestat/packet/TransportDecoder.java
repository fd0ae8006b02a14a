package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Steps over the UDP header (RFC 768) or the TCP header (RFC 9293), and tells by the ports whether
/// DNS follows.
@HotPath
final class TransportDecoder {
  private static final int SOURCE_PORT = 0;
  private static final int DESTINATION_PORT = 2;
  private static final int PORTS_OCTETS = 4;
  private static final int UDP_OCTETS = 8;

  private static final int TCP_MIN_OCTETS = 20;
  private static final int TCP_SEQUENCE = 4;
  private static final int TCP_ACKNOWLEDGMENT = 8;
  private static final int TCP_DATA_OFFSET = 12;
  private static final int TCP_FLAGS = 13;

  /// The header that makes a message countable (RFC 1035 section 4.1.1).
  private static final int MESSAGE_HEADER_OCTETS = 12;

  private final FlowView flow;
  private final TcpView tcp;
  private final ServicePorts ports;
  private final PayloadPlace payload;
  private final InnerPacket inner;

  TransportDecoder(
      FlowView flow, TcpView tcp, ServicePorts ports, PayloadPlace payload, InnerPacket inner) {
    this.flow = flow;
    this.tcp = tcp;
    this.ports = ports;
    this.payload = payload;
    this.inner = inner;
  }

  FrameVerdict decodeUdp(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (UDP_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(UDP_OCTETS, wireEnd - start, FrameVerdict.TRANSPORT_MALFORMED);
    }
    // source port, destination port, length, checksum (16 bits each)
    long header = Octets.u64(memory, start);
    int length = Octets.u16Of(header, 2);
    long end = wireEnd;
    if (length != 0) { // 0: a jumbogram (RFC 2675 section 4) or segmentation offload
      end = Math.min((long) start + length, wireEnd);
    }
    int next = start + UDP_OCTETS;
    int heldEnd = (int) Math.min(capturedEnd, end);
    Service service = serviceOf(Octets.u16Of(header, 0), Octets.u16Of(header, 1));
    if (service == null) {
      return otherPort(next, heldEnd, end);
    }
    if (length != 0 && length < UDP_OCTETS) {
      return FrameVerdict.TRANSPORT_MALFORMED;
    }
    flow.transport = Transport.UDP;
    flow.service = service;
    return message(next, heldEnd, end, service);
  }

  FrameVerdict decodeTcp(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (PORTS_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(PORTS_OCTETS, wireEnd - start, FrameVerdict.TRANSPORT_MALFORMED);
    }
    int sourcePort = Octets.u16(memory, start + SOURCE_PORT);
    int destinationPort = Octets.u16(memory, start + DESTINATION_PORT);
    if (serviceOf(sourcePort, destinationPort) != Service.DNS) {
      return FrameVerdict.TCP_OTHER_PORT;
    }
    if (TCP_MIN_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(
          TCP_MIN_OCTETS, wireEnd - start, FrameVerdict.TRANSPORT_MALFORMED);
    }
    int header = (Octets.u8(memory, start + TCP_DATA_OFFSET) >> 4) * 4;
    if (header < TCP_MIN_OCTETS || header > wireEnd - start) {
      return FrameVerdict.TRANSPORT_MALFORMED;
    }
    tcp.take(
        (int) Octets.u32(memory, start + TCP_SEQUENCE),
        (int) Octets.u32(memory, start + TCP_ACKNOWLEDGMENT),
        Octets.u8(memory, start + TCP_FLAGS));
    flow.transport = Transport.TCP;
    flow.service = Service.DNS;
    payload.take(start + header, capturedEnd, wireEnd);
    return FrameVerdict.TCP_DNS;
  }

  private @Nullable Service serviceOf(int sourcePort, int destinationPort) {
    flow.sourcePort = sourcePort;
    flow.destinationPort = destinationPort;
    return ports.serviceOf(sourcePort, destinationPort);
  }

  /// A message counts where its header is whole.
  private FrameVerdict message(int start, int capturedEnd, long wireEnd, Service service) {
    if (capturedEnd - start < MESSAGE_HEADER_OCTETS) {
      return wireEnd - start < MESSAGE_HEADER_OCTETS
          ? FrameVerdict.MESSAGE_TOO_SHORT
          : FrameVerdict.MESSAGE_HEADER_CUT;
    }
    payload.take(start, capturedEnd, wireEnd);
    return switch (service) {
      case DNS -> FrameVerdict.DNS;
      case MDNS -> FrameVerdict.MDNS;
      case LLMNR -> FrameVerdict.LLMNR;
    };
  }

  /// Tunnels are known by the port that they are sent to; some answer from it.
  private FrameVerdict otherPort(int start, int capturedEnd, long wireEnd) {
    Encapsulation tunnel = Encapsulation.ofUdpPort(flow.destinationPort);
    if (tunnel == null) {
      tunnel = Encapsulation.ofUdpPort(flow.sourcePort);
    }
    return tunnel == null
        ? FrameVerdict.UDP_OTHER_PORT
        : inner.take(tunnel, start, capturedEnd, wireEnd);
  }
}
