package dev.rcodestat.report;

import java.time.Instant;

/// From a first to a last moment, both inside.
///
/// @param from the first moment
/// @param to the last moment, not before `from`
public record TimeSpan(Instant from, Instant to) {
  public TimeSpan {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("ends before it begins: " + from + ", " + to);
    }
  }
}
