package dev.rcodestat.render;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.TimeSpan;
import java.util.List;
import java.util.Optional;

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
  /// The row of one cell.
  static FailureRow of(Cell cell, long ofAll) {
    return new FailureRow(
        cell.server(),
        cell.type(),
        cell.opcode(),
        cell.rcode(),
        cell.responses(),
        ofAll,
        cell.seen());
  }

  /// This row with the responses of another cell.
  FailureRow with(Cell cell) {
    return new FailureRow(
        server, type, opcode, rcode, responses + cell.responses(), ofAll, union(seen, cell.seen()));
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
