package dev.rcodestat.compression;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The octets that a decoder makes. One thread reads; another may close: while the reader stands in a
/// system call the decoder stays as it is, and only the channel below is closed.
final class DecoderChannel implements ReadableByteChannel {
  private final Decoder decoder;
  private final ReadableByteChannel rest;
  private final Runnable onClose;
  private final Lock inUse = new ReentrantLock();
  private volatile boolean open = true;

  /// @param rest where the decoder reads; closed with this channel
  /// @param onClose run by the thread that closes, when the decoder is no longer used
  DecoderChannel(Decoder decoder, ReadableByteChannel rest, Runnable onClose) {
    this.decoder = decoder;
    this.rest = rest;
    this.onClose = onClose;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    inUse.lock();
    try {
      return open ? decoder.decode(target) : -1;
    } finally {
      inUse.unlock();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try (rest) {
      if (inUse.tryLock()) {
        closeDecoder();
      }
    }
  }

  private void closeDecoder() throws IOException {
    try (decoder) {
      onClose.run();
    } finally {
      inUse.unlock();
    }
  }
}
