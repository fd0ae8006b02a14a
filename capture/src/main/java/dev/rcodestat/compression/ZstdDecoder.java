package dev.rcodestat.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.rcodestat.wire.Octets;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Zstandard (RFC 8878), of any number of frames.
final class ZstdDecoder implements Decoder {
  /// What `zstd -3` takes, its default; and any frame of a stream may, however small the first is.
  private static final int LEAST_WINDOW_LOG = 21;

  // Frame header: magic (32), descriptor (8), window descriptor (8) unless there is a single
  // segment, dictionary (0 to 32), content size (0 to 64; little-endian).
  private static final int DESCRIPTOR = 4;
  private static final int SINGLE_SEGMENT = 1 << 5;
  private static final int DICTIONARY = 3;
  private static final int WINDOW = 5;
  private static final int DECLARED_LEAST_LOG = 10;
  private static final int U16_BASE = 256;

  /// A frame's checksum (RFC 8878 section 3.1.1).
  private static final int CHECKSUM = 4;

  /// Stands for all that is longer than anybody has memory for.
  private static final long LONGEST = 1L << 40;

  private final Source source;
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private boolean inFrame;

  /// @param windowLog of the longest window that a frame may have, as a power of 2
  ZstdDecoder(Source source, int windowLog) {
    this.source = source;
    context.setLongMax(windowLog);
  }

  /// The power of 2 that the window of a stream's first frame fits, which its decoder keeps. A frame
  /// of a single segment has a window as long as its content.
  ///
  /// @param frame its beginning
  static int windowLog(ByteBuffer frame) {
    long window = Math.max(window(frame), 1L << LEAST_WINDOW_LOG);
    return Long.SIZE - Long.numberOfLeadingZeros(window - 1);
  }

  private static long window(ByteBuffer frame) {
    if (frame.limit() <= WINDOW) {
      return 0; // too short to hold anything
    }
    if ((Octets.u8(frame, DESCRIPTOR) & SINGLE_SEGMENT) != 0) {
      return contentSize(frame);
    }
    int descriptor = Octets.u8(frame, WINDOW);
    long base = 1L << (DECLARED_LEAST_LOG + (descriptor >>> 3));
    return base + base / 8 * (descriptor & 7);
  }

  private static long contentSize(ByteBuffer frame) {
    int descriptor = Octets.u8(frame, DESCRIPTOR);
    int dictionary = descriptor & DICTIONARY;
    int at = WINDOW + (dictionary == DICTIONARY ? Integer.BYTES : dictionary);
    int octets = 1 << (descriptor >>> 6);
    if (octets > frame.limit() - at) {
      return 0; // too short to hold anything
    }
    return switch (octets) {
      case 1 -> Octets.u8(frame, at);
      case 2 -> U16_BASE + Octets.u16le(frame, at);
      case 4 -> Octets.u32le(frame, at);
      default -> Octets.u32le(frame, at + Integer.BYTES) > 0 ? LONGEST : Octets.u32le(frame, at);
    };
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
      if (-e.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
        throw new CompressionException(
            "zstd data with a frame that takes more memory than its first: try "
                + Compression.ZSTD.pipe());
      }
      throw new CompressionException(Compression.ZSTD, String.valueOf(e.getMessage()));
    }
    return target.position() - start;
  }

  @Override
  public void close() {
    context.close();
  }

  /// The library does not tell how much it has put before it fails; so the last octets at hand, which
  /// may be a checksum that differs, are decoded when all before them has been put.
  private void decodeStep(ByteBuffer target) {
    ByteBuffer octets = source.buffer();
    if (octets.hasRemaining() || inFrame) {
      int end = octets.limit();
      octets.limit(octets.remaining() > CHECKSUM ? end - CHECKSUM : end);
      inFrame = !context.decompressDirectByteBufferStream(target, octets);
      octets.limit(end);
    }
  }

  private int end() throws IOException {
    if (inFrame) {
      throw new CompressionException(Compression.ZSTD, new EOFException());
    }
    return -1;
  }
}
