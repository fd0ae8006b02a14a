package dev.rcodestat.render;

/// What the place that text goes to can show.
///
/// @param colour whether it understands the colours of ECMA-48 (`ESC [ ... m`)
/// @param unicode whether it shows more than ASCII
public record TextOptions(boolean colour, boolean unicode) {
  /// Nothing but ASCII, in one colour: what every place shows.
  public static TextOptions plain() {
    return new TextOptions(false, false);
  }
}
