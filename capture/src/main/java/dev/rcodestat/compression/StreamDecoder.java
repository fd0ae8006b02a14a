package dev.rcodestat.compression;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// A decoder that is a stream of the JDK's kind.
final class StreamDecoder implements Decoder {
  private static final int OCTETS_AT_ONCE = 1 << 15;

  private final Compression compression;
  private final InputStream stream;
  private final byte[] octets = new byte[OCTETS_AT_ONCE];

  /// @param stream closed with this decoder
  StreamDecoder(Compression compression, InputStream stream) {
    this.compression = compression;
    this.stream = stream;
  }

  @Override
  public int decode(ByteBuffer target) throws IOException {
    try {
      int read = stream.read(octets, 0, Math.min(octets.length, target.remaining()));
      if (read > 0) {
        target.put(octets, 0, read);
      }
      return read;
    } catch (EOFException e) {
      throw new CompressionException(compression, e);
    } catch (IOException e) {
      throw new CompressionException(compression, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
