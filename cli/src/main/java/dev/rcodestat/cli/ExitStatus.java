package dev.rcodestat.cli;

/// What the program tells the shell when it ends.
enum ExitStatus {
  /// All was read and reported.
  FINE(0),
  /// Kept for findings that somebody asked to be alarmed of.
  FINDINGS(1),
  /// The command line makes no sense.
  USAGE(2),
  /// An input could not be read whole; what could be read was reported. Wins over findings.
  INCOMPLETE(3),
  /// A fault of this program.
  FAULT(70),
  /// The report could not be written, for another reason than a reader that had seen enough.
  OUTPUT(74);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
