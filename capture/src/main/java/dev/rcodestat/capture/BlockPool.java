package dev.rcodestat.capture;

import dev.rcodestat.compression.Decompressors;
import dev.rcodestat.wire.BufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What inputs share: native buffers, which go from one to the next; threads that read ahead, of which
/// there are few at a time; the bound on the memory of decompressors; and the count of what was read.
/// Single-threaded, but for the count.
final class BlockPool {
  /// The most inputs that are read ahead at a time: two taps that are merged.
  private static final int MOST_AHEAD = 2;

  /// The octets of a block that is read ahead. Each block that is done wakes up the other thread, which
  /// takes longer than to read a few small ones.
  private static final int AHEAD_OCTETS = 1 << 23;

  /// So many octets are read by the parser's own thread of an input that does not tell its length.
  private static final int PLAIN_OCTETS = 1 << 20;

  /// The most buffers for records longer than a block at a time: 48 MiB, beside blocks, decompressors and
  /// what is read ahead, of the 128 MiB of native buffers that the launcher gives.
  static final int MOST_LONGER = (48 << 20) / BlockInput.LONGEST_RECORD;

  private final BufferPool blocks;
  private final BufferPool longer = new BufferPool(BlockInput.LONGEST_RECORD);
  private final BufferPool aheadBlocks;
  private final Decompressors decompressors;
  private final AtomicLong octetsRead = new AtomicLong();
  private final int plainOctets;
  private int longerTaken;
  private int ahead;

  /// @param blockOctets the most octets that the parser's own thread reads at once: so many that a read
  ///     is worth its call, and so few that they are still in the processor's cache when they are parsed
  BlockPool(int blockOctets) {
    this(blockOctets, AHEAD_OCTETS, PLAIN_OCTETS);
  }

  /// @param aheadOctets the octets of a block that is read ahead
  /// @param plainOctets see [#plainOctets]
  BlockPool(int blockOctets, int aheadOctets, int plainOctets) {
    this.plainOctets = plainOctets;
    blocks = new BufferPool(blockOctets);
    aheadBlocks = new BufferPool(BlockInput.LONGEST_RECORD + aheadOctets);
    decompressors = new Decompressors(blockOctets);
  }

  /// The most octets to read at once, and the size of a buffer.
  int blockOctets() {
    return blocks.octets();
  }

  /// The least octets of an input that does not tell its length before it is read ahead.
  int plainOctets() {
    return plainOctets;
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
    return blocks.take();
  }

  /// A buffer for the longest record, that nobody else has.
  ///
  /// @throws IOException where there are as many as there may be
  ByteBuffer takeLonger() throws IOException {
    if (longerTaken == MOST_LONGER) {
      throw new IOException(
          "a record of more than %d octets at the same time as in %d other files"
              .formatted(blocks.octets(), MOST_LONGER));
    }
    ByteBuffer taken = longer.take();
    longerTaken++;
    return taken;
  }

  /// Takes a buffer back, unless it was read ahead.
  void giveBack(ByteBuffer buffer) {
    if (buffer.capacity() == blocks.octets()) {
      blocks.giveBack(buffer);
    } else if (buffer.capacity() == longer.octets()) {
      longer.giveBack(buffer);
      longerTaken--;
    }
  }

  /// Starts a thread that reads a channel ahead; empty where there are as many as there may be.
  Optional<ReadAhead> readAhead(ReadableByteChannel channel) {
    if (ahead == MOST_AHEAD) {
      return Optional.empty();
    }
    ReadAhead started = ReadAhead.start(channel, aheadBlocks);
    ahead++;
    return Optional.of(started);
  }

  /// Ends a thread that reads ahead. One that does not end keeps its buffers.
  void end(ReadAhead readAhead) {
    ahead--;
    if (readAhead.end()) {
      readAhead.buffers().forEach(aheadBlocks::giveBack);
    }
  }
}
