package dev.rcodestat.capture;

/// An input that is something else than a capture.
final class NoCaptureException extends CaptureFormatException {
  private static final long serialVersionUID = 1L;

  NoCaptureException(String found) {
    super(0, "the first octets of a capture (pcap, pcapng, snoop or ERF)", found);
  }
}
