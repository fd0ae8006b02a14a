package dev.rcodestat.capture;

import java.util.Optional;

/// What became of one input.
///
/// @param name as the user gave it
/// @param format `pcap`, `pcap-nanosecond`, `pcap-modified`, `pcapng`, `snoop`, `live`, or `unknown`;
///     with its compression, as in `pcap in gzip`
/// @param frames the frames read
/// @param problem why it could not be read whole, for people; empty where it was
public record InputSummary(String name, String format, long frames, Optional<String> problem) {
  /// Whether every frame was read and its link type is decoded.
  public boolean complete() {
    return problem.isEmpty();
  }
}
