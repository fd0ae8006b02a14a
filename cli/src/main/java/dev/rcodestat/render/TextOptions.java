package dev.rcodestat.render;

import java.util.OptionalInt;

/// What the place that text goes to can show, and how much of it is wanted.
///
/// @param colour whether it understands the colours of ECMA-48 (`ESC [ ... m`)
/// @param unicode whether it shows more than ASCII
/// @param rows the most rows of a table, at least 1; empty for as many as suit each table
public record TextOptions(boolean colour, boolean unicode, OptionalInt rows) {
  /// As many rows as suit each table.
  public TextOptions(boolean colour, boolean unicode) {
    this(colour, unicode, OptionalInt.empty());
  }

  /// Nothing but ASCII, in one colour: what every place shows.
  public static TextOptions plain() {
    return new TextOptions(false, false);
  }

  /// The same with so many rows.
  public TextOptions withRows(OptionalInt other) {
    return new TextOptions(colour, unicode, other);
  }
}
