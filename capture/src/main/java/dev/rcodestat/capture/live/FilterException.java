package dev.rcodestat.capture.live;

/// A filter expression that libpcap does not understand; the message has its words.
public final class FilterException extends Exception {
  private static final long serialVersionUID = 1L;

  FilterException(String message) {
    super(message);
  }
}
