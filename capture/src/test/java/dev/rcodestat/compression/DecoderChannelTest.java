package dev.rcodestat.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a reader of decompressed octets may rely on.
@Timeout(60)
class DecoderChannelTest {
  @Test
  void decoderThatCannotBeClosedKeepsNothingElseOpen() {
    ReadableByteChannel rest = nothing();
    AtomicInteger closed = new AtomicInteger();
    DecoderChannel channel = new DecoderChannel(new Stubborn(), rest, closed::incrementAndGet);
    assertThatThrownBy(channel::close).hasMessage("on purpose");
    assertThat(closed).hasValue(1);
    assertThat(rest.isOpen()).isFalse();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void octetsPutBeforeAFailureAreReturnedBeforeIt() throws IOException {
    DecoderChannel channel = new DecoderChannel(new Failing(), nothing(), () -> {});
    ByteBuffer target = ByteBuffer.allocateDirect(10);
    assertThat(channel.read(target)).isEqualTo(3);
    assertThat(target.position()).isEqualTo(3);
    assertThatThrownBy(() -> channel.read(target)).hasMessage("on purpose");
    assertThatThrownBy(() -> channel.read(target)).hasMessage("on purpose");
    assertThat(target.position()).isEqualTo(3);
  }

  @Test
  void decoderThatIsReadWhenItsChannelIsClosedIsClosedByItsReader() throws Exception {
    Waiting decoder = new Waiting();
    ReadableByteChannel rest = nothing();
    AtomicReference<Thread> closer = new AtomicReference<>();
    DecoderChannel channel =
        new DecoderChannel(decoder, rest, () -> closer.set(Thread.currentThread()));
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                channel.read(ByteBuffer.allocateDirect(10));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    decoder.entered.await();
    channel.close();
    assertThat(rest.isOpen()).isFalse();
    assertThat(decoder.closed).as("while it is read").hasValue(0);
    decoder.mayLeave.countDown();
    reader.join();
    assertThat(decoder.closed).hasValue(1);
    assertThat(closer).hasValue(reader);
    channel.close();
    assertThat(channel.read(ByteBuffer.allocateDirect(10))).isEqualTo(-1);
    assertThat(decoder.closed).hasValue(1);
  }

  private static ReadableByteChannel nothing() {
    return Channels.newChannel(new ByteArrayInputStream(new byte[0]));
  }

  /// Stands in [#decode] until it is let go.
  private static final class Waiting implements Decoder {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch mayLeave = new CountDownLatch(1);
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public int decode(ByteBuffer target) throws IOException {
      entered.countDown();
      try {
        mayLeave.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return -1;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private static final class Failing implements Decoder {
    @Override
    public int decode(ByteBuffer target) throws IOException {
      target.put(new byte[3]);
      throw new IOException("on purpose");
    }

    @Override
    public void close() {}
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
