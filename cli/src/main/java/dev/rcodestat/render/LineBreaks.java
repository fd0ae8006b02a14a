package dev.rcodestat.render;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines that fit: between words where it can, else inside a word.
final class LineBreaks {
  private final int width;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int used;

  private LineBreaks(int width) {
    this.width = width;
  }

  /// The lines; one empty line for empty text.
  static List<String> of(String text, int width) {
    LineBreaks breaks = new LineBreaks(width);
    for (String word : text.split(" ", -1)) {
      breaks.add(word);
    }
    breaks.end();
    return breaks.lines;
  }

  private void add(String word) {
    int needed = TerminalText.columns(word);
    if (used > 0 && used + 1 + needed > width) {
      end();
    }
    if (used > 0) {
      line.append(' ');
      used++;
    }
    if (needed <= width) {
      line.append(word);
      used += needed;
    } else {
      word.codePoints().forEach(this::addPart);
    }
  }

  private void addPart(int character) {
    int needed = TerminalText.columns(character);
    if (used + needed > width) {
      end();
    }
    line.appendCodePoint(character);
    used += needed;
  }

  private void end() {
    lines.add(line.toString());
    line.setLength(0);
    used = 0;
  }
}
