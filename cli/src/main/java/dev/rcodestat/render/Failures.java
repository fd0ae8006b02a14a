package dev.rcodestat.render;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything that failed, worked out once for a report and shared by its sections: a report may have tens of
/// thousands of cells, and then neither time nor memory for tables of them is to spare.
///
/// The cells of a report stand in the order of server, type, opcode and outcome, so what belongs together stands
/// together.
final class Failures {
  private final List<FailureRow> rows;

  private Failures(List<FailureRow> rows) {
    this.rows = rows;
  }

  /// The failures among a report's cells.
  ///
  /// @param basis what of the cells counts
  static Failures of(List<Cell> cells, Basis basis) {
    List<FailureRow> rows = new ArrayList<>();
    int end = 0;
    for (int start = 0; start < cells.size(); start = end) {
      Cell first = cells.get(start);
      long all = 0;
      for (end = start; end < cells.size() && sameQuestion(first, cells.get(end)); end++) {
        all += conclusive(cells.get(end), basis);
      }
      addRows(cells.subList(start, end), basis, all, rows);
    }
    rows.sort(Comparator.comparingLong(row -> -row.count()));
    return new Failures(rows);
  }

  /// The rows of some outcomes, the largest first, else in the order of the cells.
  List<FailureRow> rows(Predicate<Outcome> outcomes) {
    return rows.stream().filter(row -> outcomes.test(row.outcome())).toList();
  }

  private static long conclusive(Cell cell, Basis basis) {
    return cell.outcome().isCensored() ? 0 : basis.of(cell);
  }

  private static boolean sameQuestion(Cell one, Cell other) {
    return one.type().value() == other.type().value()
        && one.opcode().value() == other.opcode().value()
        && one.server().equals(other.server());
  }

  /// A row for each outcome that is a failure.
  ///
  /// @param question all cells of one server and one kind of question
  /// @param all what they count together
  private static void addRows(List<Cell> question, Basis basis, long all, List<FailureRow> rows) {
    @Nullable FailureRow row = null;
    for (Cell cell : question) {
      if (basis.of(cell) == 0) {
        continue;
      }
      if (row != null && row.outcome().equals(cell.outcome())) {
        row = row.with(cell, basis); // over another transport
        rows.set(rows.size() - 1, row);
      } else if (cell.outcome().isFailure()) {
        row = FailureRow.of(cell, basis, all);
        rows.add(row);
      }
    }
  }
}
