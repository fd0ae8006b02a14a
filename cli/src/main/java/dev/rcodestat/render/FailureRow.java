package dev.rcodestat.render;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The responses with one RCODE by one server to one kind of question, over all transports.
///
/// @param responses how many
/// @param ofAll how many responses with any RCODE that server gave to that kind of question
/// @param seen from the first to the last of `responses`
record FailureRow(
    String server,
    QueryType type,
    Opcode opcode,
    Rcode rcode,
    long responses,
    long ofAll,
    Optional<TimeSpan> seen) {
  /// The rows of some RCODEs, most responses first, else in the order of the cells.
  static List<FailureRow> of(List<Cell> cells, Predicate<Rcode> rcodes) {
    Map<Question, Long> totals = new LinkedHashMap<>();
    Map<Failure, FailureRow> rows = new LinkedHashMap<>();
    for (Cell cell : cells) {
      totals.merge(Question.of(cell), cell.responses(), Long::sum);
      if (rcodes.test(cell.rcode())) {
        rows.merge(new Failure(Question.of(cell), cell.rcode()), of(cell), FailureRow::plus);
      }
    }
    List<FailureRow> sorted = new ArrayList<>();
    rows.forEach(
        (failure, row) -> sorted.add(row.outOf(totals.getOrDefault(failure.question, 0L))));
    sorted.sort(Comparator.comparingLong(FailureRow::responses).reversed());
    return sorted;
  }

  /// What was asked for: the type, and the operation where it is not QUERY.
  String askedFor() {
    if (opcode.equals(Opcode.QUERY)) {
      return type.mnemonic();
    }
    return type.value() == QueryType.NONE ? opcode.mnemonic() : opcode + " " + type;
  }

  /// Sums up the rows beyond those that have been shown, if any.
  static void sayRest(List<FailureRow> rows, int shown, TextPage page) {
    if (rows.size() > shown) {
      long responses = rows.stream().skip(shown).mapToLong(FailureRow::responses).sum();
      String left = Figures.count(rows.size() - shown, "more row", "more rows");
      page.sentence("and " + Figures.count(responses) + " more in " + left);
    }
  }

  private static FailureRow of(Cell cell) {
    return new FailureRow(
        cell.server(), cell.type(), cell.opcode(), cell.rcode(), cell.responses(), 0, cell.seen());
  }

  private FailureRow plus(FailureRow other) {
    long sum = responses + other.responses;
    return new FailureRow(server, type, opcode, rcode, sum, ofAll, union(seen, other.seen));
  }

  private FailureRow outOf(long all) {
    return new FailureRow(server, type, opcode, rcode, responses, all, seen);
  }

  /// From the earlier first to the later last moment.
  static Optional<TimeSpan> union(Optional<TimeSpan> one, Optional<TimeSpan> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    TimeSpan a = one.get();
    TimeSpan b = other.get();
    return Optional.of(
        new TimeSpan(
            a.from().isBefore(b.from()) ? a.from() : b.from(),
            a.to().isAfter(b.to()) ? a.to() : b.to()));
  }

  private record Question(String server, QueryType type, Opcode opcode) {
    static Question of(Cell cell) {
      return new Question(cell.server(), cell.type(), cell.opcode());
    }
  }

  private record Failure(Question question, Rcode rcode) {}
}
