package dev.rcodestat.report;

import java.time.Instant;
import java.util.Optional;

/// The part of the inputs that was asked for.
///
/// @param from the first moment inside; empty where there is no such bound
/// @param to the first moment after it; empty where there is no such bound
/// @param filter the expression that frames had to match; empty where there was none
/// @param where the conditions that transactions and responses had to meet; empty where there were none
public record Window(
    Optional<Instant> from, Optional<Instant> to, Optional<String> filter, Optional<String> where) {
  /// All there is.
  public static final Window ALL =
      new Window(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// Whether all there is was asked for.
  public boolean isAll() {
    // not equals(): that of a record would take a tenth of the program's start
    return from.isEmpty() && to.isEmpty() && filter.isEmpty() && where.isEmpty();
  }
}
