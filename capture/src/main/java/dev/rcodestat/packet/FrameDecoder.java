package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;

/// Finds the DNS message in a captured frame, without copying.
///
/// After [#decode] gave a verdict that [FrameVerdict#holdsMessage], [#flow] tells both ends and the
/// message lies at [#messageOffset]. Whatever octets come in, a verdict comes out. Single-threaded;
/// allocates nothing.
public final class FrameDecoder {
  private final MessagePlace place = new MessagePlace();
  private final FlowView flow = new FlowView();
  private final LinkDecoder link;

  /// @param ports which ports carry DNS, mDNS and LLMNR
  public FrameDecoder(ServicePorts ports) {
    link = new LinkDecoder(new IpDecoder(flow, new TransportDecoder(flow, ports, place)));
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
    long wireEnd = (long) offset + Math.max(captured, length);
    return link.decode(memory, offset, offset + captured, wireEnd, linkType);
  }

  /// Both ends of the last frame's packet.
  public FlowView flow() {
    return flow;
  }

  /// Where the message's header begins in the memory.
  @HotPath
  public int messageOffset() {
    return place.offset();
  }

  /// The octets of the message that the capture holds.
  @HotPath
  public int messageCaptured() {
    return place.captured();
  }

  /// The octets of the message on the wire.
  @HotPath
  public int messageLength() {
    return place.length();
  }
}
