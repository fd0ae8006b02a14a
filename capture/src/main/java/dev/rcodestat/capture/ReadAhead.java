package dev.rcodestat.capture;

import dev.rcodestat.wire.BufferPool;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads a channel on a thread of its own, while another thread parses what was read before.
///
/// Two blocks take turns. Octets are to be had as soon as they are read, also of a block that is not full
/// yet; so the parser waits for a slow channel no longer than it has to. Each block has room in front
/// ([#HEADROOM]) for what is left over of the one before. There is a second block only when the first is
/// full. All methods are for the parser's thread, but [#work] and those that it calls.
final class ReadAhead {
  /// Where the octets of a block begin in its buffer.
  static final int HEADROOM = BlockInput.LONGEST_RECORD;

  private static final int BLOCKS = 2;

  private static final int OCTETS_AT_ONCE = 1 << 20;

  /// How long a thread that was told to end may take; it may stand in a system call.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ReadableByteChannel channel;
  private final int bufferOctets;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // What both threads touch, under the lock.
  private final Deque<Block> empty = new ArrayDeque<>();
  private final Deque<Block> begun = new ArrayDeque<>();
  private boolean ended;
  private @Nullable Throwable thrown;

  /// The buffers of the blocks; the other thread's until it has ended.
  private final List<ByteBuffer> buffers = new ArrayList<>();

  private final Thread thread;

  private @Nullable Block current;

  private ReadAhead(ReadableByteChannel channel, int bufferOctets) {
    this.channel = channel;
    this.bufferOctets = bufferOctets;
    thread = Thread.ofPlatform().daemon().name("read-ahead").unstarted(this::work);
  }

  /// Starts to read.
  ///
  /// @param channel nobody else reads it until [#end], nor after it
  /// @param pool whose idle buffers are taken; others, of the same size, are made
  static ReadAhead start(ReadableByteChannel channel, BufferPool pool) {
    ReadAhead ahead = new ReadAhead(channel, pool.octets());
    for (int i = 0; i < BLOCKS; i++) {
      pool.takeIdle().ifPresent(ahead::addBlock);
    }
    ahead.thread.start();
    return ahead;
  }

  /// Waits for octets.
  ///
  /// @param end where the octets end that are known of the block at hand
  /// @return where they end now; the same where the block is complete, or there is none yet
  int more(int end) throws IOException {
    Block block = current;
    if (block == null) {
      return end;
    }
    lock.lock();
    try {
      while (block.end == end && !block.complete) {
        changed.await();
      }
      return block.end;
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  /// Goes on to the next block; the one at hand is read into again, so nothing may be left in it but
  /// what is copied here.
  ///
  /// @param rest the memory of octets to copy in front of the next block
  /// @param start where they begin there
  /// @param octets how many they are, at most [#HEADROOM]
  /// @return the next block's buffer, or null where the channel has ended
  /// @throws IOException where the channel could not be read further
  @Nullable ByteBuffer next(ByteBuffer rest, int start, int octets) throws IOException {
    lock.lock();
    try {
      while (begun.isEmpty() && !ended) {
        changed.await();
      }
      Block next = begun.poll();
      if (next == null) {
        throwOn();
        return null;
      }
      next.buffer.put(HEADROOM - octets, rest, start, octets);
      if (current != null) {
        empty.add(current);
        changed.signal();
      }
      current = next;
      return next.buffer;
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the thread.
  ///
  /// @return false where it goes on though it was told to end
  boolean end() {
    thread.interrupt();
    try {
      return thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// The buffers of the blocks, when the thread has ended.
  List<ByteBuffer> buffers() {
    return buffers;
  }

  private void throwOn() throws IOException {
    switch (thrown) {
      case null -> {}
      case IOException e -> throw e;
      default -> throw new IllegalStateException("reading failed", thrown);
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  private void addBlock(ByteBuffer buffer) {
    buffers.add(buffer);
    lock.lock();
    try {
      empty.add(new Block(buffer));
    } finally {
      lock.unlock();
    }
  }

  private boolean isNoneEmpty() {
    lock.lock();
    try {
      return empty.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// What the other thread does.
  private void work() {
    try {
      while (fill(nextEmpty())) {}
    } catch (InterruptedException e) {
      // nobody reads on
    } catch (OutOfMemoryError e) {
      end(e);
    }
  }

  private Block nextEmpty() throws InterruptedException {
    if (buffers.size() < BLOCKS && isNoneEmpty()) {
      addBlock(ByteBuffer.allocateDirect(bufferOctets)); // takes a while, so without the lock
    }
    lock.lock();
    try {
      while (empty.isEmpty()) {
        changed.await();
      }
      Block block = empty.remove();
      block.free.clear().position(HEADROOM);
      block.end = HEADROOM;
      block.complete = false;
      return block;
    } finally {
      lock.unlock();
    }
  }

  /// Fills a block as far as the channel goes. Whatever the channel throws, a fault of its own too, is the
  /// parser's to have.
  ///
  /// @return false where the channel has ended
  private boolean fill(Block block) {
    ByteBuffer free = block.free;
    boolean ends = false;
    @Nullable Throwable failure = null;
    while (!ends && free.position() < free.capacity()) {
      try {
        free.limit(Math.min(free.position() + OCTETS_AT_ONCE, free.capacity()));
        ends = channel.read(free) < 0;
      } catch (IOException | RuntimeException | Error e) {
        ends = true;
        failure = e;
      }
      tell(block, ends, failure);
    }
    return !ends;
  }

  private void end(Throwable failure) {
    lock.lock();
    try {
      ended = true;
      thrown = failure;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void tell(Block block, boolean ends, @Nullable Throwable failure) {
    lock.lock();
    try {
      boolean isFirst = block.end == HEADROOM && block.free.position() > HEADROOM;
      block.end = block.free.position();
      block.complete = ends || block.end == block.free.capacity();
      if (isFirst) {
        begun.add(block);
      }
      ended = ends;
      thrown = failure;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// A buffer that is being filled, or has been.
  private static final class Block {
    private final ByteBuffer buffer;

    /// The same memory, for the thread that fills it.
    private final ByteBuffer free;

    /// Where its octets end.
    private int end;

    /// Whether no more come.
    private boolean complete;

    Block(ByteBuffer buffer) {
      this.buffer = buffer;
      free = buffer.duplicate();
    }
  }
}
