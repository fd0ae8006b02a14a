package dev.rcodestat.capture.live;

/// A capture that cannot begin. The message is one line for people: what is in the way, and what
/// helps.
public final class LiveCaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  LiveCaptureException(String message, Throwable cause) {
    super(message, cause);
  }
}
