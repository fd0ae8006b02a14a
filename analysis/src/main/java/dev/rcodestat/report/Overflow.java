package dev.rcodestat.report;

/// What no longer found a place of its own in a bounded table.
///
/// @param responses responses counted under [Cell#OTHER_SERVERS]; the totals by RCODE hold them all
///     the same
public record Overflow(long responses) {
  /// Whether every count in the report is exact in every dimension.
  public boolean exact() {
    return responses == 0;
  }
}
