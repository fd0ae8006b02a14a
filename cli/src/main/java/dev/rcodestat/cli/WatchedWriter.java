package dev.rcodestat.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Remembers the first failure to write, which a `PrintWriter` on top would hide.
final class WatchedWriter extends FilterWriter {
  private final BooleanSupplier hasReader;
  private Optional<IOException> failure = Optional.empty();

  /// A writer on top of another.
  ///
  /// @param hasReader whether there is a program at the other end, as of a pipe; asked after a failure
  WatchedWriter(Writer out, BooleanSupplier hasReader) {
    super(out);
    this.hasReader = hasReader;
  }

  @Override
  public void write(int character) throws IOException {
    watch(() -> out.write(character));
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    watch(() -> out.write(characters, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    watch(() -> out.write(text, offset, length));
  }

  @Override
  public void flush() throws IOException {
    watch(out::flush);
  }

  /// Why text could not be written; empty as well where its reader is gone, which is the reader's good right.
  Optional<IOException> failure() {
    return failure.filter(e -> !hasReader.getAsBoolean() && !isClosedPipe(e));
  }

  /// For systems that do not tell what standard output is. Their words are English in an English locale only.
  private static boolean isClosedPipe(IOException e) {
    String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
    return message.contains("broken pipe") || message.contains("pipe closed");
  }

  private void watch(Action action) throws IOException {
    try {
      action.run();
    } catch (IOException e) {
      failure = failure.or(() -> Optional.of(e));
      throw e;
    }
  }

  private interface Action {
    void run() throws IOException;
  }
}
