package dev.rcodestat.analysis;

import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.RcodeCounts;
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

/// The cells of a tally, and their sums by RCODE, by server and by type.
final class CellSums {
  private final List<Cell> cells = new ArrayList<>();
  private final CodeCounts byRcode = new CodeCounts();
  private final SequencedMap<String, CodeCounts> byServer = new LinkedHashMap<>();
  private final SortedMap<QueryType, CodeCounts> byType = new TreeMap<>();

  // Of the latest cell: the cells of a server stand together, and in it those of a type.
  private Optional<IpAddress> server = Optional.empty();
  private String serverName = "";
  private CodeCounts ofServer = byRcode;
  private QueryType type = new QueryType(QueryType.NONE);
  private CodeCounts ofType = byRcode;

  private CellSums() {}

  static CellSums of(Tally tally) {
    CellSums sums = new CellSums();
    tally.forEachCell(sums::add);
    return sums;
  }

  /// In the order of server, type, opcode, RCODE and transport.
  List<Cell> cells() {
    return cells;
  }

  /// All responses by RCODE.
  RcodeCounts rcodes() {
    return rcodes(byRcode);
  }

  /// The servers with most responses first, then by address.
  List<ServerRow> serverRows() {
    List<ServerRow> rows = new ArrayList<>();
    byServer.forEach((name, counts) -> rows.add(new ServerRow(name, rcodes(counts))));
    rows.sort(Comparator.comparingLong(row -> -row.byRcode().total()));
    return rows;
  }

  /// The types with most responses first, then by number.
  List<TypeRow> typeRows() {
    List<TypeRow> rows = new ArrayList<>();
    byType.forEach((type, counts) -> rows.add(new TypeRow(type, rcodes(counts))));
    rows.sort(Comparator.comparingLong(row -> -row.byRcode().total()));
    return rows;
  }

  private void add(
      Optional<IpAddress> server,
      int type,
      int opcode,
      Transport transport,
      int rcode,
      long responses,
      long firstNanos,
      long lastNanos) {
    if (cells.isEmpty() || !server.equals(this.server)) {
      this.server = server;
      serverName = server.map(IpAddress::toString).orElse(Cell.OTHER_SERVERS);
      ofServer = byServer.computeIfAbsent(serverName, _ -> new CodeCounts());
    }
    if (cells.isEmpty() || type != this.type.value()) {
      this.type = new QueryType(type);
      ofType = byType.computeIfAbsent(this.type, _ -> new CodeCounts());
    }
    byRcode.add(rcode, responses);
    ofServer.add(rcode, responses);
    ofType.add(rcode, responses);
    cells.add(
        new Cell(
            serverName,
            this.type,
            new Opcode(opcode),
            transport.label(),
            new Rcode(rcode),
            responses,
            ReportBuilder.span(firstNanos, lastNanos)));
  }

  private static RcodeCounts rcodes(CodeCounts counts) {
    SortedMap<Rcode, Long> rcodes = new TreeMap<>();
    for (int i = 0; i < counts.size(); i++) {
      rcodes.put(new Rcode(counts.code(i)), counts.count(i));
    }
    return new RcodeCounts(rcodes);
  }
}
