package dev.rcodestat.compression;

import dev.rcodestat.wire.BufferPool;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Opens decompressors, and sees to it that all that are open at once stay within one bound on
/// memory: what a stream declares that it takes is set aside before it is opened. One thread opens; what
/// it opened gives its share back on whatever thread it is closed.
public final class Decompressors {
  private static final long MEBIBYTE = 1 << 20;

  /// As a window of `zstd --long` takes alone, or a dictionary of `xz -9`.
  private static final long BOUND = 136 * MEBIBYTE;

  /// A heap is dearer than native memory: of the 128 MiB that the launcher gives, one array gets
  /// two thirds at most.
  private static final long HEAP_PRICE = 2;

  /// What each takes besides, its buffer of compressed octets included.
  private static final long OVERHEAD = MEBIBYTE / 2;

  private final Lock lock = new ReentrantLock();

  // Under the lock.
  private final BufferPool buffers;
  private long taken;

  /// @param blockOctets how many compressed octets are read at once
  public Decompressors(int blockOctets) {
    buffers = new BufferPool(blockOctets);
  }

  /// A channel of the decompressed octets.
  ///
  /// @param first the compressed octets at hand, at least [Compression#HEADER_OCTETS] where there are
  ///     as many; copied
  /// @param rest those behind them; closed with the channel that is returned, or by the caller where
  ///     this throws
  /// @throws IOException where it takes too much memory, or the stream is damaged where it begins
  public ReadableByteChannel open(
      Compression compression, ByteBuffer first, ReadableByteChannel rest) throws IOException {
    ByteBuffer begin = first.slice();
    int skippable = Compression.skippable(begin, 0, begin.limit());
    ByteBuffer header = begin.slice(skippable, begin.limit() - skippable);
    long octets = OVERHEAD + price(compression, header);
    ByteBuffer buffer = take(compression, octets, begin.limit()).put(begin).flip();
    boolean opened = false;
    try {
      Decoder decoder = decoder(compression, new Source(rest, buffer), octets - OVERHEAD);
      opened = true;
      return new DecoderChannel(decoder, rest, () -> giveBack(buffer, octets));
    } catch (LinkageError e) {
      throw new CompressionException(
          compression.label() + " data, whose library cannot be loaded: try " + compression.pipe());
    } catch (EOFException e) {
      throw new CompressionException(compression, e);
    } finally {
      if (!opened) {
        giveBack(buffer, octets);
      }
    }
  }

  /// Sets memory aside.
  ///
  /// @return a buffer for compressed octets, at least so many as are at hand
  private ByteBuffer take(Compression compression, long octets, int atHand) throws IOException {
    lock.lock();
    try {
      if (octets > BOUND - taken) {
        throw new CompressionException(
            compression.label()
                + " data that takes more memory than there is for it"
                + (taken > 0 ? " beside other files" : "")
                + ": try "
                + compression.pipe());
      }
      ByteBuffer buffer =
          atHand > buffers.octets() ? ByteBuffer.allocateDirect(atHand) : buffers.take();
      taken += octets;
      return buffer;
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(ByteBuffer buffer, long octets) {
    lock.lock();
    try {
      buffers.giveBack(buffer);
      taken -= octets;
    } finally {
      lock.unlock();
    }
  }

  private static long price(Compression compression, ByteBuffer header) throws IOException {
    return switch (compression) {
      case GZIP -> 0;
      case ZSTD -> 1L << ZstdDecoder.windowLog(header);
      case LZ4 -> HEAP_PRICE * 2 * Lz4Frames.blockOctets(header);
      case XZ -> HEAP_PRICE * XzBlocks.dictionary(header);
    };
  }

  /// @param price what was paid, which no later part of the stream goes beyond
  private static Decoder decoder(Compression compression, Source source, long price)
      throws IOException {
    return switch (compression) {
      case GZIP -> new GzipDecoder(source);
      case ZSTD -> new ZstdDecoder(source, Long.numberOfTrailingZeros(price));
      case LZ4 -> Lz4Frames.decoder(source);
      case XZ -> XzBlocks.decoder(source, price / HEAP_PRICE + 2 * OVERHEAD);
    };
  }
}
