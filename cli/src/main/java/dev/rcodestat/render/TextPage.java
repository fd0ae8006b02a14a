package dev.rcodestat.render;

import java.util.List;

/// The page that the sections of a text report are set on, 80 columns wide. Single-threaded.
final class TextPage {
  /// The columns of a terminal that every line fits into.
  static final int WIDTH = 80;

  private static final String INDENT = "  ";
  private static final int LABEL_WIDTH = 11;

  private final TextOptions options;
  private final Palette palette;
  private final StringBuilder text = new StringBuilder();

  TextPage(TextOptions options) {
    this.options = options;
    palette = new Palette(options.colour());
  }

  /// Whether characters beyond ASCII may be used.
  boolean unicode() {
    return options.unicode();
  }

  /// The most rows of a table.
  ///
  /// @param usual what suits the table where nothing else is wanted
  int rows(int usual) {
    return options.rows().orElse(usual);
  }

  /// Text of foreign origin, made safe for this page.
  String escape(String foreign) {
    return TerminalText.escape(foreign, options.unicode());
  }

  /// Begins a section.
  void heading(String heading) {
    heading(Style.HEADING, heading, "");
  }

  /// Begins a section.
  ///
  /// @param rest goes on after the heading, without its style
  void heading(Style style, String heading, String rest) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(palette.paint(style, heading)).append(rest).append('\n');
  }

  /// Adds a sentence to the section, broken where it is too long.
  void sentence(String words) {
    for (String line : LineBreaks.of(words, WIDTH - INDENT.length())) {
      text.append(INDENT).append(line).append('\n');
    }
  }

  /// Adds what belongs to a label; a label that is empty belongs to the entry before.
  void entry(String label, String words) {
    String margin = label + " ".repeat(LABEL_WIDTH - label.length());
    for (String line : LineBreaks.of(words, WIDTH - INDENT.length() - LABEL_WIDTH)) {
      text.append(INDENT).append(palette.paint(Style.QUIET, margin)).append(line).append('\n');
      margin = " ".repeat(LABEL_WIDTH);
    }
  }

  /// Adds all that belongs to a label, if anything does.
  void entries(String label, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      entry(i == 0 ? label : "", words.get(i));
    }
  }

  /// Adds a table.
  void table(TextTable table) {
    for (String line : table.lines(WIDTH, palette)) {
      text.append(line).append('\n');
    }
  }

  /// The page so far.
  @Override
  public String toString() {
    return text.toString();
  }
}
