package dev.rcodestat.wire;

import java.nio.ByteBuffer;

/// Unsigned integers out of native memory, at any alignment.
///
/// Plain names read network order (big-endian, RFC 1700 "Data Notations"); names that end in `le`
/// read little-endian, which only capture file headers use. The memory is a direct buffer in the
/// order in which buffers are made, big-endian. Offsets
/// count octets from its start. The caller has checked the bounds; a read outside is a programmer's
/// error and throws.
@HotPath
public final class Octets {
  /// No octets at all: what a view looks at before it is first wrapped.
  public static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  private Octets() {}

  /// One octet, 0 to 255.
  public static int u8(ByteBuffer memory, int offset) {
    return memory.get(offset) & 0xFF;
  }

  /// Two octets in network order, 0 to 65,535.
  public static int u16(ByteBuffer memory, int offset) {
    return memory.getShort(offset) & 0xFFFF;
  }

  /// Four octets in network order, 0 to 4,294,967,295.
  public static long u32(ByteBuffer memory, int offset) {
    return memory.getInt(offset) & 0xFFFF_FFFFL;
  }

  /// Eight octets in network order, as the same 64 bits.
  public static long u64(ByteBuffer memory, int offset) {
    return memory.getLong(offset);
  }

  /// One of eight octets that were read at once with [#u64].
  ///
  /// @param eight the eight octets
  /// @param octet which one, 0 to 7, in the order in which they stood
  public static int u8Of(long eight, int octet) {
    return (int) (eight >>> (56 - 8 * octet)) & 0xFF;
  }

  /// Two of eight octets that were read at once with [#u64].
  ///
  /// @param eight the eight octets
  /// @param pair which two, 0 to 3, in the order in which they stood
  public static int u16Of(long eight, int pair) {
    return (int) (eight >>> (48 - 16 * pair)) & 0xFFFF;
  }

  /// Four of eight octets that were read at once with [#u64].
  ///
  /// @param eight the eight octets
  /// @param half which four, 0 or 1, in the order in which they stood
  public static long u32Of(long eight, int half) {
    return (eight >>> (32 - 32 * half)) & 0xFFFF_FFFFL;
  }

  /// Two octets in little-endian order, 0 to 65,535.
  public static int u16le(ByteBuffer memory, int offset) {
    return Short.reverseBytes(memory.getShort(offset)) & 0xFFFF;
  }

  /// Four octets in little-endian order, 0 to 4,294,967,295.
  public static long u32le(ByteBuffer memory, int offset) {
    return Integer.reverseBytes(memory.getInt(offset)) & 0xFFFF_FFFFL;
  }

  /// Eight octets in little-endian order, as the same 64 bits.
  public static long u64le(ByteBuffer memory, int offset) {
    return Long.reverseBytes(memory.getLong(offset));
  }
}
