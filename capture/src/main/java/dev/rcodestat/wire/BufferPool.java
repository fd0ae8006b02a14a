package dev.rcodestat.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/// Native buffers of one size that go from one user to the next, so that a thousand in turn take the
/// memory of one, and nothing waits for the garbage collector. Single-threaded.
public final class BufferPool {
  private final int octets;
  private final Deque<ByteBuffer> idle = new ArrayDeque<>();

  /// @param octets the size of a buffer
  public BufferPool(int octets) {
    this.octets = octets;
  }

  /// The size of a buffer.
  public int octets() {
    return octets;
  }

  /// A buffer that nobody else has, whole and at its beginning; what it holds is of no account.
  public ByteBuffer take() {
    return idle.isEmpty() ? ByteBuffer.allocateDirect(octets) : idle.pop().clear();
  }

  /// Takes a buffer back, unless it has another size.
  public void giveBack(ByteBuffer buffer) {
    if (buffer.capacity() == octets) {
      idle.push(buffer);
    }
  }
}
