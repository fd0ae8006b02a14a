package dev.rcodestat.reassembly;

import dev.rcodestat.packet.FlowView;
import java.nio.ByteBuffer;

/// Takes the messages of TCP streams, and knows what a message looks like.
public interface StreamMessageHandler {
  /// A message that the stream has whole; where the capture cut a packet it may lack its end.
  ///
  /// @param nanos the time of the frame that made it whole
  /// @param flow who sent it to whom
  /// @param memory holds the message until this method returns
  /// @param offset where its header begins
  /// @param captured its octets from there that are captured, at least those of a header
  /// @param length its octets on the wire
  void onMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length);

  /// The beginning of a message of which the rest is missing.
  void onIncompleteMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length);

  /// Whether a message begins here, beyond reasonable doubt: its length in two octets, then the
  /// message. Asked where the beginning of a stream is not known.
  ///
  /// @param flow who sends the stream to whom
  /// @param captured the octets at hand, at least [TcpReassembler#RECOGNIZABLE_OCTETS]
  boolean isMessageStart(FlowView flow, ByteBuffer memory, int offset, int captured);
}
