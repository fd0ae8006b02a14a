package dev.rcodestat.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a reader of decompressed octets may rely on.
class DecoderChannelTest {
  @Test
  void decoderThatCannotBeClosedKeepsNothingElseOpen() {
    ReadableByteChannel rest = Channels.newChannel(new ByteArrayInputStream(new byte[0]));
    AtomicInteger closed = new AtomicInteger();
    DecoderChannel channel = new DecoderChannel(new Stubborn(), rest, closed::incrementAndGet);
    assertThatThrownBy(channel::close).hasMessage("on purpose");
    assertThat(closed).hasValue(1);
    assertThat(rest.isOpen()).isFalse();
    assertThat(channel.isOpen()).isFalse();
  }

  private static final class Stubborn implements Decoder {
    @Override
    public int decode(ByteBuffer target) {
      return -1;
    }

    @Override
    public void close() throws IOException {
      throw new IOException("on purpose");
    }
  }
}
