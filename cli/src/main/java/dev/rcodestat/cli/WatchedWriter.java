package dev.rcodestat.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;

/// Remembers the first failure to write, which a `PrintWriter` on top would hide.
final class WatchedWriter extends FilterWriter {
  private Optional<IOException> failure = Optional.empty();

  WatchedWriter(Writer out) {
    super(out);
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

  /// Why text could not be written; empty as well where its reader has closed the pipe, which is the reader's
  /// good right.
  Optional<IOException> failure() {
    return failure.filter(e -> !isClosedPipe(e));
  }

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
