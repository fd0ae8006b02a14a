package dev.rcodestat.capture;

import dev.rcodestat.wire.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads pcapng (draft-ietf-opsawg-pcapng): several sections, each in its own byte order, with
/// several interfaces of their own.
///
/// ```
/// every block
///   0  block type
///   4  total length
///   8  body
///  -4  total length again
/// ```
///
/// Frames stand in Enhanced, Simple and (obsolete) Packet Blocks; blocks of other types are stepped
/// over.
final class PcapngReader implements FrameReader {
  static final long SECTION_HEADER = 0x0A0D_0D0AL;

  private static final long INTERFACE_DESCRIPTION = 1;
  private static final long OBSOLETE_PACKET = 2;
  private static final long SIMPLE_PACKET = 3;
  private static final long ENHANCED_PACKET = 6;

  private static final int TOTAL_LENGTH = 4;
  private static final int BODY = 8;
  private static final int TRAILER_OCTETS = 4;
  private static final int MIN_BLOCK = BODY + TRAILER_OCTETS;

  // Section Header Block: byte-order magic (32), major (16), minor (16), section length (64),
  // options.
  private static final long BYTE_ORDER_MAGIC = 0x1A2B_3C4DL;
  private static final int MAJOR_VERSION = BODY + 4;
  private static final int SECTION_OPTIONS = BODY + 16;

  // Interface Description Block: link type (16), reserved (16), snaplen (32), options.
  private static final int IDB_SNAPLEN = BODY + 4;
  private static final int IDB_OPTIONS = BODY + 8;
  private static final int OPTION_HEADER = 4;
  private static final int OPTION_END = 0;
  private static final int OPTION_TSRESOL = 9;
  private static final int OPTION_TSOFFSET = 14;

  // Enhanced Packet Block: interface (32), time high, time low, captured, length (32 each), frame,
  // options. Obsolete Packet Block: interface (16), drops (16), and on as above.
  private static final int TIME_HIGH = BODY + 4;
  private static final int TIME_LOW = BODY + 8;
  private static final int CAPTURED = BODY + 12;
  private static final int LENGTH = BODY + 16;
  private static final int FRAME = BODY + 20;

  // Simple Packet Block: length (32), frame.
  private static final int SIMPLE_FRAME = BODY + 4;

  /// More interfaces in a section than this are taken for a broken file.
  private static final int MAX_INTERFACES = 65_536;

  private final BlockInput input;
  private final List<PcapngInterface> interfaces = new ArrayList<>();
  private boolean bigEndian;
  private long linkTypeOffset;

  /// @param input at a block whose type is [#SECTION_HEADER]
  PcapngReader(BlockInput input) {
    this.input = input;
  }

  @Override
  public String format() {
    return "pcapng";
  }

  @Override
  public boolean next(FrameView frame) throws IOException {
    while (input.holds(MIN_BLOCK)) {
      long type = u32(0);
      if (type == SECTION_HEADER) {
        beginSection();
      } else if (type == INTERFACE_DESCRIPTION) {
        addInterface();
      } else if (type == ENHANCED_PACKET || type == OBSOLETE_PACKET || type == SIMPLE_PACKET) {
        readPacket(type, frame);
        return true;
      } else {
        stepOver();
      }
    }
    if (input.available() > 0) {
      throw new CaptureFormatException(
          input.offset(),
          "a block of at least " + MIN_BLOCK + " octets",
          input.available() + " octets and the end of the file");
    }
    return false;
  }

  @Override
  public long linkTypeOffset() {
    return linkTypeOffset;
  }

  private void beginSection() throws IOException {
    long little = Octets.u32le(input.memory(), input.start() + BODY);
    long big = Octets.u32(input.memory(), input.start() + BODY);
    if (little != BYTE_ORDER_MAGIC && big != BYTE_ORDER_MAGIC) {
      throw new CaptureFormatException(
          input.offset() + BODY, "the byte-order magic 1a2b3c4d", String.format("%08x", big));
    }
    bigEndian = big == BYTE_ORDER_MAGIC;
    long total = wholeBlock(SECTION_OPTIONS + TRAILER_OCTETS, "section header");
    int major = u16(MAJOR_VERSION);
    if (major != 1) {
      throw new CaptureFormatException(
          input.offset() + MAJOR_VERSION, "pcapng version 1", "version " + major);
    }
    interfaces.clear();
    input.skip(total);
  }

  private void addInterface() throws IOException {
    long total = wholeBlock(IDB_OPTIONS + TRAILER_OCTETS, "interface description");
    if (interfaces.size() == MAX_INTERFACES) {
      throw new CaptureFormatException(
          input.offset(), "at most " + MAX_INTERFACES + " interfaces in a section", "one more");
    }
    interfaces.add(
        new PcapngInterface(
            u16(BODY),
            u32(IDB_SNAPLEN),
            readResolution(IDB_OPTIONS, (int) total - TRAILER_OCTETS),
            input.offset() + BODY));
    input.skip(total);
  }

