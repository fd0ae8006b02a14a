package dev.rcodestat.samples;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes classic pcap (pcap-savefile(5)), honest or not, and modified pcap.
public final class PcapWriter implements Closeable {
  private static final long MAGIC_MICROS = 0xA1B2_C3D4L;
  private static final long MAGIC_NANOS = 0xA1B2_3C4DL;
  private static final long MAGIC_MODIFIED = 0xA1B2_CD34L;
  private static final int MODIFIED_RECORD_EXTRA = 8;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SNAPLEN = 262_144;

  private final OutputStream out;
  private final boolean nanos;
  private final int recordExtra;
  private final ByteOrder order;

  /// Little-endian, with microseconds.
  ///
  /// @param out closed with this writer; give a buffered one
  /// @param linkType a LINKTYPE_ number
  public PcapWriter(OutputStream out, int linkType) throws IOException {
    this(out, linkType, false, ByteOrder.LITTLE_ENDIAN);
  }

  /// @param out closed with this writer; give a buffered one
  /// @param linkType a LINKTYPE_ number
  /// @param nanos whether timestamps have nanoseconds, else microseconds
  /// @param order of the numbers in file and record headers
  public PcapWriter(OutputStream out, int linkType, boolean nanos, ByteOrder order)
      throws IOException {
    this(out, linkType, nanos ? MAGIC_NANOS : MAGIC_MICROS, order);
  }

  private PcapWriter(OutputStream out, int linkType, long magic, ByteOrder order)
      throws IOException {
    this.out = out;
    this.nanos = magic == MAGIC_NANOS;
    recordExtra = magic == MAGIC_MODIFIED ? MODIFIED_RECORD_EXTRA : 0;
    this.order = order;
    OctetWriter header = new OctetWriter(order).u32(magic);
    header.u16(2).u16(4).u32(0).u32(0).u32(SNAPLEN).u32(linkType);
    out.write(header.toByteArray());
  }

  /// A writer of modified pcap, whose records have longer headers.
  public static PcapWriter modified(OutputStream out, int linkType, ByteOrder order)
      throws IOException {
    return new PcapWriter(out, linkType, MAGIC_MODIFIED, order);
  }

  /// Writes a whole frame.
  ///
  /// @param timestampNanos nanoseconds since 1970; what is finer than the file's unit is lost
  public void write(long timestampNanos, byte[] frame) throws IOException {
    write(timestampNanos, frame, frame.length, frame.length);
  }

  /// Writes a frame of which a snaplen left only the first octets.
  public void writeCut(long timestampNanos, byte[] frame, int captured) throws IOException {
    write(timestampNanos, Arrays.copyOf(frame, captured), captured, frame.length);
  }

  /// Writes a record whose header says what it is told to say.
  public void write(long timestampNanos, byte[] frame, long captured, long length)
      throws IOException {
    long fraction = Math.floorMod(timestampNanos, NANOS_PER_SECOND);
    OctetWriter header =
        new OctetWriter(order).u32(Math.floorDiv(timestampNanos, NANOS_PER_SECOND));
    header.u32(nanos ? fraction : fraction / 1000).u32(captured).u32(length).zeros(recordExtra);
    out.write(header.toByteArray());
    out.write(frame);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
