package dev.rcodestat.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// The first so many octets of a channel, which is closed with it.
final class LimitedChannel implements ReadableByteChannel {
  private final ReadableByteChannel channel;
  private long left;

  /// @param octets after so many it ends
  LimitedChannel(ReadableByteChannel channel, long octets) {
    this.channel = channel;
    left = octets;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (left == 0) {
      return -1;
    }
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + left));
    int read = channel.read(target);
    target.limit(limit);
    left -= Math.max(read, 0);
    return read;
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
