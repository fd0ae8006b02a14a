package dev.rcodestat.samples;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;

/// Writes pcapng (draft-ietf-opsawg-pcapng) block by block. Begin with [#section].
public final class PcapngWriter implements Closeable {
  /// The option that tells the unit of an interface's timestamps.
  public static final int IF_TSRESOL = 9;

  /// The option that tells what is added to an interface's timestamps.
  public static final int IF_TSOFFSET = 14;

  private static final long SECTION_HEADER = 0x0A0D_0D0AL;
  private static final long BYTE_ORDER_MAGIC = 0x1A2B_3C4DL;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int BLOCK_OVERHEAD = 12;

  private final OutputStream out;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  /// @param out closed with this writer; give a buffered one
  public PcapngWriter(OutputStream out) {
    this.out = out;
  }

  /// Begins a section in its own byte order, with no interfaces yet.
  public void section(ByteOrder order) throws IOException {
    this.order = order;
    block(SECTION_HEADER, numbers().u32(BYTE_ORDER_MAGIC).u16(1).u16(0).u64(-1).toByteArray());
  }

  /// Describes the next interface of the section; they are counted from 0.
  ///
  /// @param linkType a LINKTYPE_ number
  /// @param snaplen 0 for no limit
  /// @param options from [#option], without the end of the options
  public void describeInterface(int linkType, long snaplen, byte[]... options) throws IOException {
    OctetWriter body = numbers().u16(linkType).u16(0).u32(snaplen);
    for (byte[] option : options) {
      body.octets(option);
    }
    if (options.length > 0) {
      body.u16(0).u16(0);
    }
    block(INTERFACE_DESCRIPTION, body.toByteArray());
  }

  /// An option in the byte order of the section.
  public byte[] option(int code, byte[] value) {
    return numbers()
        .u16(code)
        .u16(value.length)
        .octets(value)
        .zeros(padding(value.length))
        .toByteArray();
  }

  /// The option if_tsresol: a negative power of 10, or of 2 where the first bit is set.
  public byte[] timestampResolution(int value) {
    return option(IF_TSRESOL, new byte[] {(byte) value});
  }

  /// The option if_tsoffset.
  public byte[] timestampOffset(long seconds) {
    return option(IF_TSOFFSET, numbers().u64(seconds).toByteArray());
  }

  /// An Enhanced Packet Block with a whole frame.
  ///
  /// @param units the time in the interface's unit
  public void enhancedPacket(long interfaceNumber, long units, byte[] frame) throws IOException {
    enhancedPacket(interfaceNumber, units, frame, frame.length);
  }

  /// An Enhanced Packet Block.
  ///
  /// @param units the time in the interface's unit
  /// @param length what the frame had on the wire
  public void enhancedPacket(long interfaceNumber, long units, byte[] frame, long length)
      throws IOException {
    packet(ENHANCED_PACKET, numbers().u32(interfaceNumber), units, frame, length);
  }

  /// A Packet Block, which is obsolete.
  ///
  /// @param units the time in the interface's unit
  /// @param length what the frame had on the wire
  public void obsoletePacket(int interfaceNumber, long units, byte[] frame, long length)
      throws IOException {
    packet(OBSOLETE_PACKET, numbers().u16(interfaceNumber).u16(0xFFFF), units, frame, length);
  }

  /// A Simple Packet Block: of the first interface, without a time.
  ///
  /// @param length what the frame had on the wire
  public void simplePacket(byte[] frame, long length) throws IOException {
    block(SIMPLE_PACKET, numbers().u32(length).octets(frame).toByteArray());
  }

  /// A block of any type, known or not; its body is padded.
  public void block(long type, byte[] body) throws IOException {
    int total = BLOCK_OVERHEAD + body.length + padding(body.length);
    OctetWriter block = numbers().u32(type).u32(total).octets(body).zeros(padding(body.length));
    raw(block.u32(total).toByteArray());
  }

  /// Octets that need not be a block.
  public void raw(byte[] octets) throws IOException {
    out.write(octets);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void packet(int type, OctetWriter body, long units, byte[] frame, long length)
      throws IOException {
    body.u32(units >>> 32).u32(units).u32(frame.length).u32(length).octets(frame);
    block(type, body.toByteArray());
  }

  private OctetWriter numbers() {
    return new OctetWriter(order);
  }

  private static int padding(int octets) {
    return -octets & 3;
  }
}
