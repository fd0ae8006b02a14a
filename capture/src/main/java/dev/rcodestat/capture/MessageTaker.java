package dev.rcodestat.capture;

import dev.rcodestat.packet.FlowView;
import java.nio.ByteBuffer;

/// Takes the messages of a share of the traffic, one at a time, on the source's thread. Nobody has looked
/// into them yet.
public interface MessageTaker {
  /// A message whose header is whole. All is borrowed: valid until this method returns.
  ///
  /// @param timestampNanos nanoseconds since 1970-01-01T00:00:00Z, or [FrameView#NO_TIMESTAMP]
  /// @param flow who sent it to whom
  /// @param memory holds it
  /// @param offset where its header begins in the memory
  /// @param captured its octets that the capture holds, at least those of a header
  /// @param length its octets on the wire
  void onMessage(
      long timestampNanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length);

  /// The beginning, with a whole header, of a message that was not whole on the wire, as far as the capture
  /// shows.
  void onIncompleteMessage(
      long timestampNanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length);
}
