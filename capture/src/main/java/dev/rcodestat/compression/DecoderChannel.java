package dev.rcodestat.compression;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The octets that a decoder makes. One thread reads; another may close: while the reader stands in a
/// system call only the channel below is closed, and the decoder when the reader comes back from it.
final class DecoderChannel implements ReadableByteChannel {
  private final Decoder decoder;
  private final ReadableByteChannel rest;
  private final Runnable onClose;
  private final Lock inUse = new ReentrantLock();
  private volatile boolean open = true;

  /// Why the stream cannot be read on; under the lock.
  private @Nullable IOException failure;

  /// Whether the decoder was closed; under the lock.
  private boolean released;

  /// @param rest where the decoder reads; closed with this channel
  /// @param onClose run once, when the decoder is no longer used, by the thread that closes this channel
  ///     or by the one that reads it
  DecoderChannel(Decoder decoder, ReadableByteChannel rest, Runnable onClose) {
    this.decoder = decoder;
    this.rest = rest;
    this.onClose = onClose;
  }

  /// Puts some octets. Those that were put before the stream turned out to be damaged or cut short are
  /// returned; the call after that throws.
  @Override
  public int read(ByteBuffer target) throws IOException {
    inUse.lock();
    try {
      return open ? decode(target) : -1;
    } finally {
      inUse.unlock();
      if (!open) {
        release();
      }
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
      release();
    }
  }

  private int decode(ByteBuffer target) throws IOException {
    if (failure != null) {
      throw failure;
    }
    int start = target.position();
    try {
      return decoder.decode(target);
    } catch (IOException e) {
      failure = e;
      if (target.position() == start) {
        throw e;
      }
      return target.position() - start;
    }
  }

  /// Closes the decoder, unless the other thread is in it: that one comes here when it leaves it.
  private void release() throws IOException {
    if (!inUse.tryLock()) {
      return;
    }
    try {
      if (!released) {
        released = true;
        closeDecoder();
      }
    } finally {
      inUse.unlock();
    }
  }

  private void closeDecoder() throws IOException {
    try (decoder) {
      onClose.run();
    }
  }
}
