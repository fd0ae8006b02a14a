package dev.rcodestat.capture;

import java.io.IOException;

/// A capture that breaks its own format, or ends too early.
class CaptureFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient CaptureProblem problem;

  CaptureFormatException(long offset, String expected, String found) {
    this(new CaptureProblem(offset, expected, found));
  }

  private CaptureFormatException(CaptureProblem problem) {
    super(problem.message(false));
    this.problem = problem;
  }

  CaptureProblem problem() {
    return problem;
  }
}
