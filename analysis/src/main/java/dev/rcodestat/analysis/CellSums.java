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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The cells of a tally in the order of the report, and their sums by server and by type.
final class CellSums {
  /// The servers that share one place come after those with their own.
  private static final Comparator<Optional<IpAddress>> BY_ADDRESS =
      Comparator.comparing(
          server -> server.orElse(null), Comparator.nullsLast(Comparator.naturalOrder()));

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Optional<IpAddress>, SortedMap<Rcode, Long>> byServer = new HashMap<>();
  private final Map<QueryType, SortedMap<Rcode, Long>> byType = new TreeMap<>();

  private final Map<Optional<IpAddress>, String> names = new HashMap<>();

  private CellSums() {}

  static CellSums of(Tally tally) {
    CellSums sums = new CellSums();
    tally.forEachCell(sums::add);
    return sums;
  }

  List<Cell> cells() {
    Collections.sort(entries);
    return entries.stream().map(Entry::cell).toList();
  }

  List<ServerRow> serverRows() {
    return ranked(byServer, BY_ADDRESS).stream()
        .map(row -> new ServerRow(name(row.getKey()), new RcodeCounts(row.getValue())))
        .toList();
  }

  List<TypeRow> typeRows() {
    return ranked(byType, Comparator.naturalOrder()).stream()
        .map(row -> new TypeRow(row.getKey(), new RcodeCounts(row.getValue())))
        .toList();
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
    Cell cell =
        new Cell(
            names.computeIfAbsent(server, CellSums::name),
            new QueryType(type),
            new Opcode(opcode),
            transport.label(),
            new Rcode(rcode),
            responses,
            ReportBuilder.span(firstNanos, lastNanos));
    entries.add(new Entry(server, cell));
    byServer
        .computeIfAbsent(server, key -> new TreeMap<>())
        .merge(cell.rcode(), responses, Long::sum);
    byType
        .computeIfAbsent(cell.type(), key -> new TreeMap<>())
        .merge(cell.rcode(), responses, Long::sum);
  }

  /// The rows with most responses first, then by their keys.
  private static <K> List<Map.Entry<K, SortedMap<Rcode, Long>>> ranked(
      Map<K, SortedMap<Rcode, Long>> rows, Comparator<? super K> byKey) {
    List<Map.Entry<K, SortedMap<Rcode, Long>>> ranked = new ArrayList<>(rows.entrySet());
    ranked.sort(Map.Entry.comparingByKey(byKey));
    ranked.sort(Comparator.comparingLong(row -> -total(row.getValue())));
    return ranked;
  }

  private static long total(SortedMap<Rcode, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String name(Optional<IpAddress> server) {
    return server.map(IpAddress::toString).orElse(Cell.OTHER_SERVERS);
  }

  private record Entry(Optional<IpAddress> server, Cell cell) implements Comparable<Entry> {
    private static final Comparator<Entry> AMONG_EQUALS =
        Comparator.comparing(Entry::server, BY_ADDRESS)
            .thenComparing(entry -> entry.cell.type())
            .thenComparing(entry -> entry.cell.opcode())
            .thenComparing(entry -> entry.cell.transport())
            .thenComparing(entry -> entry.cell.rcode());

    /// Most responses first, then by the dimensions.
    @Override
    public int compareTo(Entry other) {
      int byResponses = Long.compare(other.cell.responses(), cell.responses());
      return byResponses != 0 ? byResponses : AMONG_EQUALS.compare(this, other);
    }
  }
}
