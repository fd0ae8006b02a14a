package dev.rcodestat.compression;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Gzip (RFC 1952), of any number of members; zeros behind the last one are padding.
///
/// ```
/// header, 10 octets or more              trailer, 8 octets, little-endian
///   0  1F 8B                               0  CRC-32 of the decompressed octets
///   2  method, 8                           4  their number, modulo 2^32
///   3  flags
///   4  time (32), extra flags, system
///  10  extra field, name, comment, CRC-16 of the header: those that the flags tell
/// ```
///
/// The JDK's own stream takes a damaged member behind the first for the end.
final class GzipDecoder implements Decoder {
  private static final int ID1 = 0x1F;
  private static final int ID2 = 0x8B;
  private static final int DEFLATE = 8;

  private static final int HEADER_CRC = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;

  private final Source source;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean inMember;
  private boolean damaged;

  GzipDecoder(Source source) {
    this.source = source;
  }

  @Override
  public int decode(ByteBuffer target) throws IOException {
    try {
      return decodeMembers(target);
    } catch (EOFException e) {
      throw new CompressionException(Compression.GZIP, e);
    } catch (DataFormatException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int decodeMembers(ByteBuffer target) throws IOException, DataFormatException {
    while (inMember || beginMember()) {
      int octets = inflate(target);
      if (inflater.finished()) {
        endMember();
      }
      if (octets > 0) {
        return octets;
      }
    }
    return -1;
  }

  private int inflate(ByteBuffer target) throws IOException, DataFormatException {
    if (inflater.needsInput() && !inflater.finished()) {
      if (!source.fill()) {
        throw new EOFException();
      }
      inflater.setInput(source.buffer());
    }
    int start = target.position();
    long before = inflater.getBytesWritten();
    try {
      inflater.inflate(target);
    } catch (DataFormatException e) {
      int octets = (int) (inflater.getBytesWritten() - before);
      if (octets == 0 || damaged) {
        throw e;
      }
      damaged = true; // what it has made so far is good
      target.position(start + octets);
    }
    int octets = target.position() - start;
    crc.update(target.duplicate().flip().position(start));
    return octets;
  }

  /// Reads a member's header.
  ///
  /// @return false where the stream ends instead
  private boolean beginMember() throws IOException {
    int first = source.read();
    while (first == 0) {
      first = source.read();
    }
    if (first < 0) {
      return false;
    }
    if (first != ID1 || source.next() != ID2 || source.next() != DEFLATE) {
      throw damaged("something else follows it");
    }
    int flags = source.next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(u16());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(source.buffer());
    crc.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    inMember = false;
    long written = inflater.getBytesWritten();
    if (u32() != crc.getValue() || u32() != (written & 0xFFFF_FFFFL)) {
      throw damaged("its checksum or length differs");
    }
  }

  private void skip(int octets) throws IOException {
    for (int i = 0; i < octets; i++) {
      source.next();
    }
  }

  private void skipText() throws IOException {
    while (source.next() != 0) {}
  }

  private int u16() throws IOException {
    return source.next() | source.next() << Byte.SIZE;
  }

  private long u32() throws IOException {
    return u16() | (long) u16() << Short.SIZE;
  }

  private static CompressionException damaged(String words) {
    return new CompressionException(Compression.GZIP, words);
  }
}
