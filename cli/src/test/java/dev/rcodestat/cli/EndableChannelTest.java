package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EndableChannelTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void aReadThatWaitsSeesTheEnd() throws IOException {
    Pipe pipe = Pipe.open();
    EndableChannel channel = new EndableChannel(pipe.source());
    CompletableFuture<Integer> octets = CompletableFuture.supplyAsync(() -> read(channel));

    channel.end(Duration.ofMillis(100));

    assertThat(octets.join()).isEqualTo(-1);
    assertThat(channel.isOpen()).isFalse();
    assertThat(channel.isCutShort()).isTrue();
    assertThat(read(channel)).isEqualTo(-1);
    pipe.sink().close();
  }

  @Test
  void aChannelThatEndedLongBeforeIsNotCutShort() throws IOException {
    EndableChannel channel = new EndableChannel(oneOctet());
    channel.close();

    channel.end(Duration.ZERO);
    assertThat(channel.isCutShort()).isFalse();
    channel.end(LONG);
    assertThat(channel.isCutShort()).as("its writer may have been told first").isTrue();
  }

  @Test
  void whatItsWriterStillHasToSayIsRead() throws IOException {
    Pipe pipe = Pipe.open();
    EndableChannel channel = new EndableChannel(pipe.source());
    CompletableFuture<Void> end = CompletableFuture.runAsync(() -> channel.end(LONG));

    pipe.sink().write(ByteBuffer.wrap(new byte[3]));
    pipe.sink().close();

    assertThat(read(channel)).isEqualTo(3);
    assertThat(read(channel)).isEqualTo(-1);
    end.join();
    channel.close();
  }

  @Test
  void nothingIsWaitedForWhereTheReaderHasFinished() throws IOException {
    EndableChannel channel = new EndableChannel(oneOctet());

    channel.close();
    channel.end(LONG);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aChannelThatSomebodyElseClosedIsAFailure() throws IOException {
    Pipe pipe = Pipe.open();
    EndableChannel channel = new EndableChannel(pipe.source());
    pipe.source().close();

    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
    pipe.sink().close();
  }

  private static ReadableByteChannel oneOctet() {
    return Channels.newChannel(new ByteArrayInputStream(new byte[1]));
  }

  private static int read(EndableChannel channel) {
    try {
      return channel.read(ByteBuffer.allocate(10));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
