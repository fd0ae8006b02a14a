package dev.rcodestat.samples;

import java.io.IOException;
import java.io.OutputStream;

/// A capture that is written by a recipe.
///
/// @param fileName in the folder of the captures
/// @param recipe writes the same octets each time
record GeneratedSample(String fileName, Recipe recipe) {
  /// Writes one capture file.
  @FunctionalInterface
  interface Recipe {
    void write(OutputStream out) throws IOException;
  }
}
