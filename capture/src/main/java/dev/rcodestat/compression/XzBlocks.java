package dev.rcodestat.compression;

import dev.rcodestat.wire.Octets;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/// The .xz format (version 1.2), of any number of streams.
///
/// ```
/// stream header, 12 octets               block header, behind it
///   0  FD 37 7A 58 5A 00                   0  its size in units of 4 octets, less 1; 0 for no block
///   6  stream flags (16)                   1  flags: number of filters less 1, sizes present
///   8  CRC-32                              2  compressed size, uncompressed size, where present
///                                             filters: identifier, length of properties, properties
/// ```
final class XzBlocks {
  private static final int STREAM_HEADER = 12;
  private static final int FILTERS = 3;
  private static final int COMPRESSED_SIZE = 1 << 6;
  private static final int UNCOMPRESSED_SIZE = 1 << 7;
  private static final int LZMA2 = 0x21;
  private static final int LARGEST_DICTIONARY = 40;
  private static final int LONGEST_NUMBER = 9;
  private static final long OCTETS_PER_KIB = 1024;

  private final ByteBuffer header;
  private int at;

  private XzBlocks(ByteBuffer header) {
    this.header = header;
  }

  /// A decoder of the blocks that a source holds.
  ///
  /// @param octets the most that it may take
  static Decoder decoder(Source source, long octets) throws IOException {
    return new StreamDecoder(
        Compression.XZ,
        new XZInputStream(source, (int) (octets / OCTETS_PER_KIB), BasicArrayCache.getInstance()));
  }

  /// The octets of the dictionary that the first block declares; 0 where there is none.
  ///
  /// @param stream its beginning
  static long dictionary(ByteBuffer stream) {
    try {
      return new XzBlocks(stream).readDictionary();
    } catch (EOFException e) {
      return 0; // too short to hold anything, or not of the format: the decoder says which
    }
  }

  private long readDictionary() throws EOFException {
    at = STREAM_HEADER;
    if (next() == 0) {
      return 0;
    }
    int flags = next();
    if ((flags & COMPRESSED_SIZE) != 0) {
      number();
    }
    if ((flags & UNCOMPRESSED_SIZE) != 0) {
      number();
    }
    for (int i = 0; i <= (flags & FILTERS); i++) {
      long filter = number();
      long properties = number();
      if (filter == LZMA2) {
        int code = Math.min(next(), LARGEST_DICTIONARY);
        return (2L | (code & 1)) << (code / 2 + 11);
      }
      skip(properties);
    }
    return 0;
  }

  private int next() throws EOFException {
    if (at >= header.limit()) {
      throw new EOFException();
    }
    return Octets.u8(header, at++);
  }

  private void skip(long octets) throws EOFException {
    if (octets > header.limit() - at) {
      throw new EOFException();
    }
    at += (int) octets;
  }

  /// An integer of 7 bits an octet, the lowest first; never negative.
  private long number() throws EOFException {
    long number = 0;
    for (int shift = 0; shift < LONGEST_NUMBER * 7; shift += 7) {
      int octet = next();
      number |= (octet & 0x7FL) << shift;
      if ((octet & 0x80) == 0) {
        return number;
      }
    }
    throw new EOFException();
  }
}
