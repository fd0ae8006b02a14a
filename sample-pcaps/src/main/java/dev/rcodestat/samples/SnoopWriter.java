package dev.rcodestat.samples;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes snoop (RFC 1761).
public final class SnoopWriter implements Closeable {
  /// The datalink type of Ethernet.
  public static final int ETHERNET = 4;

  private static final byte[] MAGIC = "snoop\0\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 2;
  private static final int RECORD_HEADER = 24;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final OutputStream out;

  /// @param out closed with this writer; give a buffered one
  /// @param datalinkType a number of RFC 1761 section 4
  public SnoopWriter(OutputStream out, int datalinkType) throws IOException {
    this.out = out;
    out.write(numbers().octets(MAGIC).u32(VERSION).u32(datalinkType).toByteArray());
  }

  /// Writes a frame of which a snaplen may have left only the first octets.
  ///
  /// @param timestampNanos nanoseconds since 1970; what is finer than microseconds is lost
  /// @param length what the frame had on the wire
  public void write(long timestampNanos, byte[] frame, long length) throws IOException {
    int padding = -frame.length & 3;
    OctetWriter record = numbers().u32(length).u32(frame.length);
    record.u32(RECORD_HEADER + frame.length + padding).u32(0);
    record.u32(Math.floorDiv(timestampNanos, NANOS_PER_SECOND));
    record.u32(Math.floorMod(timestampNanos, NANOS_PER_SECOND) / 1000);
    out.write(record.octets(frame).zeros(padding).toByteArray());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static OctetWriter numbers() {
    return new OctetWriter(ByteOrder.BIG_ENDIAN);
  }
}
