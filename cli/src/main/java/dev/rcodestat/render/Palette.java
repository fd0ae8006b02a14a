package dev.rcodestat.render;

/// Paints text, or leaves it alone where colours are not wanted.
record Palette(boolean colour) {
  String paint(Style style, String text) {
    return colour ? style.paint(text) : text;
  }
}
