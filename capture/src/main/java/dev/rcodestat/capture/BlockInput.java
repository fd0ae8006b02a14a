package dev.rcodestat.capture;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// The octets of an input, read in blocks into one reused native buffer and parsed in place there.
///
/// What is not used up when the buffer runs out is carried to its front, so that a record never
/// straddles two buffers. Octets at hand stay where they are until [#holds] or [#skip] needs more
/// than those. Single-threaded.
final class BlockInput implements Closeable {
  private final ReadableByteChannel channel;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment segment;
  private final ByteBuffer buffer;
  private final long size;
  private long start;
  private long end;
  private long octetsBefore;
  private boolean ended;

  /// @param channel read from where it stands, and closed with this input
  /// @param blockOctets the size of the buffer
  /// @param size the octets that the channel is known to hold, or -1
  BlockInput(ReadableByteChannel channel, int blockOctets, long size) {
    this.channel = channel;
    segment = arena.allocate(blockOctets, Long.BYTES);
    buffer = segment.asByteBuffer();
    this.size = size;
  }

  /// The memory that holds the next octets.
  MemorySegment segment() {
    return segment;
  }

  /// Where the next octet lies in [#segment].
  long start() {
    return start;
  }

  /// The number of octets of the input before the next one.
  long offset() {
    return octetsBefore + start;
  }

  /// The octets at hand; fewer than asked for only where the input has ended.
  long available() {
    return end - start;
  }

  /// Makes sure that so many octets are at hand.
  ///
  /// @param octets no more than the size of a block
  /// @return false where the input ends before
  boolean holds(long octets) throws IOException {
    return octets <= end - start || fill(octets);
  }

  /// Steps over octets, also over more than a block holds.
  ///
  /// @return false where the input ends before
  boolean skip(long octets) throws IOException {
    long left = octets;
    while (left > end - start) {
      left -= end - start;
      start = end;
      if (!fill(1)) {
        return false;
      }
    }
    start += left;
    return true;
  }

  /// The octets that the input was known to hold when it was opened, or -1.
  long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    arena.close();
    channel.close();
  }

  private boolean fill(long octets) throws IOException {
    if (octets > segment.byteSize()) {
      throw new IllegalArgumentException("more than a block: " + octets);
    }
    long carried = end - start;
    MemorySegment.copy(segment, start, segment, 0, carried);
    octetsBefore += start;
    start = 0;
    end = carried;
    while (end < octets && !ended) {
      buffer.limit(buffer.capacity()).position((int) end);
      int read = channel.read(buffer);
      ended = read < 0;
      end += Math.max(read, 0);
    }
    return end >= octets;
  }
}
