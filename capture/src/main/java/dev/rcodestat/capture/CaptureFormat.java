package dev.rcodestat.capture;

import dev.rcodestat.wire.Octets;
import java.io.IOException;
import java.util.List;

/// Tells formats apart by their first octets, never by a file's name.
final class CaptureFormat {
  private static final int MAGIC_OCTETS = 4;

  private CaptureFormat() {}

  /// A reader for the capture that begins here.
  ///
  /// @throws CaptureFormatException where this is no capture that is read
  static FrameReader readerFor(BlockInput input) throws IOException {
    if (!input.holds(MAGIC_OCTETS)) {
      throw notCapture(
          input.available() == 0 ? "an empty file" : "a file of " + input.available() + " octets");
    }
    long big = Octets.u32(input.memory(), input.start());
    long little = Octets.u32le(input.memory(), input.start());
    if (big == PcapngReader.SECTION_HEADER) {
      return new PcapngReader(input);
    }
    if (isPcap(big)) {
      return new PcapReader(input, true, big == PcapReader.MAGIC_NANOS);
    }
    if (isPcap(little)) {
      return new PcapReader(input, false, little == PcapReader.MAGIC_NANOS);
    }
    throw notCapture(String.format("%08x", big) + ForeignFormat.remark(big));
  }

  private static boolean isPcap(long magic) {
    return magic == PcapReader.MAGIC_MICROS || magic == PcapReader.MAGIC_NANOS;
  }

  private static CaptureFormatException notCapture(String found) {
    return new CaptureFormatException(0, "the first octets of a pcap or pcapng file", found);
  }

  /// A format that people hand in and that is not read, with what helps.
  ///
  /// @param magic its first octets, big-endian
  /// @param bits how many of the 32 bits of `magic` count, from the first
  /// @param remark what it is, and what to do
  private record ForeignFormat(long magic, int bits, String remark) {
    private static final List<ForeignFormat> KNOWN =
        List.of(
            new ForeignFormat(0x1F8B_0000L, 16, "gzip: try zcat FILE | rcodestat analyze -"),
            new ForeignFormat(0x28B5_2FFDL, 32, "zstd: try zstdcat FILE | rcodestat analyze -"),
            new ForeignFormat(0x0422_4D18L, 32, "lz4: try lz4cat FILE | rcodestat analyze -"),
            new ForeignFormat(0xFD37_7A58L, 32, "xz: try xzcat FILE | rcodestat analyze -"),
            new ForeignFormat(0x425A_6800L, 24, "bzip2: try bzcat FILE | rcodestat analyze -"),
            new ForeignFormat(0x736E_6F6FL, 32, "snoop: try editcap -F pcap FILE OUT"),
            new ForeignFormat(0x34CD_B2A1L, 32, "modified pcap: try editcap -F pcap FILE OUT"),
            new ForeignFormat(0xA1B2_CD34L, 32, "modified pcap: try editcap -F pcap FILE OUT"));

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
