package dev.rcodestat.tally;

import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;

/// Reads histograms as [LatencySummary#compressed] writes them, and no others: the library would take the
/// memory that a wrong one asks for.
final class SavedHistogram {
  // Places in the uncompressed encoding, version 2.
  private static final int DIGITS = 12;
  private static final int LOWEST = 16;
  private static final int HIGHEST = 24;
  private static final int HEADER = 40;

  /// The octets before what is compressed.
  private static final int COMPRESSED = 8;

  /// More than a histogram of these classes takes.
  private static final int MOST_OCTETS = 1 << 16;

  private SavedHistogram() {}

  static Histogram read(SavedReader in) throws SavedResultException {
    String text = in.text();
    try {
      ByteBuffer octets = inflated(Base64.getDecoder().decode(text));
      if (octets.limit() >= HEADER
          && octets.getInt(DIGITS) == LatencyClasses.SIGNIFICANT_DIGITS
          && octets.getLong(LOWEST) == LatencyClasses.LOWEST_MICROS
          && octets.getLong(HIGHEST) == LatencyClasses.HIGHEST_MICROS) {
        Histogram histogram = Histogram.decodeFromByteBuffer(octets, 0);
        if (histogram.getTotalCount() > 0
            && new LatencySummary(histogram, 0, 0, 0, 0, 0).compressed().equals(text)) {
          return histogram;
        }
      }
    } catch (DataFormatException
        | IllegalArgumentException
        | BufferUnderflowException
        | ArrayIndexOutOfBoundsException e) {
      // said below
    }
    throw in.wrong("an HdrHistogram of 1 µs to 1 h with two significant digits", "another text");
  }

  private static ByteBuffer inflated(byte[] octets) throws DataFormatException {
    if (octets.length < COMPRESSED) {
      return ByteBuffer.allocate(0);
    }
    byte[] inflated = new byte[MOST_OCTETS];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(octets, COMPRESSED, octets.length - COMPRESSED);
      int length = inflater.inflate(inflated);
      return ByteBuffer.wrap(Arrays.copyOf(inflated, length));
    }
  }
}
