package dev.rcodestat.report;

import java.util.Optional;

/// What became of one input.
///
/// @param name as the user gave it; may hold anything that a file name may
/// @param format `pcap`, `pcap-nanosecond`, `pcap-modified`, `pcapng`, `snoop`, `live`, or `unknown`;
///     with its compression, as in `pcap in gzip`
/// @param frames the frames read
/// @param problem why it could not be read whole: octet offset, expected, found; empty where it was
public record InputOutcome(String name, String format, long frames, Optional<String> problem) {
  /// Whether the input was read whole.
  public boolean complete() {
    return problem.isEmpty();
  }
}
