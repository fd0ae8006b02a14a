package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Decodes in one go what almost all frames of a capture of DNS are: Ethernet without a tag, IPv4 without
/// options or IPv6 without extension headers, and a whole datagram on a port of DNS, all of it captured.
/// What it declines goes the long way, on which it would come to the same verdict: it knows nothing that
/// [LinkDecoder], [IpDecoder] and [TransportDecoder] do not know.
///
/// ```
/// Ethernet: destination (48), source (48), EtherType (16)
/// IPv4:     version (4), header length (4), service (8), total length (16), ID (16), flags (3),
///           place of the fragment (13), time to live (8), protocol (8), checksum (16), source (32),
///           destination (32)
/// IPv6:     version (4), traffic class (8), flow label (20), payload length (16), next header (8),
///           hop limit (8), source (128), destination (128)
/// UDP:      source port, destination port, length, checksum (16 each)
/// ```
@HotPath
final class PlainFrameDecoder {
  private static final int ETHERTYPE = 12;
  private static final int ETHERNET_OCTETS = 14;
  private static final int UDP_OCTETS = 8;

  /// A UDP header and the header of a message (RFC 1035 section 4.1.1).
  private static final int LEAST_DATAGRAM = UDP_OCTETS + 12;

  // EtherType, version and header length; EtherType and version.
  private static final long V4 = 0x0800_45;
  private static final long V6 = 0x86DD_6;

  private static final int V4_OCTETS = 20;
  private static final int V4_FRAGMENT = ETHERNET_OCTETS + 6;
  private static final int V4_ADDRESSES = ETHERNET_OCTETS + 12;
  private static final int V4_PLACE_AND_MORE = 0x3FFF;

  private static final int V6_OCTETS = 40;
  private static final int V6_NEXT_HEADER = ETHERNET_OCTETS + 6;
  private static final int V6_SOURCE = ETHERNET_OCTETS + 8;
  private static final int V6_DESTINATION = ETHERNET_OCTETS + 24;

  private final FlowView flow;
  private final ServicePorts ports;
  private final PayloadPlace payload;

  PlainFrameDecoder(FlowView flow, ServicePorts ports, PayloadPlace payload) {
    this.flow = flow;
    this.ports = ports;
    this.payload = payload;
  }

  /// Decodes an Ethernet frame that was captured whole.
  ///
  /// @return true where it holds a message; false where somebody else has to look
  boolean decode(ByteBuffer memory, int start, int length) {
    if (length < ETHERNET_OCTETS + V4_OCTETS + LEAST_DATAGRAM) {
      return false;
    }
    long first = Octets.u64(memory, start + ETHERTYPE);
    if (first >>> 40 == V4) {
      return decodeV4(memory, start, length, Octets.u16Of(first, 2));
    }
    return first >>> 44 == V6
        && length >= ETHERNET_OCTETS + V6_OCTETS + LEAST_DATAGRAM
        && decodeV6(memory, start, length, Octets.u16Of(first, 3));
  }

  private boolean decodeV4(ByteBuffer memory, int start, int length, int total) {
    long second = Octets.u64(memory, start + V4_FRAGMENT);
    boolean isDatagram =
        Octets.u8Of(second, 3) == IpDecoder.UDP
            && (Octets.u16Of(second, 0) & V4_PLACE_AND_MORE) == 0;
    int datagram = total - V4_OCTETS;
    if (!isDatagram
        || total > length - ETHERNET_OCTETS
        || !decodeUdp(memory, start + ETHERNET_OCTETS + V4_OCTETS, datagram)) {
      return false;
    }
    long addresses = Octets.u64(memory, start + V4_ADDRESSES);
    flow.version = 4;
    flow.sourceHigh = 0;
    flow.sourceLow = Octets.u32Of(addresses, 0);
    flow.destinationHigh = 0;
    flow.destinationLow = Octets.u32Of(addresses, 1);
    return true;
  }

  private boolean decodeV6(ByteBuffer memory, int start, int length, int datagram) {
    if (Octets.u8(memory, start + V6_NEXT_HEADER) != IpDecoder.UDP
        || datagram > length - ETHERNET_OCTETS - V6_OCTETS
        || !decodeUdp(memory, start + ETHERNET_OCTETS + V6_OCTETS, datagram)) {
      return false;
    }
    flow.version = 6;
    flow.sourceHigh = Octets.u64(memory, start + V6_SOURCE);
    flow.sourceLow = Octets.u64(memory, start + V6_SOURCE + 8);
    flow.destinationHigh = Octets.u64(memory, start + V6_DESTINATION);
    flow.destinationLow = Octets.u64(memory, start + V6_DESTINATION + 8);
    return true;
  }

  /// @param length the octets that IP says it carries, all of which are there
  private boolean decodeUdp(ByteBuffer memory, int start, int length) {
    long header = Octets.u64(memory, start);
    int sourcePort = Octets.u16Of(header, 0);
    int destinationPort = Octets.u16Of(header, 1);
    if (length < LEAST_DATAGRAM
        || Octets.u16Of(header, 2) != length
        || !ports.isDns(sourcePort, destinationPort)) {
      return false;
    }
    flow.sourcePort = sourcePort;
    flow.destinationPort = destinationPort;
    flow.transport = Transport.UDP;
    flow.service = Service.DNS;
    payload.take(start + UDP_OCTETS, start + length, start + length);
    return true;
  }
}
