package dev.rcodestat.compression;

import java.io.EOFException;
import java.io.IOException;

/// A compressed stream that cannot be read on: the message is for people, without a place.
final class CompressionException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Of a stream that is cut short.
  CompressionException(Compression compression, EOFException cause) {
    super(compression.label() + " data that ends too early", cause);
  }

  /// Of a stream that is damaged.
  CompressionException(Compression compression, String words) {
    super(compression.label() + " data that is damaged: " + words);
  }

  /// Of a stream that cannot be read here though it may be fine.
  CompressionException(String words) {
    super(words);
  }
}
