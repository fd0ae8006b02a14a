package dev.rcodestat.capture;

import dev.rcodestat.wire.Octets;
import java.io.IOException;

/// Reads classic pcap (pcap-savefile(5)), micro- and nanosecond, in both byte orders; and modified pcap,
/// whose records have more in their headers (interface, protocol, kind of packet).
///
/// ```
/// file header, 24 octets                      record header, 16 octets; modified 24
///   0  magic                                    0  seconds since 1970
///   4  major version (16), minor version (16)   4  micro- or nanoseconds
///   8  time zone, 0                             8  captured octets
///  12  accuracy, 0                             12  octets on the wire
///  16  snaplen
///  20  link type
/// ```
final class PcapReader implements FrameReader {
  static final long MAGIC_MICROS = 0xA1B2_C3D4L;
  static final long MAGIC_NANOS = 0xA1B2_3C4DL;
  static final long MAGIC_MODIFIED = 0xA1B2_CD34L;

  /// Major 2, minor 4, as they stand in either byte order.
  private static final long VERSION = 0x0002_0004L;

  private static final long VERSION_SWAPPED = 0x0004_0002L;

  private static final int FILE_HEADER = 24;
  private static final int SNAPLEN = 16;
  private static final int LINK_TYPE = 20;

  /// The upper 6 bits tell about frame check sequences.
  private static final long LINK_TYPE_MASK = 0x03FF_FFFFL;

  private static final int RECORD_HEADER = 16;
  private static final int MODIFIED_RECORD_HEADER = 24;
  private static final int TIME = 0;
  private static final int OCTETS = 8;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final BlockInput input;
  private final boolean bigEndian;
  private final int nanosPerUnit;
  private final int recordHeader;
  private final int linkType;

  /// @param input at the file header, whose magic was found to be one of ours
  /// @param magic which one, as it reads in the file's byte order
  PcapReader(BlockInput input, boolean bigEndian, long magic) throws IOException {
    this.input = input;
    this.bigEndian = bigEndian;
    nanosPerUnit = magic == MAGIC_NANOS ? 1 : 1000;
    recordHeader = magic == MAGIC_MODIFIED ? MODIFIED_RECORD_HEADER : RECORD_HEADER;
    if (!input.holds(FILE_HEADER)) {
      throw new CaptureFormatException(
          0, "a pcap file header of 24 octets", input.available() + " octets");
    }
    linkType = (int) (second(pair(SNAPLEN)) & LINK_TYPE_MASK);
    input.skip(FILE_HEADER);
  }

  static boolean isMagic(long magic) {
    return magic == MAGIC_MICROS || magic == MAGIC_NANOS || magic == MAGIC_MODIFIED;
  }

  @Override
  public String format() {
    if (recordHeader == MODIFIED_RECORD_HEADER) {
      return "pcap-modified";
    }
    return nanosPerUnit == 1 ? "pcap-nanosecond" : "pcap";
  }

  @Override
  public boolean next(FrameView frame) throws IOException {
    if (!input.holdsRecordHeader(recordHeader)) {
      return false;
    }
    long time = pair(TIME);
    long octets = pair(OCTETS);
    long captured = first(octets);
    if (octets == 0) {
      checkIsFrame(time);
    }
    if (captured > MAX_FRAME_OCTETS) {
      throw new CaptureFormatException(
          input.offset() + OCTETS,
          "a frame of at most " + MAX_FRAME_OCTETS + " octets",
          "a length of " + captured);
    }
    if (!input.holds(recordHeader + captured)) {
      throw new CaptureFormatException(
          input.offset() + recordHeader,
          "a frame of " + captured + " octets",
          input.available() - recordHeader + " octets and the end of the file");
    }
    frame.wrap(
        input.memory(),
        input.start() + recordHeader,
        (int) captured,
        (int) Math.min(Math.max(captured, second(octets)), Integer.MAX_VALUE),
        linkType,
        first(time) * NANOS_PER_SECOND + second(time) * nanosPerUnit);
    input.skip(recordHeader + captured);
    return true;
  }

  @Override
  public long linkTypeOffset() {
    return LINK_TYPE;
  }

  /// Throws where a record without octets is none.
  private void checkIsFrame(long time) throws CaptureFormatException {
    if (time == 0) { // as a crash leaves them at a file's end
      throw new CaptureFormatException(input.offset(), "a frame or the end of the file", "zeros");
    }
    if (isFileHeader(time)) {
      throw new CaptureFormatException(
          input.offset(),
          "a frame or the end of the file",
          "the beginning of another capture: files joined by cat are to be named one by one");
    }
  }

  /// Whether a file header stands where a record without octets is to begin: no time of this century,
  /// and an odd fraction.
  private static boolean isFileHeader(long time) {
    return isMagic(first(time)) && (second(time) == VERSION || second(time) == VERSION_SWAPPED);
  }

  /// Two numbers of 32 bits that stand beside each other.
  private long pair(int offset) {
    long octets = Octets.u64(input.memory(), input.start() + offset);
    return bigEndian ? octets : Long.rotateRight(Long.reverseBytes(octets), Integer.SIZE);
  }

  private static long first(long pair) {
    return Octets.u32Of(pair, 0);
  }

  private static long second(long pair) {
    return Octets.u32Of(pair, 1);
  }
}
