package dev.rcodestat.render;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
    forEachRun(cells, Failures::sameQuestion, question -> addRows(question, rows));
    rows.sort(Comparator.comparingLong(row -> -row.responses()));
    return new Failures(rows);
  }

  /// The rows of some RCODEs, most responses first, else in the order of the cells.
  List<FailureRow> rows(Predicate<Rcode> rcodes) {
    return rows.stream().filter(row -> rcodes.test(row.rcode())).toList();
  }

  private static boolean sameQuestion(Cell one, Cell other) {
    return one.server().equals(other.server())
        && one.type().value() == other.type().value()
        && one.opcode().value() == other.opcode().value();
  }

  /// A row for each RCODE that is a failure.
  ///
  /// @param question all responses by one server to one kind of question
  private static void addRows(List<Cell> question, List<FailureRow> rows) {
    long all = responses(question);
    forEachRun(
        question,
        (one, other) -> one.rcode().value() == other.rcode().value(),
        outcome -> {
          if (Style.of(outcome.getFirst().rcode()) != Style.PLAIN) {
            rows.add(row(outcome, all));
          }
        });
  }

  private static FailureRow row(List<Cell> outcome, long all) {
    Cell first = outcome.getFirst();
    Optional<TimeSpan> seen = Optional.empty();
    for (Cell cell : outcome) {
      seen = FailureRow.union(seen, cell.seen());
    }
    return new FailureRow(
        first.server(), first.type(), first.opcode(), first.rcode(), responses(outcome), all, seen);
  }

  private static long responses(List<Cell> cells) {
    long sum = 0;
    for (Cell cell : cells) {
      sum += cell.responses();
    }
    return sum;
  }

  /// Hands over each stretch of neighbours that belong together.
  private static void forEachRun(
      List<Cell> cells, BiPredicate<Cell, Cell> together, Consumer<List<Cell>> action) {
    int start = 0;
    for (int end = 1; end <= cells.size(); end++) {
      if (end == cells.size() || !together.test(cells.get(start), cells.get(end))) {
        action.accept(cells.subList(start, end));
        start = end;
      }
    }
  }
}
