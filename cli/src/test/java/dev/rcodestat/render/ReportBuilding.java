package dev.rcodestat.render;

import dev.rcodestat.dns.ExtendedDnsError;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Breakdown;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.FailureSummary;
import dev.rcodestat.report.InputOutcome;
import dev.rcodestat.report.LatencySummary;
import dev.rcodestat.report.LedgerSummary;
import dev.rcodestat.report.LinkTypeFrames;
import dev.rcodestat.report.MessageSummary;
import dev.rcodestat.report.MulticastSummary;
import dev.rcodestat.report.OutcomeBreakdown;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.report.Overflow;
import dev.rcodestat.report.RcodeCounts;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.ResponseSummary;
import dev.rcodestat.report.ServerRow;
import dev.rcodestat.report.TimeSpan;
import dev.rcodestat.report.Timeline;
import dev.rcodestat.report.TransactionSummary;
import dev.rcodestat.report.TypeRow;
import dev.rcodestat.report.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes reports out of a few words, for tests of renderers.
final class ReportBuilding {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  static final Breakdown NO_BREAKDOWN = new Breakdown(List.of(), List.of(), 0);
  static final LatencySummary NO_LATENCY =
      new LatencySummary(Optional.empty(), List.of(), List.of(), List.of());
  private static final OutcomeCounts NOTHING = new OutcomeCounts(new TreeMap<>());

  private final List<InputOutcome> inputs = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<LinkTypeFrames> notDecoded = new ArrayList<>();
  private final SortedMap<Instant, RcodeCounts> timeline = new TreeMap<>();
  private final SortedMap<Instant, Long> otherRcodes = new TreeMap<>();
  private final SequencedMap<String, Long> ledger = new LinkedHashMap<>();
  private final SortedMap<MessageDefect, Long> defects = new TreeMap<>();
  private final SortedMap<ExtendedDnsError, Long> extendedErrors = new TreeMap<>();
  private Optional<TimeSpan> span = Optional.empty();
  private long queries;
  private long overflowed;
  private FailureSummary failures = FailureSummary.NONE;
  private MulticastSummary multicast = new MulticastSummary(0, 0);

  ReportBuilding input(String name) {
    inputs.add(new InputOutcome(name, "pcap", 1, Optional.empty()));
    return this;
  }

  ReportBuilding brokenInput(String name, String problem) {
    inputs.add(new InputOutcome(name, "unknown", 0, Optional.of(problem)));
    return this;
  }

  ReportBuilding span(Instant from, Instant to) {
    span = Optional.of(new TimeSpan(from, to));
    return this;
  }

  ReportBuilding queries(long count) {
    queries = count;
    return this;
  }

  ReportBuilding bucket(String name, long frames) {
    ledger.put(name, frames);
    return this;
  }

  ReportBuilding defect(MessageDefect defect, long count) {
    defects.put(defect, count);
    return this;
  }

  ReportBuilding extendedError(int infoCode, long count) {
    extendedErrors.put(new ExtendedDnsError(infoCode), count);
    return this;
  }

  ReportBuilding overflowed(long responses) {
    overflowed = responses;
    return this;
  }

  ReportBuilding failures(FailureSummary rankings) {
    failures = rankings;
    return this;
  }

  ReportBuilding multicast(long mdns, long llmnr) {
    multicast = new MulticastSummary(mdns, llmnr);
    return this;
  }

  ReportBuilding at(Instant moment, Rcode rcode, long count) {
    RcodeCounts before = timeline.getOrDefault(moment, new RcodeCounts(new TreeMap<>()));
    SortedMap<Rcode, Long> counts = new TreeMap<>(before.counts());
    counts.merge(rcode, count, Long::sum);
    timeline.put(moment, new RcodeCounts(counts));
    return this;
  }

  ReportBuilding otherRcodesAt(Instant moment, long count) {
    otherRcodes.put(moment, count);
    timeline.putIfAbsent(moment, new RcodeCounts(new TreeMap<>()));
    return this;
  }

  ReportBuilding responses(String server, int type, int opcode, Rcode rcode, long count) {
    return responses(server, type, opcode, rcode, count, NOON, NOON.plusSeconds(5));
  }

  ReportBuilding overTcp(String server, int type, int opcode, Rcode rcode, long count) {
    Optional<TimeSpan> seen = Optional.of(new TimeSpan(NOON.minusSeconds(1), NOON));
    cells.add(
        new Cell(
            server,
            new QueryType(type),
            new Opcode(opcode),
            "tcp",
            outcome(rcode),
            count,
            0,
            seen));
    return this;
  }

