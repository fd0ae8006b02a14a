package dev.rcodestat.analysis;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.OutcomeBreakdown;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.report.ServerRow;
import dev.rcodestat.report.TypeRow;
import dev.rcodestat.tally.CodeCounts;
import dev.rcodestat.tally.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/// The cells of a tally, and their sums by outcome, by server and by type.
final class CellSums {
  private final IntUnaryOperator judge;
  private final AddressTexts addresses;
  private final List<Cell> cells = new ArrayList<>();
  private final Sums responses = new Sums();
  private final Sums transactions = new Sums();

  // Of the latest cell: the cells of a server stand together, and in it those of a type.
  private Optional<IpAddress> server = Optional.empty();
  private String serverName = "";
  private QueryType type = new QueryType(QueryType.NONE);

  private CellSums(IntUnaryOperator judge, AddressTexts addresses) {
    this.judge = judge;
    this.addresses = addresses;
  }

  /// @param judge what an outcome is in the light of the whole capture
  static CellSums of(Tally tally, IntUnaryOperator judge, AddressTexts addresses) {
    CellSums sums = new CellSums(judge, addresses);
    tally.forEachCell(sums::add);
    return sums;
  }

  /// In the order of server, type, opcode, outcome and transport.
  List<Cell> cells() {
    return cells;
  }

  OutcomeBreakdown responses() {
    return responses.breakdown();
  }

  OutcomeBreakdown transactions() {
    return transactions.breakdown();
  }

  /// Counts by the values of outcomes, as a report has them.
  static OutcomeCounts outcomes(CodeCounts counts) {
    if (counts.size() == 0) {
      return OutcomeCounts.NONE;
    }
    SortedMap<Outcome, Long> outcomes = new TreeMap<>();
    for (int i = 0; i < counts.size(); i++) {
      outcomes.put(new Outcome(counts.code(i)), counts.count(i));
    }
    return new OutcomeCounts(outcomes);
  }

  private void add(
      Optional<IpAddress> server,
      int type,
      int opcode,
      Transport transport,
      int counted,
      long responses,
      long transactions,
      long firstNanos,
      long lastNanos) {
    int outcome = judge.applyAsInt(counted);
    boolean isFirst = cells.isEmpty();
    if (isFirst || !server.equals(this.server)) {
      this.server = server;
      serverName = server.map(addresses::ofServer).orElse(Cell.OTHER_SERVERS);
      this.responses.goToServer(serverName);
      this.transactions.goToServer(serverName);
    }
    if (isFirst || type != this.type.value()) {
      this.type = new QueryType(type);
      this.responses.goToType(this.type);
      this.transactions.goToType(this.type);
    }
    this.responses.add(outcome, responses);
    this.transactions.add(outcome, transactions);
    cells.add(
        new Cell(
            serverName,
            this.type,
            new Opcode(opcode),
            transport.label(),
            new Outcome(outcome),
            responses,
            transactions,
            ReportBuilder.span(firstNanos, lastNanos)));
  }

  /// Responses or transactions by outcome, by server and by type.
  private static final class Sums {
    private final CodeCounts byOutcome = new CodeCounts();
    private final SequencedMap<String, CodeCounts> byServer = new LinkedHashMap<>();
    private final SortedMap<QueryType, CodeCounts> byType = new TreeMap<>();
    private CodeCounts ofServer = byOutcome;
    private CodeCounts ofType = byOutcome;

    void goToServer(String server) {
      ofServer = byServer.computeIfAbsent(server, _ -> new CodeCounts());
    }

    void goToType(QueryType type) {
      ofType = byType.computeIfAbsent(type, _ -> new CodeCounts());
    }

    void add(int outcome, long count) {
      if (count > 0) {
        byOutcome.add(outcome, count);
        ofServer.add(outcome, count);
        ofType.add(outcome, count);
      }
    }

    OutcomeBreakdown breakdown() {
      List<ServerRow> servers = new ArrayList<>();
      byServer.forEach((name, counts) -> {
        if (counts.size() > 0) {
          servers.add(new ServerRow(name, outcomes(counts)));
        }
      });
      servers.sort(Comparator.comparingLong(row -> -row.byOutcome().total()));
      List<TypeRow> types = new ArrayList<>();
      byType.forEach((type, counts) -> {
        if (counts.size() > 0) {
          types.add(new TypeRow(type, outcomes(counts)));
        }
      });
      types.sort(Comparator.comparingLong(row -> -row.byOutcome().total()));
      return new OutcomeBreakdown(outcomes(byOutcome), servers, types);
    }
  }
}
