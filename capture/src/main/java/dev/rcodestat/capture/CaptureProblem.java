package dev.rcodestat.capture;

/// Why an input could not be read whole: a value for people, not an exception.
///
/// @param offset the octet of the input where it shows, counted from 0
/// @param expected what belongs there
/// @param found what is there instead
record CaptureProblem(long offset, String expected, String found) {
  /// One line, without the input's name.
  ///
  /// @param decompressed whether octets of the decompressed capture are counted
  String message(boolean decompressed) {
    return "octet "
        + offset
        + (decompressed ? " of the decompressed capture" : "")
        + ": expected "
        + expected
        + ", found "
        + found;
  }
}
