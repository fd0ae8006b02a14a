package dev.rcodestat.capture;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;
import java.nio.ByteBuffer;

/// Looks into messages, and hands them on. Single-threaded; allocates nothing.
public final class MessageReader implements MessageOctetsHandler {
  private final MessageHandler handler;
  private final DnsMessageView message = new DnsMessageView();

  /// A reader for a handler.
  public MessageReader(MessageHandler handler) {
    this.handler = handler;
  }

  @Override
  public void onMessage(
      long timestampNanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    message.wrap(memory, offset, captured, length);
    handler.onMessage(timestampNanos, flow, message);
  }
}
