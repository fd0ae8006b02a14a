package dev.rcodestat.testing;

import java.nio.ByteBuffer;

/// Octets in native memory, as the readers see them.
public final class NativeMemory {
  private NativeMemory() {}

  /// Memory of just these octets: to read past them is an exception.
  public static ByteBuffer of(byte[] octets) {
    return ByteBuffer.allocateDirect(octets.length).put(0, octets);
  }

  /// A copy of some octets of the memory.
  public static byte[] copy(ByteBuffer memory, int offset, int length) {
    byte[] octets = new byte[length];
    memory.get(offset, octets);
    return octets;
  }
}
