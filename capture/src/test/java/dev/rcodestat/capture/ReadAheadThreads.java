package dev.rcodestat.capture;

/// The threads that read ahead, of all inputs.
final class ReadAheadThreads {
  private ReadAheadThreads() {}

  static long count() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("read-ahead"))
        .count();
  }
}
