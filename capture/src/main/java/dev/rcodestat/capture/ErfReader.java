package dev.rcodestat.capture;

import dev.rcodestat.packet.LinkType;
import dev.rcodestat.wire.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads files of ERF records, the format of Endace (Extensible Record Format types, EDM11-01). They have
/// no file header and no magic, so a file counts as one where every record at hand makes sense.
///
/// ```
/// record header, 16 octets, big-endian but for the time
///   0  time in units of 2^-32 s since 1970, little-endian
///   8  more headers (1 bit), type (7 bits)
///   9  flags
///  10  octets of the record, this header included
///  12  loss counter, or colour
///  14  octets of the packet on the wire
/// ```
///
/// A record as a whole is a frame of [LinkType#ERF].
final class ErfReader implements FrameReader {
  private static final int RECORD_HEADER = 16;
  private static final int TYPE = 8;
  private static final int RECORD = 10;
  private static final int WIRE = 14;

  private static final int TYPE_MASK = 0x7F;
  private static final int LARGEST_TYPE = 33;
  private static final int PADDING = 48;

  private static final int ENOUGH_RECORDS = 10;
  private static final long EARLIEST_SECOND = 631_152_000L; // 1990
  private static final long MOST_SECONDS_BETWEEN = 86_400;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long HALF = 1L << (Integer.SIZE - 1);

  private final BlockInput input;

  /// @param input at the first record
  ErfReader(BlockInput input) {
    this.input = input;
  }

  /// Whether records of this format begin here: those at hand, ten at most, have types that exist, lengths
  /// that lead from one to the next, and times of one day. A lone one has to end with the file.
  static boolean isAt(BlockInput input) throws IOException {
    boolean more = input.holds(RECORD_HEADER);
    ByteBuffer memory = input.memory();
    int end = input.start() + input.available();
    int at = input.start();
    int records = 0;
    long before = 0;
    while (more && records < ENOUGH_RECORDS) {
      long second = Octets.u64le(memory, at) >>> Integer.SIZE;
      boolean isSane =
          second >= EARLIEST_SECOND
              && (records == 0 || Math.abs(second - before) <= MOST_SECONDS_BETWEEN)
              && isType(Octets.u8(memory, at + TYPE) & TYPE_MASK)
              && Octets.u16(memory, at + RECORD) >= RECORD_HEADER;
      if (!isSane) {
        return false;
      }
      before = second;
      records++;
      at += Octets.u16(memory, at + RECORD);
      more = RECORD_HEADER <= end - at;
    }
    return records > 1 || (records == 1 && at == end);
  }

  @Override
  public String format() {
    return "erf";
  }

  @Override
  public boolean next(FrameView frame) throws IOException {
    do {
      if (!input.holdsRecordHeader(RECORD_HEADER)) {
        return false;
      }
      nextRecord(frame);
    } while ((Octets.u8(frame.memory, frame.offset + TYPE) & TYPE_MASK) == PADDING);
    return true;
  }

  @Override
  public long linkTypeOffset() {
    return TYPE;
  }

  private void nextRecord(FrameView frame) throws IOException {
    ByteBuffer memory = input.memory();
    long time = Octets.u64le(memory, input.start());
    int record = Octets.u16(memory, input.start() + RECORD);
    int onWire = Octets.u16(memory, input.start() + WIRE);
    if (record < RECORD_HEADER) {
      throw new CaptureFormatException(
          input.offset() + RECORD,
          "a record of at least " + RECORD_HEADER + " octets",
          "a length of " + record);
    }
    input.requireRecord(record);
    frame.wrap(
        input.memory(),
        input.start(),
        record,
        Math.max(record, RECORD_HEADER + onWire),
        LinkType.ERF,
        nanos(time));
    input.skip(record);
  }

  /// To the nearest nanosecond.
  private static long nanos(long time) {
    long fraction = Octets.u32Of(time, 1) * NANOS_PER_SECOND;
    return (time >>> Integer.SIZE) * NANOS_PER_SECOND + ((fraction + HALF) >>> Integer.SIZE);
  }

  private static boolean isType(int type) {
    return (type >= 1 && type <= LARGEST_TYPE) || type == PADDING;
  }
}
