package dev.rcodestat.compression;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The octets that a decoder makes, made on a thread of its own, a few blocks ahead of the reader.
///
/// The first read is done by the reader's own thread, because of many inputs only the beginning is
/// looked at; the other thread starts with the second read. Reads and [#close] are for one thread.
final class ReadAhead implements ReadableByteChannel {
  private static final int BLOCKS = 4;

  /// How long a thread that was told to end may take; it may stand in a system call.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Decoder decoder;
  private final ReadableByteChannel rest;
  private final Decompressors blocks;
  private final Runnable onClose;
  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final BlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(BLOCKS);
  private @Nullable Thread thread;
  private @Nullable Block current;
  private boolean begun;
  private boolean open = true;

  /// @param rest where the decoder reads; closed with this channel
  /// @param blocks where blocks come from, and go back to
  /// @param onClose run by the reader's thread when the decoder is no longer used
  ReadAhead(Decoder decoder, ReadableByteChannel rest, Decompressors blocks, Runnable onClose) {
    this.decoder = decoder;
    this.rest = rest;
    this.blocks = blocks;
    this.onClose = onClose;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!begun) {
      begun = true;
      return decoder.decode(target);
    }
    Block block = atHand();
    int octets = Math.min(block.octets.remaining(), target.remaining());
    if (octets == 0) {
      return block.end();
    }
    ByteBuffer some = block.octets.slice(block.octets.position(), octets);
    block.octets.position(block.octets.position() + octets);
    target.put(some);
    return octets;
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
      if (endThread()) {
        closeDecoder();
      }
    }
  }

  private void closeDecoder() throws IOException {
    try (decoder) {
      returnBlocks();
    } finally {
      onClose.run();
    }
  }

  /// The block to read from: with octets, or the last one.
  private Block atHand() throws IOException {
    if (thread == null) {
      start();
    }
    Block block = current;
    try {
      while (block == null || (!block.octets.hasRemaining() && !block.last())) {
        if (block != null) {
          empty.put(block.octets);
        }
        block = full.take();
        current = block;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return block;
  }

  private void start() {
    for (int i = 0; i < BLOCKS; i++) {
      empty.add(blocks.take());
    }
    thread = Thread.ofPlatform().daemon().name("decompressor").start(this::work);
  }

  private void work() {
    Block block;
    try {
      do {
        block = nextBlock(empty.take());
        full.put(block);
      } while (!block.last());
    } catch (InterruptedException e) {
      // nobody reads on
    }
  }

  /// Fills a block as far as the decoder goes. Whatever the decoder throws, a fault of its own too, is
  /// the reader's to have.
  private Block nextBlock(ByteBuffer octets) {
    octets.clear();
    try {
      int decoded = 0;
      while (decoded >= 0 && octets.hasRemaining()) {
        decoded = decoder.decode(octets);
      }
      return new Block(octets.flip(), decoded < 0, null);
    } catch (IOException | RuntimeException | Error e) {
      return new Block(octets.flip(), true, e);
    }
  }

  /// @return false where the thread goes on though it was told to end
  private boolean endThread() {
    Thread thread = this.thread;
    if (thread == null) {
      return true;
    }
    thread.interrupt();
    try {
      return thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void returnBlocks() {
    if (current != null) {
      blocks.giveBack(current.octets);
    }
    full.forEach(block -> blocks.giveBack(block.octets));
    empty.forEach(blocks::giveBack);
  }

  /// What the decoder made at once.
  ///
  /// @param octets those still to be read
  /// @param last whether no other block follows
  /// @param thrown what ended it before its time
  private record Block(ByteBuffer octets, boolean last, @Nullable Throwable thrown) {
    int end() throws IOException {
      return switch (thrown) {
        case null -> -1;
        case IOException e -> throw e;
        default -> throw new IllegalStateException("a decompressor failed", thrown);
      };
    }
  }
}
