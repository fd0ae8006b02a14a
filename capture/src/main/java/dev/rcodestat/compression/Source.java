package dev.rcodestat.compression;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// Compressed octets, through a native buffer, for decoders that take them from there and for
/// decoders that ask a stream.
final class Source extends InputStream {
  private final ReadableByteChannel channel;
  private final ByteBuffer buffer;

  /// @param channel left open
  /// @param buffer native; what it holds between position and limit comes before the channel
  Source(ReadableByteChannel channel, ByteBuffer buffer) {
    this.channel = channel;
    this.buffer = buffer;
  }

  /// The octets at hand, between position and limit; to be consumed from there.
  ByteBuffer buffer() {
    return buffer;
  }

  /// Reads some more where none are at hand.
  ///
  /// @return false where the source has ended
  boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    int read;
    do {
      read = channel.read(buffer);
    } while (read == 0);
    buffer.flip();
    return read > 0;
  }

  /// The next octet, which has to be there.
  int next() throws IOException {
    int octet = read();
    if (octet < 0) {
      throw new EOFException();
    }
    return octet;
  }

  @Override
  public int read() throws IOException {
    return fill() ? Byte.toUnsignedInt(buffer.get()) : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int octets = Math.min(length, buffer.remaining());
    buffer.get(target, offset, octets);
    return octets;
  }
}
