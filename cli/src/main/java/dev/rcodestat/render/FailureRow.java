package dev.rcodestat.render;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.TimeSpan;
import java.util.List;
import java.util.Optional;

/// What ended with one outcome at one server for one kind of question, over all transports.
///
/// @param count how many responses or transactions
/// @param ofAll how many with any outcome there were of that server and kind of question
/// @param seen from the first to the last of `count`
record FailureRow(
    String server,
    QueryType type,
    Opcode opcode,
    Outcome outcome,
    long count,
    long ofAll,
    Optional<TimeSpan> seen) {
  /// The row of one cell.
  static FailureRow of(Cell cell, Basis basis, long ofAll) {
    return new FailureRow(
        cell.server(),
        cell.type(),
        cell.opcode(),
        cell.outcome(),
        basis.of(cell),
        ofAll,
        cell.seen());
  }

  /// This row with another cell.
  FailureRow with(Cell cell, Basis basis) {
    return new FailureRow(
        server, type, opcode, outcome, count + basis.of(cell), ofAll, union(seen, cell.seen()));
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
      long count = rows.stream().skip(shown).mapToLong(FailureRow::count).sum();
      String left = Figures.count(rows.size() - shown, "more row", "more rows");
      page.sentence("and " + Figures.count(count) + " more in " + left);
    }
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
}
