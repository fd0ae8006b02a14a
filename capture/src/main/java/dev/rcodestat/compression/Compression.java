package dev.rcodestat.compression;

import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A compression that is read, told by its first octets, never by a file's name.
public enum Compression {
  GZIP("gzip", "zcat"),
  ZSTD("zstd", "zstdcat --long=31"),
  LZ4("lz4", "lz4cat"),
  XZ("xz", "xzcat");

  /// So many first octets tell what it takes to decompress the rest, wherever there are as many.
  public static final int HEADER_OCTETS = 64;

  /// Gzip with the only method that there is (RFC 1952 section 2.3).
  private static final long GZIP_MAGIC = 0x1F8B_08L;

  private static final long ZSTD_MAGIC = 0x28B5_2FFDL;
  private static final long LZ4_MAGIC = 0x0422_4D18L;
  private static final long XZ_MAGIC = 0xFD37_7A58L;

  // A frame to be stepped over (RFC 8878 section 3.1.2), of zstd and of lz4 alike.
  private static final long SKIPPABLE = 0x184D_2A50L;
  private static final long SKIPPABLE_MASK = 0xFFFF_FFF0L;
  private static final int SKIPPABLE_HEADER = 8;
  private static final int MAGIC_OCTETS = 4;

  private final String label;
  private final String tool;

  Compression(String label, String tool) {
    this.label = label;
    this.tool = tool;
  }

  /// The compression of the stream that begins here, if any.
  ///
  /// @param length the octets at hand, at least 4
  public static Optional<Compression> of(ByteBuffer memory, int start, int length) {
    int begin = start + skippable(memory, start, length);
    if (begin > start && MAGIC_OCTETS > start + length - begin) {
      return Optional.of(ZSTD);
    }
    return Optional.ofNullable(
        switch ((int) Octets.u32(memory, begin)) {
          case (int) ZSTD_MAGIC -> ZSTD;
          case (int) LZ4_MAGIC -> LZ4;
          case (int) XZ_MAGIC -> XZ;
          default -> Octets.u32(memory, begin) >>> Byte.SIZE == GZIP_MAGIC ? GZIP : null;
        });
  }

  /// The octets of the skippable frames that a stream begins with; at most all that are at hand.
  static int skippable(ByteBuffer memory, int start, int length) {
    long skipped = 0;
    while (skipped <= length - SKIPPABLE_HEADER
        && (Octets.u32le(memory, start + (int) skipped) & SKIPPABLE_MASK) == SKIPPABLE) {
      skipped += SKIPPABLE_HEADER + Octets.u32le(memory, start + (int) skipped + MAGIC_OCTETS);
    }
    return (int) Math.min(skipped, length);
  }

  /// Its name.
  public String label() {
    return label;
  }

  /// The pipe that does without our decompressor.
  public String pipe() {
    return tool + " FILE | rcodestat analyze -";
  }
}
