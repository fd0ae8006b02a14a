package dev.rcodestat.cli;

/// How a command hears of Ctrl-C, and of a kind request to terminate.
interface Interrupts {
  /// Asks that an action be run once, on another thread, when the user wants to end.
  ///
  /// @return to be closed when it is no longer of use
  Registration onInterrupt(Runnable action);

  /// Asks that an action be run, on another thread, before the process ends at the user's wish. It
  /// ends soon all the same.
  ///
  /// @return to be closed when it is no longer of use
  default Registration beforeEnd(Runnable action) {
    return () -> {};
  }

  /// An action that waits for the interrupt.
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
