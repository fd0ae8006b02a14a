package dev.rcodestat.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Native buffers of one size that go from one user to the next, so that a thousand in turn take the
/// memory of one. A buffer that is given back stays for the next user; only with its pool, or where it
/// is not given back, is it left to the garbage collector. Single-threaded.
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
    return takeIdle().orElseGet(() -> ByteBuffer.allocateDirect(octets));
  }

  /// A buffer that was given back, if there is one; as [#take].
  public Optional<ByteBuffer> takeIdle() {
    return idle.isEmpty() ? Optional.empty() : Optional.of(idle.pop().clear());
  }

  /// Takes a buffer back, unless it has another size.
  public void giveBack(ByteBuffer buffer) {
    if (buffer.capacity() == octets) {
      idle.push(buffer);
    }
  }
}
