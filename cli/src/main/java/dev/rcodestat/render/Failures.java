package dev.rcodestat.render;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Everything that failed, worked out once for a report and shared by its sections: a report may have tens of
/// thousands of cells, and then neither time nor memory for tables of them is to spare.
final class Failures {
  private static final Comparator<Place> BY_QUESTION =
      Comparator.comparing((Place place) -> place.cell.server())
          .thenComparing(place -> place.cell.type())
          .thenComparing(place -> place.cell.opcode());
  private static final Comparator<Place> BY_RCODE =
      Comparator.comparing(place -> place.cell.rcode());

  private final List<FailureRow> rows;

  private Failures(List<FailureRow> rows) {
    this.rows = rows;
  }

  /// The failures among a report's cells.
  static Failures of(List<Cell> cells) {
    List<Place> places = new ArrayList<>(cells.size());
    for (Cell cell : cells) {
      places.add(new Place(cell, places.size()));
    }
    places.sort(BY_QUESTION.thenComparing(BY_RCODE));
    List<Ranked> rows = new ArrayList<>();
    forEachRun(places, BY_QUESTION, question -> addRows(question, rows));
    rows.sort(Comparator.naturalOrder());
    return new Failures(rows.stream().map(Ranked::row).toList());
  }

  /// The rows of some RCODEs, most responses first, else in the order of the cells.
  List<FailureRow> rows(Predicate<Rcode> rcodes) {
    return rows.stream().filter(row -> rcodes.test(row.rcode())).toList();
  }

  /// A row for each RCODE that is a failure.
  ///
  /// @param question all responses by one server to one kind of question
  private static void addRows(List<Place> question, List<Ranked> rows) {
    long all = responses(question);
    forEachRun(
        question,
        BY_RCODE,
        outcome -> {
          Place first = outcome.getFirst();
          if (Style.of(first.cell.rcode()) != Style.PLAIN) {
            rows.add(new Ranked(row(outcome, all), first.position));
          }
        });
  }

  private static FailureRow row(List<Place> outcome, long all) {
    Cell cell = outcome.getFirst().cell;
    Optional<TimeSpan> seen = Optional.empty();
    for (Place place : outcome) {
      seen = FailureRow.union(seen, place.cell.seen());
    }
    return new FailureRow(
        cell.server(), cell.type(), cell.opcode(), cell.rcode(), responses(outcome), all, seen);
  }

  private static long responses(List<Place> places) {
    long sum = 0;
    for (Place place : places) {
      sum += place.cell.responses();
    }
    return sum;
  }

  /// Hands over each stretch of a sorted list whose elements are equal.
  private static void forEachRun(
      List<Place> sorted, Comparator<Place> order, Consumer<List<Place>> action) {
    int start = 0;
    for (int end = 1; end <= sorted.size(); end++) {
      if (end == sorted.size() || order.compare(sorted.get(start), sorted.get(end)) != 0) {
        action.accept(sorted.subList(start, end));
        start = end;
      }
    }
  }

  /// A cell, and where it stands in the report.
  private record Place(Cell cell, int position) {}

  /// A row, and where the first of its cells stands in the report.
  private record Ranked(FailureRow row, int position) implements Comparable<Ranked> {
    @Override
    public int compareTo(Ranked other) {
      int byResponses = Long.compare(other.row.responses(), row.responses());
      return byResponses != 0 ? byResponses : Integer.compare(position, other.position);
    }
  }
}
