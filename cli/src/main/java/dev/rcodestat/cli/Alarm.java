package dev.rcodestat.cli;

import java.time.Duration;

/// Runs an action once after a while, unless it is closed before.
final class Alarm implements AutoCloseable {
  private final Thread sleeper;

  private Alarm(Thread sleeper) {
    this.sleeper = sleeper;
  }

  static Alarm after(Duration delay, Runnable action) {
    return new Alarm(Thread.ofVirtual().start(() -> wait(delay, action)));
  }

  static Alarm never() {
    return new Alarm(Thread.ofVirtual().unstarted(() -> {}));
  }

  @Override
  public void close() {
    sleeper.interrupt();
  }

  private static void wait(Duration delay, Runnable action) {
    try {
      Thread.sleep(delay);
      action.run();
    } catch (InterruptedException e) {
      // closed before its time
    }
  }
}
