package dev.rcodestat.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Unsigned integers out of memory, at any alignment.
///
/// Plain names read network order (big-endian, RFC 1700 "Data Notations"); names that end in `le`
/// read little-endian, which only capture file headers use. Offsets count octets from the start of
/// the segment. The caller has checked the bounds; a read outside the segment is a programmer's
/// error and throws.
@HotPath
public final class Octets {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfShort SHORT_LE =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT_LE =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG_LE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Octets() {}

  /// One octet, 0 to 255.
  public static int u8(MemorySegment segment, long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
  }

  /// Two octets in network order, 0 to 65,535.
  public static int u16(MemorySegment segment, long offset) {
    return segment.get(SHORT, offset) & 0xFFFF;
  }

  /// Four octets in network order, 0 to 4,294,967,295.
  public static long u32(MemorySegment segment, long offset) {
    return segment.get(INT, offset) & 0xFFFF_FFFFL;
  }

  /// Eight octets in network order, as the same 64 bits.
  public static long u64(MemorySegment segment, long offset) {
    return segment.get(LONG, offset);
  }

  /// Two octets in little-endian order, 0 to 65,535.
  public static int u16le(MemorySegment segment, long offset) {
    return segment.get(SHORT_LE, offset) & 0xFFFF;
  }

  /// Four octets in little-endian order, 0 to 4,294,967,295.
  public static long u32le(MemorySegment segment, long offset) {
    return segment.get(INT_LE, offset) & 0xFFFF_FFFFL;
  }

  /// Eight octets in little-endian order, as the same 64 bits.
  public static long u64le(MemorySegment segment, long offset) {
    return segment.get(LONG_LE, offset);
  }
}
