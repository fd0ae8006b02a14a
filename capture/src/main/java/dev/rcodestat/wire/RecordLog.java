package dev.rcodestat.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Records of octets, one behind the other, in native memory that grows with them: for what is kept to be
/// gone through once or twice, and may be much. Single-threaded.
public final class RecordLog {
  /// The most octets of a record.
  public static final int LONGEST_RECORD = 1 << 17;

  private static final int FIRST_CHUNK = 1 << 12;
  private static final int CHUNK = 1 << 19;

  private final List<ByteBuffer> chunks = new ArrayList<>();
  private int records;
  private long octets;

  /// Appends a record.
  ///
  /// @return its octets, to be filled in; 0 all of them
  public ByteBuffer append(int length) {
    if (length < 0 || length > LONGEST_RECORD) {
      throw new IllegalArgumentException("a record of " + length + " octets");
    }
    int needed = Integer.BYTES + length;
    if (chunks.isEmpty() || chunks.getLast().remaining() < needed) {
      int usual = octets < FIRST_CHUNK ? FIRST_CHUNK : CHUNK;
      chunks.add(ByteBuffer.allocateDirect(Math.max(usual, needed)));
    }
    ByteBuffer chunk = chunks.getLast();
    chunk.putInt(length);
    ByteBuffer record = chunk.slice(chunk.position(), length);
    chunk.position(chunk.position() + length);
    records++;
    octets += needed;
    return record;
  }

  /// Appends all records of another log.
  public void append(RecordLog other) {
    other.forEach(record -> append(record.capacity()).put(record));
  }

  /// Shows all records in their order, each from its first octet on.
  public void forEach(Consumer<ByteBuffer> visitor) {
    for (ByteBuffer chunk : chunks) {
      int at = 0;
      while (at < chunk.position()) {
        int length = chunk.getInt(at);
        visitor.accept(chunk.slice(at + Integer.BYTES, length));
        at += Integer.BYTES + length;
      }
    }
  }

  /// How many records there are.
  public int records() {
    return records;
  }

  /// How many octets they take.
  public long octets() {
    return octets;
  }
}
