package dev.rcodestat.capture;

/// An input that is something else than a capture.
final class NoCaptureException extends CaptureFormatException {
  private static final long serialVersionUID = 1L;

  private final boolean mayHoldOne;

  NoCaptureException(String found) {
    this(found, false);
  }

  /// @param mayHoldOne see [#mayHoldOne]
  NoCaptureException(String found, boolean mayHoldOne) {
    super(0, "the first octets of a capture (pcap, pcapng, snoop or ERF)", found);
    this.mayHoldOne = mayHoldOne;
  }

  /// Whether it is of a kind that captures are kept in, so that nobody may pass it over in silence.
  boolean mayHoldOne() {
    return mayHoldOne;
  }
}
