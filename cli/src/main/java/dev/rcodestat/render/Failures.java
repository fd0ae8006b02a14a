package dev.rcodestat.render;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything that failed, worked out once for a report and shared by its sections: a report may have tens of
/// thousands of cells, and then neither time nor memory for tables of them is to spare.
///
/// The cells of a report stand in the order of server, type, opcode and RCODE, so what belongs together stands
/// together.
final class Failures {
  private final List<FailureRow> rows;

  private Failures(List<FailureRow> rows) {
    this.rows = rows;
  }

  /// The failures among a report's cells.
  static Failures of(List<Cell> cells) {
    List<FailureRow> rows = new ArrayList<>();
    int end = 0;
    for (int start = 0; start < cells.size(); start = end) {
      Cell first = cells.get(start);
      long all = 0;
      for (end = start; end < cells.size() && sameQuestion(first, cells.get(end)); end++) {
        all += cells.get(end).responses();
      }
      addRows(cells.subList(start, end), all, rows);
    }
    rows.sort(Comparator.comparingLong(row -> -row.responses()));
    return new Failures(rows);
  }

  /// The rows of some RCODEs, most responses first, else in the order of the cells.
  List<FailureRow> rows(Predicate<Rcode> rcodes) {
    return rows.stream().filter(row -> rcodes.test(row.rcode())).toList();
  }

  private static boolean sameQuestion(Cell one, Cell other) {
    return one.type().value() == other.type().value()
        && one.opcode().value() == other.opcode().value()
        && one.server().equals(other.server());
  }

  /// A row for each RCODE that is a failure.
  ///
  /// @param question all responses by one server to one kind of question
  /// @param all their number
  private static void addRows(List<Cell> question, long all, List<FailureRow> rows) {
    @Nullable FailureRow row = null;
    for (Cell cell : question) {
      if (row != null && row.rcode().value() == cell.rcode().value()) {
        row = row.with(cell); // over another transport
        rows.set(rows.size() - 1, row);
      } else if (Style.of(cell.rcode()) != Style.PLAIN) {
        row = FailureRow.of(cell, all);
        rows.add(row);
      }
    }
  }
}
