package dev.rcodestat.tally;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.OptRecordView;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.wire.HotPath;
import java.util.Arrays;
import java.util.Optional;

/// What was counted: messages, and responses by RCODE, server, query type, opcode, transport and
/// time.
///
/// A monoid: a new tally is neutral, and [#add] is associative; splitting the messages anywhere and
/// adding the parts equals counting them whole, as long as no bound was hit ([#overflowed] is 0).
/// Single writer. Memory is bounded: servers and cells by the bounds, time by
/// [ResponseTimeline#MAX_BUCKETS].
public final class Tally {
  /// The time of a message whose frame had none.
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private static final int MAX_SERVERS = 1 << 16;
  private static final int MAX_CELLS = 1 << 16;

  private static final int TRANSPORTS = Transport.values().length;

  private final MessageCounts messages = new MessageCounts();
  private final CodeCounts byEde = new CodeCounts();
  private final ResponseTimeline timeline = new ResponseTimeline();
  private final ServerTable servers;
  private final CellTable cells;

  /// The cells that no longer fit, without their server and type: bounded by transports, opcodes
  /// and RCODEs.
  private final CellTable otherCells = new CellTable(TRANSPORTS * Opcode.VALUES * Rcode.VALUES);

  private long responses;
  private long incompleteResponses;
  private long untimed;
  private long extendedRcodeUnread;
  private long overflowed;

  /// A tally of nothing, with the usual bounds.
  public Tally() {
    this(MAX_SERVERS, MAX_CELLS);
  }

  /// @param maxServers the most servers with cells of their own
  /// @param maxCells the most cells
  Tally(int maxServers, int maxCells) {
    servers = new ServerTable(maxServers);
    cells = new CellTable(maxCells);
  }

  /// Counts one message.
  ///
  /// @param timestampNanos nanoseconds since 1970, or [#NO_TIMESTAMP]
  @HotPath
  public void count(long timestampNanos, FlowView flow, DnsMessageView message) {
    messages.count(flow.service(), flow.transport(), message.opcode(), message.defect());
    if (flow.service() == Service.DNS && message.isResponse()) {
      countResponse(timestampNanos, flow, message);
    }
  }

  /// Counts the beginning of a message of which the rest is missing, apart from those that are whole.
  public void countIncomplete(long timestampNanos, FlowView flow, DnsMessageView message) {
    if (flow.service() == Service.DNS && message.isResponse()) {
      incompleteResponses++;
    }
  }

  /// Adds what another tally counted.
  public void add(Tally other) {
    messages.add(other.messages);
    byEde.add(other.byEde);
    timeline.add(other.timeline);
    responses += other.responses;
    incompleteResponses += other.incompleteResponses;
    untimed += other.untimed;
    extendedRcodeUnread += other.extendedRcodeUnread;
    addCells(other);
  }

  /// Messages of a service whose header was whole.
  public long messages(Service service) {
    return messages.ofService(service);
  }

  /// DNS messages over this transport.
  public long messages(Transport transport) {
    return messages.overTransport(transport);
  }

  /// DNS messages with this opcode, 0 to 15.
  public long messages(int opcode) {
    return messages.withOpcode(opcode);
  }

  /// DNS messages whose reading ended with this defect.
  public long messages(MessageDefect defect) {
    return messages.withDefect(defect);
  }

  /// DNS responses.
  public long responses() {
    return responses;
  }

  /// DNS responses of which only the beginning was there; counted nowhere else.
  public long incompleteResponses() {
    return incompleteResponses;
  }

  /// DNS responses without a time, which the timeline lacks.
  public long untimed() {
    return untimed;
  }

  /// DNS responses whose OPT record, if any, could not be reached.
  public long extendedRcodeUnread() {
    return extendedRcodeUnread;
  }

  /// DNS responses that are counted in cells without their server and type, because a bound was
  /// hit.
  public long overflowed() {
    return overflowed;
  }

  /// Extended DNS Errors in DNS responses, by INFO-CODE.
  public CodeCounts extendedErrors() {
    return byEde;
  }

