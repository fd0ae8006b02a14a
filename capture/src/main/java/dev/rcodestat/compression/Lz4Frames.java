package dev.rcodestat.compression;

import dev.rcodestat.wire.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;

/// LZ4 frames (version 1.6 of the format), of blocks that do not depend on each other: so the `lz4`
/// command writes them unless it is told otherwise.
final class Lz4Frames {
  // Frame header: magic (32), flags (8), block descriptor (8).
  private static final int FLAGS = 4;
  private static final int BLOCK_DESCRIPTOR = 5;
  private static final int INDEPENDENT_BLOCKS = 1 << 5;
  private static final int LEAST_SIZE_CODE = 4;
  private static final int LEAST_BLOCK_LOG = 16;
  private static final int MOST_BLOCK_LOG = 22;

  private Lz4Frames() {}

  /// A decoder of the frames that a source holds.
  static Decoder decoder(Source source) throws IOException {
    return new StreamDecoder(
        Compression.LZ4,
        new LZ4FrameInputStream(
            source,
            LZ4Factory.safeInstance().safeDecompressor(),
            XXHashFactory.safeInstance().hash32()));
  }

  /// The octets of the largest block that a frame declares.
  ///
  /// @param frame its beginning
  static long blockOctets(ByteBuffer frame) throws CompressionException {
    if (frame.limit() <= BLOCK_DESCRIPTOR) {
      return 1L << MOST_BLOCK_LOG;
    }
    if ((Octets.u8(frame, FLAGS) & INDEPENDENT_BLOCKS) == 0) {
      throw new CompressionException(
          "lz4 data whose blocks depend on each other: try " + Compression.LZ4.pipe());
    }
    int code = Octets.u8(frame, BLOCK_DESCRIPTOR) >>> 4 & 7;
    return 1L
        << Math.min(LEAST_BLOCK_LOG + 2 * Math.max(code - LEAST_SIZE_CODE, 0), MOST_BLOCK_LOG);
  }
}
