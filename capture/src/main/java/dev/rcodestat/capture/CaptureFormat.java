package dev.rcodestat.capture;

import dev.rcodestat.compression.Compression;
import dev.rcodestat.wire.Octets;
import java.io.IOException;
import java.util.List;

/// Tells formats apart by their content, never by a file's name.
final class CaptureFormat {
  static final int MAGIC_OCTETS = 4;

  private CaptureFormat() {}

  /// A reader for the capture that begins here.
  ///
  /// @throws CaptureFormatException where this is no capture that is read
  static FrameReader readerFor(BlockInput input) throws IOException {
    if (!input.holds(MAGIC_OCTETS)) {
      throw new NoCaptureException(
          input.available() == 0 ? "an empty file" : "a file of " + input.available() + " octets");
    }
    long big = Octets.u32(input.memory(), input.start());
    long little = Octets.u32le(input.memory(), input.start());
    if (big == PcapngReader.SECTION_HEADER) {
      return new PcapngReader(input);
    }
    if (PcapReader.isMagic(big)) {
      return new PcapReader(input, true, big);
    }
    if (PcapReader.isMagic(little)) {
      return new PcapReader(input, false, little);
    }
    if (big == SnoopReader.MAGIC_FRONT) {
      return new SnoopReader(input);
    }
    if (ErfReader.isAt(input)) {
      return new ErfReader(input);
    }
    throw new NoCaptureException(String.format("%08x", big) + remark(input, big));
  }

  private static String remark(BlockInput input, long magic) {
    return Compression.of(input.memory(), input.start(), input.available())
        .map(twice -> " (compressed twice: try " + twice.pipe() + ")")
        .orElseGet(() -> ForeignFormat.remark(magic));
  }

  /// A format that people hand in and that is not read, with what helps.
  ///
  /// @param magic its first octets, big-endian
  /// @param bits how many of the 32 bits of `magic` count, from the first
  /// @param remark what it is, and what to do
  private record ForeignFormat(long magic, int bits, String remark) {
    private static final List<ForeignFormat> KNOWN =
        List.of(
            new ForeignFormat(0x425A_6800L, 24, "bzip2: try bzcat FILE | rcodestat analyze -"),
            new ForeignFormat(0x504B_0304L, 32, "zip: try unzip -p FILE | rcodestat analyze -"),
            new ForeignFormat(0x0221_4C18L, 32, "old lz4: try lz4cat FILE | rcodestat analyze -"));

    static String remark(long magic) {
      for (ForeignFormat format : KNOWN) {
        int ignored = Integer.SIZE - format.bits;
        if (magic >>> ignored == format.magic >>> ignored) {
          return " (" + format.remark + ")";
        }
      }
      return "";
    }
  }
}
