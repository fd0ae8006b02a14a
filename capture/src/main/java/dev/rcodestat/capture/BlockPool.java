package dev.rcodestat.capture;

import dev.rcodestat.compression.Decompressors;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/// Native buffers that go from one input to the next, so that a thousand rotated files take the
/// memory of one; the decompressors, which do the same; and the count of what was read.
/// Single-threaded, but for the count.
final class BlockPool {
  private final int blockOctets;
  private final Deque<ByteBuffer> idle = new ArrayDeque<>();
  private final Decompressors decompressors;
  private final AtomicLong octetsRead = new AtomicLong();

  /// @param blockOctets the most octets read at once: so many that a read is worth its call, and so
  ///     few that they are still in the processor's cache when they are parsed
  BlockPool(int blockOctets) {
    this.blockOctets = blockOctets;
    decompressors = new Decompressors(blockOctets);
  }

  /// The most octets to read at once, and the size of a buffer.
  int blockOctets() {
    return blockOctets;
  }

  /// What opens decompressors for all inputs.
  Decompressors decompressors() {
    return decompressors;
  }

  /// The octets that all inputs have read, of files as they are kept.
  AtomicLong octetsRead() {
    return octetsRead;
  }

  /// A buffer that nobody else has; what it holds is of no account.
  ByteBuffer take() {
    return idle.isEmpty() ? ByteBuffer.allocateDirect(blockOctets) : idle.pop();
  }

  /// Takes a buffer back, unless it has grown.
  void giveBack(ByteBuffer buffer) {
    if (buffer.capacity() == blockOctets) {
      idle.push(buffer);
    }
  }
}
