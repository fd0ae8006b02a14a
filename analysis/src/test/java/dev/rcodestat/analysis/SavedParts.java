package dev.rcodestat.analysis;

import dev.rcodestat.saved.SavedResultException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Saved results in memory.
final class SavedParts {
  private SavedParts() {}

  static byte[] encode(PartialAnalysis part) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      part.encode(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toByteArray();
  }

  static PartialAnalysis decode(byte[] octets) throws SavedResultException {
    return PartialAnalysis.decode("saved", new ByteArrayInputStream(octets));
  }

  /// A part as it is after it was written and read.
  static PartialAnalysis through(PartialAnalysis part) {
    try {
      return decode(encode(part));
    } catch (SavedResultException e) {
      throw new AssertionError(e);
    }
  }

  /// What is inside of a file.
  static String json(byte[] octets) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(octets))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file with this inside.
  static byte[] file(String json) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(octets)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toByteArray();
  }
}
