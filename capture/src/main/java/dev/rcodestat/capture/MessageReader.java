package dev.rcodestat.capture;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;

/// Looks into messages, and hands them on. Single-threaded; allocates nothing.
public final class MessageReader implements MessageTaker {
  private final MessageHandler whole;
  private final MessageHandler incomplete;
  private final DnsMessageView message = new DnsMessageView();

  /// @param whole takes whole messages
  /// @param incomplete takes the beginnings of messages
  public MessageReader(MessageHandler whole, MessageHandler incomplete) {
    this.whole = whole;
    this.incomplete = incomplete;
  }

  @Override
  @HotPath
  public void onMessage(
      long timestampNanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    message.wrap(memory, offset, captured, length);
    whole.onMessage(timestampNanos, flow, message);
  }

  @Override
  public void onIncompleteMessage(
      long timestampNanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    message.wrap(memory, offset, captured, length);
    incomplete.onMessage(timestampNanos, flow, message);
  }
}
