package dev.rcodestat.compression;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.rcodestat.wire.Octets;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Zstandard (RFC 8878), of any number of frames.
final class ZstdDecoder implements Decoder {
  /// As `zstd --long` needs at most.
  static final int MOST_WINDOW_LOG = 27;

  // Frame header: magic (32), descriptor (8), window descriptor (8) unless there is a single
  // segment.
  private static final int DESCRIPTOR = 4;
  private static final int SINGLE_SEGMENT = 1 << 5;
  private static final int WINDOW = 5;
  private static final int LEAST_WINDOW_LOG = 10;

  private final Source source;
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private boolean inFrame;

  ZstdDecoder(Source source) {
    this.source = source;
    context.setLongMax(MOST_WINDOW_LOG);
  }

  /// The octets of the window that a frame declares, which its decoder keeps.
  ///
  /// @param frame its beginning
  static long window(ByteBuffer frame) {
    if (frame.limit() <= WINDOW || (Octets.u8(frame, DESCRIPTOR) & SINGLE_SEGMENT) != 0) {
      return 0; // no longer than its content, and libzstd knows a bound
    }
    int descriptor = Octets.u8(frame, WINDOW);
    long base = 1L << (LEAST_WINDOW_LOG + (descriptor >>> 3));
    return base + base / 8 * (descriptor & 7);
  }

  @Override
  public int decode(ByteBuffer target) throws IOException {
    int start = target.position();
    try {
      decodeStep(target);
      while (target.position() == start) {
        if (!source.fill()) {
          return end();
        }
        decodeStep(target);
      }
    } catch (ZstdException e) {
      throw new CompressionException(Compression.ZSTD, String.valueOf(e.getMessage()));
    }
    return target.position() - start;
  }

  @Override
  public void close() {
    context.close();
  }

  private void decodeStep(ByteBuffer target) {
    boolean any = source.buffer().hasRemaining();
    if (any || inFrame) {
      inFrame = !context.decompressDirectByteBufferStream(target, source.buffer());
    }
  }

  private int end() throws IOException {
    if (inFrame) {
      throw new CompressionException(Compression.ZSTD, new EOFException());
    }
    return -1;
  }
}
