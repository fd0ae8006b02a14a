package dev.rcodestat.cli;

import dev.rcodestat.capture.CaptureFiles;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A line on a terminal that tells how far a long reading is: from the first second on, redrawn a few times
/// a second by a thread of its own, gone when it is closed.
final class ProgressLine implements AutoCloseable {
  private static final long NANOS_BEFORE_FIRST = 1_000_000_000L;
  private static final long NANOS_BETWEEN = 250_000_000L;

  // To the line's beginning, and whatever stands there away (ECMA-48: CR, EL).
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final CaptureFiles files;
  private final long startNanos;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean drawn;

  /// A line that is not drawn yet.
  ///
  /// @param files what is being read
  /// @param nowNanos the time of a clock that only counts
  ProgressLine(PrintWriter terminal, CaptureFiles files, long nowNanos) {
    this.terminal = terminal;
    this.files = files;
    startNanos = nowNanos;
  }

  /// A line that draws itself until it is closed.
  static ProgressLine start(PrintWriter terminal, CaptureFiles files) {
    ProgressLine line = new ProgressLine(terminal, files, System.nanoTime());
    Thread.ofPlatform().daemon().name("progress").start(line::run);
    return line;
  }

  private void run() {
    try {
      while (!closed.await(NANOS_BETWEEN, TimeUnit.NANOSECONDS)) {
        draw(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Draws the line where it is time for it.
  synchronized void draw(long nowNanos) {
    long nanos = nowNanos - startNanos;
    if (nanos < NANOS_BEFORE_FIRST || closed.getCount() == 0) {
      return;
    }
    terminal.print(ERASE + ProgressText.of(files.octetsRead(), files.octetsInAll(), nanos));
    terminal.flush();
    drawn = true;
  }

  /// Leaves the terminal as if there had been no line; nothing is drawn any more.
  @Override
  public synchronized void close() {
    closed.countDown();
    if (drawn) {
      terminal.print(ERASE);
      terminal.flush();
    }
  }
}
