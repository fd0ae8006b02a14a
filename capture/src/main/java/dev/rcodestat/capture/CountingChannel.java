package dev.rcodestat.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/// A channel whose octets add to a count that others read meanwhile. One thread reads at a time.
final class CountingChannel implements ReadableByteChannel {
  private final ReadableByteChannel channel;
  private final AtomicLong count;
  private long own;
  private volatile boolean ended;

  /// @param channel closed with this one
  /// @param count shared
  CountingChannel(ReadableByteChannel channel, AtomicLong count) {
    this.channel = channel;
    this.count = count;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int octets = channel.read(target);
    if (octets > 0) {
      own += octets;
      count.addAndGet(octets);
    } else if (octets < 0) {
      ended = true;
    }
    return octets;
  }

  /// Whether its end was read. For any thread.
  boolean hasEnded() {
    return ended;
  }

  /// Takes back what this channel added; after it was closed.
  void takeBack() {
    count.addAndGet(-own);
    own = 0;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
