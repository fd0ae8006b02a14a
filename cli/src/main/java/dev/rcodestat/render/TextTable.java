package dev.rcodestat.render;

import java.util.ArrayList;
import java.util.List;

/// Columns under headers, no wider than a page.
///
/// The first column gives way: a cell of it that does not fit stands on a line of its own, above the rest of
/// its row. So an IPv6 address of 39 characters costs a line and no alignment. Cells are escaped already.
final class TextTable {
  /// The cell of a number that is 0.
  static final String NONE = "-";

  private static final String INDENT = "  ";
  private static final String GAP = "  ";
  private static final int NARROWEST = 2;

  private final List<Column> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /// Adds a column of words.
  TextTable words(String header) {
    columns.add(new Column(header, false, Style.PLAIN));
    return this;
  }

  /// Adds a column of numbers.
  TextTable numbers(String header) {
    return numbers(header, Style.PLAIN);
  }

  /// Adds a column of numbers that stand out, unless they are none.
  TextTable numbers(String header, Style style) {
    columns.add(new Column(header, true, style));
    return this;
  }

  /// Adds a row.
  TextTable row(String... cells) {
    return row(Style.PLAIN, List.of(cells));
  }

  /// Adds a row that stands out as a whole.
  TextTable row(Style style, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells + " for " + columns.size() + " columns");
    }
    rows.add(new Row(cells, style));
    return this;
  }

  /// The columns that the table takes, its first column at full width.
  int fullWidth() {
    int[] widths = widths();
    int sum = INDENT.length() + GAP.length() * (widths.length - 1);
    for (int width : widths) {
      sum += width;
    }
    return sum;
  }

  /// The lines of the table.
  ///
  /// @param width the columns that there are
  List<String> lines(int width, Palette palette) {
    int[] widths = widths();
    widths[0] = Math.clamp(width - (long) (fullWidth() - widths[0]), NARROWEST, widths[0]);
    List<String> lines = new ArrayList<>();
    Row headers = new Row(columns.stream().map(Column::header).toList(), Style.QUIET);
    if (headers.cells.stream().anyMatch(header -> !header.isEmpty())) {
      addLines(lines, headers, widths, palette);
    }
    for (Row row : rows) {
      addLines(lines, row, widths, palette);
    }
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = TerminalText.columns(columns.get(i).header);
      for (Row row : rows) {
        widths[i] = Math.max(widths[i], TerminalText.columns(row.cells.get(i)));
      }
    }
    return widths;
  }

  private void addLines(List<String> lines, Row row, int[] widths, Palette palette) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Column column = columns.get(i);
      Style style = row.style == Style.PLAIN ? column.style : row.style;
      String cell = row.cells.get(i);
      if (i == 0 && TerminalText.columns(cell) > widths[0]) {
        lines.add(INDENT + palette.paint(style, cell));
        cell = "";
      }
      String padding = " ".repeat(widths[i] - TerminalText.columns(cell));
      String painted = palette.paint(cell.equals(NONE) ? Style.QUIET : style, cell);
      line.append(i == 0 ? INDENT : GAP);
      line.append(column.isNumber ? padding + painted : painted + padding);
    }
    lines.add(line.toString().stripTrailing());
  }

  private record Column(String header, boolean isNumber, Style style) {}

  private record Row(List<String> cells, Style style) {}
}
