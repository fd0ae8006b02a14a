package dev.rcodestat.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A channel that another thread can bring to its end, also while somebody waits for its octets: to the
/// reader it has simply ended. One thread reads; any thread may call [#end].
final class EndableChannel implements ReadableByteChannel {
  private final ReadableByteChannel channel;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean told;
  private volatile boolean cutShort;
  private volatile long finishedNanos;

  /// Takes over a channel.
  ///
  /// @param channel closed with this one, or when this one is told to end
  EndableChannel(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /// Says that the user wants to end, of which its writer may have heard a little earlier.
  ///
  /// @param patience how much earlier
  void tell(Duration patience) {
    if (isOpenToTheReader() || nanosSinceItFinished() < patience.toNanos()) {
      cutShort = true;
    }
  }

  /// Lets the channel end by itself for a while, as it does where its writer has been told to end too, and
  /// then ends it. Returns when nothing more can be read.
  void end(Duration patience) {
    tell(patience);
    try {
      boolean byItself = finished.await(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (!byItself) {
        told = true;
        channel.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether it was told to end before it would have ended by itself, as far as can be known.
  boolean isCutShort() {
    return cutShort;
  }

  @Override
  public int read(ByteBuffer memory) throws IOException {
    int octets = readOrEnd(memory);
    if (octets < 0) {
      finish();
    }
    return octets;
  }

  private int readOrEnd(ByteBuffer memory) throws IOException {
    if (told) {
      return -1;
    }
    try {
      return channel.read(memory);
    } catch (ClosedChannelException e) {
      if (told) {
        return -1;
      }
      throw e;
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    finish();
    channel.close();
  }

  private void finish() {
    if (isOpenToTheReader()) {
      finishedNanos = System.nanoTime();
      finished.countDown();
    }
  }

  private boolean isOpenToTheReader() {
    return finished.getCount() > 0;
  }

  private long nanosSinceItFinished() {
    return System.nanoTime() - finishedNanos;
  }
}
