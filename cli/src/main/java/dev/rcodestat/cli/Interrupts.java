package dev.rcodestat.cli;

/// How a command hears of Ctrl-C, and of a kind request to terminate.
interface Interrupts {
  /// Asks that an action be run once, on another thread, when the user wants to end.
  ///
  /// @return to be closed when it is no longer of use
  Registration onInterrupt(Runnable action);

  /// An action that waits for the interrupt.
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
