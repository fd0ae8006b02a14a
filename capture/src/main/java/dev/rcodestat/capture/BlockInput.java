package dev.rcodestat.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/// The octets of an input, read block by block into one reused native buffer and parsed in place
/// there.
///
/// What is left of a block when it runs out is carried to the buffer's front, and the next block is
/// read behind it; so a record never straddles two. A record longer than the buffer gets a longer
/// buffer, for as long as it is at hand. After [#readAhead] another thread may read, into buffers that
/// take turns. Octets at hand stay where they are until [#holds] or [#skip] needs more than those.
/// Single-threaded.
final class BlockInput implements Closeable {
  /// The longest record, in octets, that [#holds] can be asked for.
  static final int LONGEST_RECORD = 1 << 19;

  private final ReadableByteChannel channel;
  private final BlockPool pool;
  private final long size;
  private boolean mayReadAhead;
  private @Nullable ReadAhead ahead;
  private ByteBuffer memory;
  private int start;
  private int end;
  private long octetsBefore;

  /// @param channel read from where it stands, and closed with this input
  /// @param pool where the buffer comes from, and goes back to
  /// @param size the octets that the channel is known to hold, or -1
  BlockInput(ReadableByteChannel channel, BlockPool pool, long size) {
    this.channel = channel;
    this.pool = pool;
    this.size = size;
    memory = pool.take();
  }

  /// The memory that holds the next octets.
  ByteBuffer memory() {
    return memory;
  }

  /// Where the next octet lies in [#memory].
  int start() {
    return start;
  }

  /// The number of octets of the input before the next one.
  long offset() {
    return octetsBefore + start;
  }

  /// The octets at hand; fewer than asked for only where the input has ended.
  int available() {
    return end - start;
  }

  /// Makes sure that so many octets are at hand.
  ///
  /// @param octets no more than [#LONGEST_RECORD]
  /// @return false where the input ends before
  /// @throws IOException where it cannot be read, or there is no memory left for a record so long
  boolean holds(long octets) throws IOException {
    return octets <= end - start || fill(octets);
  }

  /// Makes sure that the header of a record is at hand.
  ///
  /// @return false where the input ends instead
  /// @throws CaptureFormatException where it ends inside
  boolean holdsRecordHeader(int octets) throws IOException {
    if (holds(octets)) {
      return true;
    }
    if (available() > 0) {
      throw new CaptureFormatException(
          offset(),
          "a record header of " + octets + " octets",
          available() + " octets and the end of the file");
    }
    return false;
  }

  /// Makes sure that a record is at hand.
  ///
  /// @param octets no more than [#LONGEST_RECORD]
  /// @throws CaptureFormatException where the input ends before
  void requireRecord(long octets) throws IOException {
    if (!holds(octets)) {
      throw new CaptureFormatException(
          offset(),
          "a record of " + octets + " octets",
          available() + " octets and the end of the file");
    }
  }

  /// Steps over octets, however many.
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
    start += (int) left;
    return true;
  }

  /// The octets that the input was known to hold when it was opened, or -1.
  long size() {
    return size;
  }

  /// Where the octets behind those at hand come from.
  ReadableByteChannel channel() {
    return channel;
  }

  /// Says that the input will be read to its end, so that it is worth a thread where it has been long
  /// already: most inputs that do not tell are as small as they were so far.
  void readAhead() {
    mayReadAhead = true;
  }

  /// Ends this input, which does not read ahead, and leaves its channel open, to somebody else.
  void detach() {
    pool.giveBack(memory);
  }

  @Override
  public void close() throws IOException {
    if (ahead != null) {
      pool.end(ahead);
    }
    pool.giveBack(memory); // unless it was read ahead
    channel.close();
  }

  private boolean fill(long octets) throws IOException {
    if (octets > LONGEST_RECORD) {
      throw new IllegalArgumentException("longer than the longest record: " + octets);
    }
    if (mayReadAhead && octetsBefore + end >= pool.plainOctets()) {
      mayReadAhead = false;
      ahead = pool.readAhead(channel).orElse(null);
    }
    return ahead == null ? read(octets) : take(ahead, octets);
  }

  private boolean read(long octets) throws IOException {
    carryToFrontOf(memoryFor(octets));
    int read = 0;
    while (octets > end && read >= 0) {
      memory.limit(Math.min(end + pool.blockOctets(), memory.capacity())).position(end);
      read = channel.read(memory);
      end += Math.max(read, 0);
    }
    memory.clear();
    return octets <= end;
  }

  /// Takes octets that another thread has read.
  private boolean take(ReadAhead ahead, long octets) throws IOException {
    while (octets > end - start) {
      int more = ahead.more(end);
      if (more > end) {
        end = more;
      } else {
        int carried = end - start;
        ByteBuffer next = ahead.next(memory, start, carried);
        if (next == null) {
          return false;
        }
        pool.giveBack(memory);
        memory = next;
        octetsBefore += start - (ReadAhead.HEADROOM - carried);
        start = ReadAhead.HEADROOM - carried;
        end = ReadAhead.HEADROOM;
      }
    }
    return true;
  }

  private ByteBuffer memoryFor(long octets) throws IOException {
    if (octets > memory.capacity()) {
      return pool.takeLonger();
    }
    boolean isTooLong = octets <= pool.blockOctets() && memory.capacity() > pool.blockOctets();
    return isTooLong ? pool.take() : memory;
  }

  private void carryToFrontOf(ByteBuffer next) {
    int carried = end - start;
    next.put(0, memory, start, carried);
    if (next.capacity() != memory.capacity()) {
      pool.giveBack(memory);
    }
    memory = next;
    octetsBefore += start;
    start = 0;
    end = carried;
  }
}