  private TimestampResolution readResolution(int start, int end) throws CaptureFormatException {
    TimestampResolution resolution = TimestampResolution.MICROS;
    int position = start;
    while (OPTION_HEADER <= end - position) {
      int code = u16(position);
      int length = u16(position + 2);
      int value = position + OPTION_HEADER;
      if (code == OPTION_END) {
        break;
      }
      if (length > end - value) {
        throw new CaptureFormatException(
            input.offset() + position + 2,
            "an option of at most " + (end - value) + " octets",
            "a length of " + length);
      }
      if (code == OPTION_TSRESOL && length == 1) {
        resolution = resolution.withResolution(Octets.u8(input.memory(), input.start() + value));
      } else if (code == OPTION_TSOFFSET && length == Long.BYTES) {
        resolution = resolution.withOffset(u64(value));
      }
      position = value + (length + 3 & ~3);
    }
    return resolution;
  }

  private void readPacket(long type, FrameView frame) throws IOException {
    int header = type == SIMPLE_PACKET ? SIMPLE_FRAME : FRAME;
    long total = wholeBlock(header + TRAILER_OCTETS, "packet");
    long room = total - header - TRAILER_OCTETS;
    PcapngInterface source = interfaceOf(type);
    long length = u32(type == SIMPLE_PACKET ? BODY : LENGTH);
    long captured = type == SIMPLE_PACKET ? simpleCaptured(source, length, room) : u32(CAPTURED);
    if (captured > Math.min(room, MAX_FRAME_OCTETS)) {
      throw new CaptureFormatException(
          input.offset() + (type == SIMPLE_PACKET ? BODY : CAPTURED),
          "a frame of at most " + Math.min(room, MAX_FRAME_OCTETS) + " octets",
          "a length of " + captured);
    }
    linkTypeOffset = source.offset();
    frame.wrap(
        input.memory(),
        input.start() + header,
        (int) captured,
        (int) Math.min(Math.max(captured, length), Integer.MAX_VALUE),
        source.linkType(),
        type == SIMPLE_PACKET
            ? FrameView.NO_TIMESTAMP
            : source.resolution().nanos((u32(TIME_HIGH) << 32) | u32(TIME_LOW)));
    input.skip(total);
  }

  /// A Simple Packet Block does not say how much of the frame it holds: all of it, or the snaplen.
  private static long simpleCaptured(PcapngInterface source, long length, long room) {
    long limit = source.snaplen() == 0 ? length : Math.min(length, source.snaplen());
    return Math.min(limit, room);
  }

  private PcapngInterface interfaceOf(long type) throws CaptureFormatException {
    long index = type == SIMPLE_PACKET ? 0 : type == OBSOLETE_PACKET ? u16(BODY) : u32(BODY);
    if (index >= interfaces.size()) {
      throw new CaptureFormatException(
          input.offset() + BODY,
          "an interface of the " + interfaces.size() + " described so far",
          "number " + index);
    }
    return interfaces.get((int) index);
  }

  /// Makes sure that a block that has to be looked into is wholly at hand, and well formed.
  ///
  /// @return its total length in octets
  private long wholeBlock(int least, String kind) throws IOException {
    long declared = u32(TOTAL_LENGTH);
    long total = totalLength();
    long most = BlockInput.LONGEST_RECORD;
    if (total < least || total > most) {
      throw new CaptureFormatException(
          input.offset() + TOTAL_LENGTH,
          "a " + kind + " block of " + least + " to " + most + " octets",
          "a length of " + total);
    }
    if (!input.holds(total)) {
      throw cutBlock(total, input.offset(), input.available());
    }
    checkTrailer(declared, (int) total - TRAILER_OCTETS);
    return total;
  }

  private void stepOver() throws IOException {
    long declared = u32(TOTAL_LENGTH);
    long total = totalLength();
    long begin = input.offset();
    if (!input.skip(total - TRAILER_OCTETS) || !input.holds(TRAILER_OCTETS)) {
      throw cutBlock(total, begin, input.offset() + input.available() - begin);
    }
    checkTrailer(declared, 0);
    input.skip(TRAILER_OCTETS);
  }

  /// The octets of the block here. Early writers left the padding out of the length that they gave.
  private long totalLength() throws CaptureFormatException {
    long total = u32(TOTAL_LENGTH);
    if (total < MIN_BLOCK) {
      throw new CaptureFormatException(
          input.offset() + TOTAL_LENGTH,
          "a block length of at least " + MIN_BLOCK + " octets",
          "a length of " + total);
    }
    return (total + 3) & ~3L;
  }

  private void checkTrailer(long declared, int trailerAt) throws CaptureFormatException {
    long trailer = u32(trailerAt);
    if (trailer != declared) {
      throw new CaptureFormatException(
          input.offset() + trailerAt, "the block length " + declared + " again", "" + trailer);
    }
  }

  private static CaptureFormatException cutBlock(long total, long offset, long available) {
    return new CaptureFormatException(
        offset, "a block of " + total + " octets", available + " octets and the end of the file");
  }

  private int u16(int offset) {
    ByteBuffer memory = input.memory();
    int at = input.start() + offset;
    return bigEndian ? Octets.u16(memory, at) : Octets.u16le(memory, at);
  }

  private long u32(int offset) {
    ByteBuffer memory = input.memory();
    int at = input.start() + offset;
    return bigEndian ? Octets.u32(memory, at) : Octets.u32le(memory, at);
  }

  private long u64(int offset) {
    ByteBuffer memory = input.memory();
    int at = input.start() + offset;
    return bigEndian ? Octets.u64(memory, at) : Octets.u64le(memory, at);
  }
}
