package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;

/// Finds the DNS in a captured frame, without copying.
///
/// After [#decode] gave a verdict that [FrameVerdict#holdsMessage], [#flow] tells both ends and the
/// message is the payload. After [FrameVerdict#FRAGMENT_HELD] the payload is a fragment that
/// [#fragment] describes, and after [FrameVerdict#TCP_DNS] it is octets of the stream that [#tcp]
/// describes. Whatever octets come in, a verdict comes out. Single-threaded; allocates nothing.
///
/// Packets inside of packets are opened one after the other, in a loop, so that no frame can make
/// the decoders call each other without end.
public final class FrameDecoder {
  /// The most encapsulations of one frame that are opened.
  static final int MOST_LAYERS = 16;

  /// The most octets of an IP packet's payload.
  private static final int MAX_PACKET_OCTETS = 65_535;

  private final FlowView flow = new FlowView();
  private final FragmentView fragment = new FragmentView();
  private final TcpView tcp = new TcpView();
  private final PayloadPlace payload = new PayloadPlace();
  private final InnerPacket inner = new InnerPacket();
  private final PlainFrameDecoder plain;
  private final IpDecoder ip;
  private final LinkDecoder link;
  private final TunnelDecoder tunnel;

  /// @param ports which ports carry DNS, mDNS and LLMNR
  public FrameDecoder(ServicePorts ports) {
    plain = new PlainFrameDecoder(flow, ports, payload);
    ip =
        new IpDecoder(
            flow,
            fragment,
            payload,
            inner,
            new TransportDecoder(flow, tcp, ports, payload, inner),
            new IcmpDecoder(ports));
    link = new LinkDecoder(ip, inner);
    tunnel = new TunnelDecoder(link, inner);
  }

  /// Decodes one frame.
  ///
  /// @param memory the memory that holds it
  /// @param offset where its link header begins in the memory
  /// @param captured its octets that the capture holds
  /// @param length its octets on the wire
  /// @param linkType the type of its link header; see [LinkType]
  @HotPath
  public FrameVerdict decode(
      ByteBuffer memory, int offset, int captured, int length, int linkType) {
    if (linkType == LinkType.ETHERNET
        && captured >= length
        && plain.decode(memory, offset, captured)) {
      return FrameVerdict.DNS;
    }
    return decodeAny(memory, offset, captured, length, linkType);
  }

  /// Decodes a frame of any kind, step by step.
  @HotPath
  FrameVerdict decodeAny(ByteBuffer memory, int offset, int captured, int length, int linkType) {
    long wireEnd = (long) offset + Math.max(captured, length);
    FrameVerdict verdict = link.decode(memory, offset, offset + captured, wireEnd, linkType);
    return verdict == FrameVerdict.NESTED_TOO_DEEP ? open(memory) : verdict;
  }

  /// Goes on with the payload of a packet that was put together from its fragments; [#flow] still
  /// has its addresses.
  ///
  /// @param protocol what the packet carries, as its first [FragmentView] says
  @HotPath
  public FrameVerdict decodePayload(
      ByteBuffer memory, int offset, int captured, int length, int protocol) {
    long wireEnd = (long) offset + Math.max(captured, length);
    FrameVerdict verdict = ip.afterExtensions(memory, offset, offset + captured, wireEnd, protocol);
    return verdict == FrameVerdict.NESTED_TOO_DEEP ? open(memory) : verdict;
  }

  /// The same, for a packet whose beginning alone is at hand.
  ///
  /// @param addresses who sent the packet to whom
  @HotPath
  public FrameVerdict decodePayload(
      FlowView addresses, ByteBuffer memory, int offset, int captured, int protocol) {
    flow.wrap(addresses);
    return decodePayload(memory, offset, captured, MAX_PACKET_OCTETS, protocol);
  }

  /// Both ends of the last frame's innermost packet.
  public FlowView flow() {
    return flow;
  }

  /// The place of the last frame's fragment.
  public FragmentView fragment() {
    return fragment;
  }

  /// The TCP header of the last frame.
  public TcpView tcp() {
    return tcp;
  }

  /// Where the payload begins in the memory.
  @HotPath
  public int payloadOffset() {
    return payload.offset();
  }

  /// The octets of the payload that the capture holds.
  @HotPath
  public int payloadCaptured() {
    return payload.captured();
  }

  /// The octets of the payload on the wire.
  @HotPath
  public int payloadLength() {
    return payload.length();
  }

  private FrameVerdict open(ByteBuffer memory) {
    FrameVerdict verdict = FrameVerdict.NESTED_TOO_DEEP;
    for (int layer = 0; layer < MOST_LAYERS && verdict == FrameVerdict.NESTED_TOO_DEEP; layer++) {
      verdict = tunnel.open(memory, inner.start(), inner.capturedEnd(), inner.wireEnd());
    }
    return verdict;
  }
}
