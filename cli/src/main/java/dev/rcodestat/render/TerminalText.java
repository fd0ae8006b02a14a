package dev.rcodestat.render;

/// Makes text of foreign origin (file names, arguments, messages) safe for a terminal, and measures text.
public final class TerminalText {
  /// The blocks of Unicode whose characters take two columns: Hangul, CJK, full-width forms, pictures.
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0x1F000, 0x1FFFF},
    {0x20000, 0x3FFFF},
  };

  private TerminalText() {}

  /// The text on one line, with nothing in it that a terminal obeys instead of showing.
  ///
  /// Control characters (line ends too), formatting characters (those that turn the direction of writing
  /// among them), line separators and whatever is not assigned become `\x1b` or `\x{202e}`, and a backslash
  /// becomes `\\`, so that the original can be told.
  ///
  /// @param unicode whether characters beyond ASCII may stay
  public static String escape(String text, boolean unicode) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(character -> append(escaped, character, unicode));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int character, boolean unicode) {
    if (character == '\\') {
      escaped.append("\\\\");
    } else if (character < 0x7F ? character >= ' ' : unicode && isShown(character)) {
      escaped.appendCodePoint(character);
    } else if (character < 0x100) {
      escaped.append(character < 0x10 ? "\\x0" : "\\x").append(Integer.toHexString(character));
    } else {
      escaped.append("\\x{").append(Integer.toHexString(character)).append('}');
    }
  }

  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// The terminal columns that escaped text takes: East Asian characters and pictures take two, marks that
  /// sit on another character none.
  static int columns(String text) {
    int columns = 0;
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      columns += columns(character);
      at += Character.charCount(character);
    }
    return columns;
  }

  static int columns(int character) {
    if (character < 0x300) {
      return 1;
    }
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (character >= range[0] && character <= range[1]) {
        return 2;
      }
    }
    return 1;
  }
}
