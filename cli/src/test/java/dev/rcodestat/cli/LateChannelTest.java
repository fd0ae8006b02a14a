package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LateChannelTest {
  private final ByteBuffer memory = ByteBuffer.allocate(10);

  @Test
  void itIsOpenedByTheFirstReadAndClosed() throws IOException {
    LateChannel channel =
        new LateChannel(() -> Channels.newChannel(new ByteArrayInputStream(new byte[3])));

    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.read(memory)).isEqualTo(3);
    assertThat(channel.read(memory)).isEqualTo(-1);
    channel.close();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.read(memory)).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void whatCannotBeOpenedCannotBeRead() throws IOException {
    LateChannel channel =
        new LateChannel(() -> {
          throw new IOException("in the way");
        });

    assertThatThrownBy(() -> channel.read(memory))
        .isInstanceOf(IOException.class)
        .hasMessage("in the way");
    channel.close();
  }

  @Test
  void anOpeningThatWaitsForEverCanBeEnded() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    EndableChannel channel = new EndableChannel(new LateChannel(() -> waitFor(opening, never)));
    Thread end =
        Thread.ofVirtual()
            .start(() -> {
              await(opening);
              channel.end(Duration.ZERO);
            });

    assertThat(channel.read(memory)).isEqualTo(-1);
    end.join();
    assertThat(channel.isCutShort()).isTrue();
    never.countDown();
  }

  private static ReadableByteChannel waitFor(CountDownLatch opening, CountDownLatch never) {
    opening.countDown();
    await(never);
    return Channels.newChannel(new ByteArrayInputStream(new byte[1]));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
