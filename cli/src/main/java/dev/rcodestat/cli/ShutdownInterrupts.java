package dev.rcodestat.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Turns the shutdown of the JVM, which SIGINT and SIGTERM begin, into a wish to end: the action is run, the
/// program has time to finish its output, and the process ends with the program's status, not the signal's.
final class ShutdownInterrupts implements Interrupts {
  private static final long PATIENCE_SECONDS = 60;

  private final CompletableFuture<Integer> finished = new CompletableFuture<>();

  /// Says that all output is written.
  void finish(int status) {
    finished.complete(status);
  }

  @Override
  public Registration onInterrupt(Runnable action) {
    return hook(() -> end(action));
  }

  @Override
  public Registration beforeEnd(Runnable action) {
    return hook(action);
  }

  private static Registration hook(Runnable action) {
    Thread hook = new Thread(action, "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> unhook(hook);
  }

  private void end(Runnable action) {
    action.run();
    Integer status =
        finished
            .completeOnTimeout(ExitStatus.FAULT.code(), PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
    Runtime.getRuntime().halt(status);
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the shutdown has begun: the hook is at work
    }
  }
}
