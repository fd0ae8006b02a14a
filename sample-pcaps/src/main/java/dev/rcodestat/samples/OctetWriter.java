package dev.rcodestat.samples;

import java.nio.ByteOrder;
import java.util.Arrays;

/// Integers of one byte order, one after the other.
final class OctetWriter {
  private final ByteOrder order;
  private byte[] octets = new byte[128];
  private int size;

  OctetWriter() {
    this(ByteOrder.BIG_ENDIAN);
  }

  OctetWriter(ByteOrder order) {
    this.order = order;
  }

  OctetWriter u8(int value) {
    return unsigned(value, Byte.BYTES);
  }

  OctetWriter u16(int value) {
    return unsigned(value, Short.BYTES);
  }

  OctetWriter u32(long value) {
    return unsigned(value, Integer.BYTES);
  }

  OctetWriter u64(long value) {
    return unsigned(value, Long.BYTES);
  }

  OctetWriter octets(byte[] value) {
    makeRoom(value.length);
    System.arraycopy(value, 0, octets, size, value.length);
    size += value.length;
    return this;
  }

  OctetWriter zeros(int count) {
    makeRoom(count);
    size += count;
    return this;
  }

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(octets, size);
  }

  private OctetWriter unsigned(long value, int count) {
    makeRoom(count);
    for (int i = 0; i < count; i++) {
      int place = order == ByteOrder.BIG_ENDIAN ? count - 1 - i : i;
      octets[size + i] = (byte) (value >>> (place * Byte.SIZE));
    }
    size += count;
    return this;
  }

  private void makeRoom(int count) {
    if (count > octets.length - size) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, size + count));
    }
  }
}
