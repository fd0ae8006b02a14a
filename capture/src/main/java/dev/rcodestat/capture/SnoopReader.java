package dev.rcodestat.capture;

import dev.rcodestat.packet.LinkType;
import dev.rcodestat.wire.Octets;
import java.io.IOException;

/// Reads snoop (RFC 1761), the format of Solaris. Everything is big-endian.
///
/// ```
/// file header, 16 octets                      record header, 24 octets
///   0  "snoop", 0, 0, 0                         0  octets on the wire
///   8  version, 2                               4  captured octets
///  12  datalink type                            8  octets of the record, padding included
///                                              12  frames dropped so far
///                                              16  seconds since 1970
///                                              20  microseconds
/// ```
final class SnoopReader implements FrameReader {
  /// The first half of the magic, "snoo".
  static final long MAGIC_FRONT = 0x736E_6F6FL;

  private static final long MAGIC_REST = 0x7000_0000L;
  private static final int FILE_HEADER = 16;
  private static final int VERSION = 8;
  private static final int DATALINK_TYPE = 12;

  private static final int RECORD_HEADER = 24;
  private static final int LENGTH = 0;
  private static final int CAPTURED = 4;
  private static final int RECORD = 8;
  private static final int SECONDS = 16;
  private static final int MICROS = 20;

  // RFC 1761 section 4
  private static final int IEEE_802_3 = 0;
  private static final int TOKEN_RING = 2;
  private static final int ETHERNET = 4;
  private static final int FDDI = 8;

  // LINKTYPE_ numbers of what is not decoded
  private static final int LINKTYPE_IEEE802_5 = 6;
  private static final int LINKTYPE_FDDI = 10;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MICRO = 1000;

  private final BlockInput input;
  private final int linkType;

  /// @param input at the file header, which begins with [#MAGIC_FRONT]
  SnoopReader(BlockInput input) throws IOException {
    this.input = input;
    if (!input.holds(FILE_HEADER)) {
      throw new CaptureFormatException(
          0, "a snoop file header of 16 octets", input.available() + " octets");
    }
    if (u32(4) != MAGIC_REST) {
      throw new CaptureFormatException(0, "a snoop file", "another that begins with \"snoo\"");
    }
    if (u32(VERSION) != 2) {
      throw new CaptureFormatException(VERSION, "snoop version 2", "version " + u32(VERSION));
    }
    linkType = linkType(u32(DATALINK_TYPE));
    input.skip(FILE_HEADER);
  }

  @Override
  public String format() {
    return "snoop";
  }

  @Override
  public boolean next(FrameView frame) throws IOException {
    if (!input.holdsRecordHeader(RECORD_HEADER)) {
      return false;
    }
    long captured = u32(CAPTURED);
    long record = u32(RECORD);
    check(captured, record);
    input.requireRecord(record);
    frame.wrap(
        input.memory(),
        input.start() + RECORD_HEADER,
        (int) captured,
        (int) Math.min(Math.max(captured, u32(LENGTH)), Integer.MAX_VALUE),
        linkType,
        u32(SECONDS) * NANOS_PER_SECOND + u32(MICROS) * NANOS_PER_MICRO);
    input.skip(record);
    return true;
  }

  @Override
  public long linkTypeOffset() {
    return DATALINK_TYPE;
  }

  private void check(long captured, long record) throws CaptureFormatException {
    if (captured > MAX_FRAME_OCTETS) {
      throw new CaptureFormatException(
          input.offset() + CAPTURED,
          "a frame of at most " + MAX_FRAME_OCTETS + " octets",
          "a length of " + captured);
    }
    if (record < RECORD_HEADER + captured || record > BlockInput.LONGEST_RECORD) {
      throw new CaptureFormatException(
          input.offset() + RECORD,
          "a record of " + (RECORD_HEADER + captured) + " octets and padding",
          "a length of " + record);
    }
  }

  private static int linkType(long datalinkType) throws CaptureFormatException {
    return switch ((int) datalinkType) {
      case IEEE_802_3, ETHERNET -> LinkType.ETHERNET;
      case TOKEN_RING -> LINKTYPE_IEEE802_5;
      case FDDI -> LINKTYPE_FDDI;
      default ->
          throw new CaptureFormatException(
              DATALINK_TYPE, "the datalink type of Ethernet, 4", "type " + datalinkType);
    };
  }

  private long u32(int offset) {
    return Octets.u32(input.memory(), input.start() + offset);
  }
}
