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
import dev.rcodestat.tally.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// The cells of a tally, and their sums by RCODE, by server and by type.
final class CellSums {
  private final List<Cell> cells = new ArrayList<>();
  private final SortedMap<Rcode, Long> byRcode = new TreeMap<>();
  private final SequencedMap<String, SortedMap<Rcode, Long>> byServer = new LinkedHashMap<>();
  private final SortedMap<QueryType, SortedMap<Rcode, Long>> byType = new TreeMap<>();

  private Optional<IpAddress> server = Optional.empty();
  private String serverName = Cell.OTHER_SERVERS;

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
    return new RcodeCounts(byRcode);
  }

  /// The servers with most responses first, then by address.
  List<ServerRow> serverRows() {
    List<ServerRow> rows = new ArrayList<>();
    byServer.forEach((name, counts) -> rows.add(new ServerRow(name, new RcodeCounts(counts))));
    rows.sort(Comparator.comparingLong(row -> -row.byRcode().total()));
    return rows;
  }

  /// The types with most responses first, then by number.
  List<TypeRow> typeRows() {
    List<TypeRow> rows = new ArrayList<>();
    byType.forEach((type, counts) -> rows.add(new TypeRow(type, new RcodeCounts(counts))));
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
    if (!server.equals(this.server)) { // the cells of a server stand together
      this.server = server;
      serverName = server.map(IpAddress::toString).orElse(Cell.OTHER_SERVERS);
    }
    Cell cell =
        new Cell(
            serverName,
            new QueryType(type),
            new Opcode(opcode),
            transport.label(),
            new Rcode(rcode),
            responses,
            ReportBuilder.span(firstNanos, lastNanos));
    cells.add(cell);
    byRcode.merge(cell.rcode(), responses, Long::sum);
    count(byServer, serverName, cell);
    count(byType, cell.type(), cell);
  }

  private static <K> void count(Map<K, SortedMap<Rcode, Long>> sums, K key, Cell cell) {
    sums.computeIfAbsent(key, _ -> new TreeMap<>())
        .merge(cell.rcode(), cell.responses(), Long::sum);
  }
}