  /// DNS responses over time.
  public ResponseTimeline timeline() {
    return timeline;
  }

  /// Shows every cell to the visitor, in the order of server, type, opcode, RCODE and transport; the
  /// servers beyond the bound come last.
  public void forEachCell(CellVisitor visitor) {
    ServerTable.Order order = servers.order();
    visit(cells, order, visitor);
    visit(otherCells, order, visitor);
  }

  private void countResponse(long timestampNanos, FlowView flow, DnsMessageView message) {
    int rcode = message.rcode();
    responses++;
    if (message.ednsUnreached()) {
      extendedRcodeUnread++;
    }
    countExtendedErrors(message.opt());
    boolean timed = timestampNanos != NO_TIMESTAMP;
    if (timed) {
      timeline.count(timestampNanos, rcode);
    } else {
      untimed++;
    }
    int server = servers.numberOf(flow.version(), flow.sourceHigh(), flow.sourceLow());
    addCell(
        CellKey.of(server, message.qtype(), flow.transport(), message.opcode(), rcode),
        1,
        timed ? timestampNanos : Long.MAX_VALUE,
        timestampNanos);
  }

  private void countExtendedErrors(OptRecordView opt) {
    int option = opt.firstExtendedError();
    while (option >= 0) {
      byEde.add(opt.infoCode(option), 1);
      option = opt.nextExtendedError(option);
    }
  }

  private void addCell(long key, long count, long firstNanos, long lastNanos) {
    boolean kept = cells.add(key, count, firstNanos, lastNanos);
    if (!kept) {
      otherCells.add(CellKey.withoutServerAndType(key), count, firstNanos, lastNanos);
    }
    if (!kept || CellKey.server(key) == ServerTable.OTHER) {
      overflowed += count;
    }
  }

  private void addCells(Tally other) {
    for (int slot = 0; slot < other.cells.slots(); slot++) {
      if (!other.cells.isEmpty(slot)) {
        long key = other.cells.key(slot);
        int server = CellKey.server(key);
        addCell(
            server == ServerTable.OTHER
                ? key
                : CellKey.withServer(key, servers.numberOf(other.servers.address(server))),
            other.cells.count(slot),
            other.cells.firstNanos(slot),
            other.cells.lastNanos(slot));
      }
    }
    for (int slot = 0; slot < other.otherCells.slots(); slot++) {
      if (!other.otherCells.isEmpty(slot)) {
        otherCells.add(
            other.otherCells.key(slot),
            other.otherCells.count(slot),
            other.otherCells.firstNanos(slot),
            other.otherCells.lastNanos(slot));
        overflowed += other.otherCells.count(slot);
      }
    }
  }

  private void visit(CellTable table, ServerTable.Order order, CellVisitor visitor) {
    int server = ServerTable.OTHER;
    Optional<IpAddress> address = Optional.empty();
    for (long ranked : keysByRank(table, order)) {
      int next = order.numberAt(CellKey.server(ranked));
      if (next != server) {
        server = next;
        address = next == ServerTable.OTHER ? Optional.empty() : Optional.of(servers.address(next));
      }
      int slot = table.slotOf(CellKey.withServer(ranked, server));
      visitor.onCell(
          address,
          CellKey.type(ranked),
          CellKey.opcode(ranked),
          CellKey.transport(ranked),
          CellKey.rcode(ranked),
          table.count(slot),
          table.firstNanos(slot),
          table.lastNanos(slot));
    }
  }

  /// The keys of a table in the order of the report, each with its server's rank as server.
  private static long[] keysByRank(CellTable table, ServerTable.Order order) {
    long[] keys = new long[table.size()];
    int filled = 0;
    for (int slot = 0; slot < table.slots(); slot++) {
      if (!table.isEmpty(slot)) {
        long key = table.key(slot);
        keys[filled] = CellKey.withServer(key, order.rankOf(CellKey.server(key)));
        filled++;
      }
    }
    Arrays.sort(keys);
    return keys;
  }
}