  ReportBuilding responses(
      String server, int type, int opcode, Rcode rcode, long count, Instant from, Instant to) {
    cells.add(
        new Cell(
            server,
            new QueryType(type),
            new Opcode(opcode),
            "udp",
            outcome(rcode),
            count,
            0,
            Optional.of(new TimeSpan(from, to))));
    return this;
  }

  ReportBuilding notDecoded(int linkType, String name, long frames) {
    notDecoded.add(new LinkTypeFrames(linkType, name, frames));
    ledger.merge("link-type-not-decoded", frames, Long::sum);
    return this;
  }

  Report build() {
    List<String> servers = cells.stream().map(Cell::server).distinct().toList();
    cells.sort(
        Comparator.comparingInt((Cell cell) -> servers.indexOf(cell.server()))
            .thenComparing(Cell::type)
            .thenComparing(Cell::opcode)
            .thenComparing(Cell::outcome)
            .thenComparing(Cell::transport, Comparator.reverseOrder()));
    long responses = cells.stream().mapToLong(Cell::responses).sum();
    return new Report(
        span,
        Window.ALL,
        inputs,
        ledger(responses),
        new ReassemblySummary(0, 0, 0),
        messages(responses),
        summary(),
        transactions(responses),
        cells,
        NO_BREAKDOWN,
        failures,
        NO_LATENCY,
        timeline(),
        multicast,
        new Overflow(overflowed, 0, 0, 0, 0),
        new TreeMap<>());
  }

  private LedgerSummary ledger(long responses) {
    ledger.putIfAbsent("dns", queries + responses);
    return new LedgerSummary(
        ledger.values().stream().mapToLong(Long::longValue).sum(), ledger, notDecoded);
  }

  private MessageSummary messages(long responses) {
    SequencedMap<String, Long> byTransport = new LinkedHashMap<>();
    byTransport.put("udp", queries + responses);
    byTransport.put("tcp", 0L);
    SortedMap<Opcode, Long> byOpcode = new TreeMap<>();
    if (queries > 0) {
      byOpcode.put(Opcode.QUERY, queries);
    }
    cells.forEach(cell -> byOpcode.merge(cell.opcode(), cell.responses(), Long::sum));
    return new MessageSummary(queries, responses, byTransport, byOpcode, defects);
  }

  private ResponseSummary summary() {
    List<ServerRow> byServer = new ArrayList<>();
    grouped(Cell::server).forEach((server, counts) -> byServer.add(new ServerRow(server, counts)));
    List<TypeRow> byType = new ArrayList<>();
    grouped(Cell::type).forEach((type, counts) -> byType.add(new TypeRow(type, counts)));
    OutcomeCounts all = grouped(cell -> "").getOrDefault("", NOTHING);
    return new ResponseSummary(
        0, 0, 0, extendedErrors, new OutcomeBreakdown(all, byServer, byType));
  }

  /// Nobody knows what became of the queries, nor what was asked for the responses.
  private TransactionSummary transactions(long responses) {
    SortedMap<Outcome, Long> outcomes = new TreeMap<>();
    if (queries > 0) {
      outcomes.put(new Outcome(Outcome.CAPTURE_ENDED), queries);
    }
    OutcomeBreakdown breakdown =
        new OutcomeBreakdown(new OutcomeCounts(outcomes), List.of(), List.of());
    return new TransactionSummary(0, 0, 0, responses, 0, 0, breakdown);
  }

  private static Outcome outcome(Rcode rcode) {
    return new Outcome(Outcome.ofRcode(rcode.value()));
  }

  private <K> Map<K, OutcomeCounts> grouped(Function<Cell, K> key) {
    Map<K, SortedMap<Outcome, Long>> counts = new LinkedHashMap<>();
    cells.forEach(cell ->
        counts
            .computeIfAbsent(key.apply(cell), _ -> new TreeMap<>())
            .merge(cell.outcome(), cell.responses(), Long::sum));
    Map<K, OutcomeCounts> grouped = new LinkedHashMap<>();
    counts.forEach((value, byOutcome) -> grouped.put(value, new OutcomeCounts(byOutcome)));
    return grouped;
  }

  private Timeline timeline() {
    List<Timeline.Bucket> buckets = new ArrayList<>();
    timeline.forEach((start, counts) ->
        buckets.add(new Timeline.Bucket(start, counts, otherRcodes.getOrDefault(start, 0L))));
    return new Timeline(1, 0, buckets);
  }
}
