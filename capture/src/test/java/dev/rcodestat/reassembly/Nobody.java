package dev.rcodestat.reassembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.FlowView;
import java.nio.ByteBuffer;

/// Takes every beginning for one of a message, and no message at all.
final class Nobody implements StreamMessageHandler {
  @Override
  public void onMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    throw new AssertionError("no message is whole");
  }

  @Override
  public void onIncompleteMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    assertThat(captured).isLessThan(length);
  }

  @Override
  public boolean isMessageStart(FlowView flow, ByteBuffer memory, int offset, int captured) {
    return true;
  }
}
