package dev.rcodestat.capture;

import dev.rcodestat.compression.Compression;
import dev.rcodestat.wire.Octets;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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
    throw noCapture(input, big);
  }

  private static NoCaptureException noCapture(BlockInput input, long magic) {
    String found = String.format("%08x", magic);
    Optional<Compression> twice = Compression.of(input.memory(), input.start(), input.available());
    if (twice.isPresent()) {
      return new NoCaptureException(found + " (compressed twice: try " + twice.get().pipe() + ")");
    }
    return ForeignFormat.of(magic)
        .map(format ->
            new NoCaptureException(
                found + " (" + format.remark() + ")", format.isOneFileCompressed()))
        .orElseGet(() -> new NoCaptureException(found));
  }

  /// A format that people hand in and that is not read, with what helps.
  ///
  /// @param magic its first octets, big-endian
  /// @param bits how many of the 32 bits of `magic` count, from the first
  /// @param isOneFileCompressed whether captures are kept so; an archive holds anything
  /// @param remark what it is, and what to do
  private record ForeignFormat(long magic, int bits, boolean isOneFileCompressed, String remark) {
    private static final List<ForeignFormat> KNOWN =
        List.of(
            new ForeignFormat(
                0x425A_6800L, 24, true, "bzip2: try bzcat FILE | rcodestat analyze -"),
            new ForeignFormat(
                0x504B_0304L, 32, false, "zip: try unzip -p FILE | rcodestat analyze -"),
            new ForeignFormat(
                0x0221_4C18L, 32, true, "old lz4: try lz4cat FILE | rcodestat analyze -"));

    static Optional<ForeignFormat> of(long magic) {
      return KNOWN.stream().filter(format -> format.isAt(magic)).findFirst();
    }

    private boolean isAt(long octets) {
      int ignored = Integer.SIZE - bits;
      return octets >>> ignored == magic >>> ignored;
    }
  }
}
