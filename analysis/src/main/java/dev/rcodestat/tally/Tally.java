package dev.rcodestat.tally;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.OptRecordView;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.transaction.MessageRole;
import dev.rcodestat.transaction.Transaction;
import dev.rcodestat.transaction.TransactionMatcher;
import dev.rcodestat.wire.HotPath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/// What was counted: messages by their role; responses and transactions by outcome, server, query
/// type, opcode and transport; responses by time.
///
/// A monoid: a new tally is neutral, and [#add] is associative; splitting the messages anywhere and
/// adding the parts equals counting them whole, as long as no bound was hit ([#overflowed] is 0).
/// Single writer. Memory is bounded: servers and cells by the bounds, time by
/// [ResponseTimeline#MAX_BUCKETS].
///
/// Several partitions of the traffic may share a tally, each with the bounds for itself: so what is
/// counted does not depend on which of them share one.
public final class Tally {
  /// The time of a message whose frame had none.
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  /// The outcomes that occur: RCODEs, the kinds of NOERROR, and those without a response.
  private static final int OUTCOMES = Rcode.VALUES + 7;

  private static final int TRANSPORTS = Transport.values().length;
  private static final int GREATEST_INFO_CODE = 0xFFFF;
  private static final int ROLES = MessageRole.values().length;

  private final MessageCounts messages = new MessageCounts();
  private final long[] byRole = new long[ROLES];
  private final CodeCounts byEde = new CodeCounts();
  private final ResponseTimeline timeline = new ResponseTimeline();
  private final AddressTable servers;
  private final CellTable cells;
  private final LatencyCounts latencies;
  private final DimensionCounts byDimensions;
  private final ResolverEvidence resolverEvidence;
  private final MessageFacts facts;
  private final Selection selection;
  private final boolean needsFacts;
  private final boolean seeksResolvers;

  /// Whose message is being counted.
  private int share;

  /// The cells that no longer fit, without their server and type: bounded by transports, opcodes
  /// and outcomes.
  private final CellTable otherCells = new CellTable(TRANSPORTS * Opcode.VALUES * OUTCOMES, 1);

  private long responses;
  private long transactions;
  private long incompleteResponses;
  private long untimed;
  private long extendedRcodeUnread;
  private long overflowed;
  private long excludedResponses;
  private long excludedTransactions;
  private long droppedOpen;
  private long droppedAnswered;

  /// A tally of nothing, for one.
  public Tally(TallyBounds bounds) {
    this(bounds, 1, Selection.ALL, List.of(), Optional.empty());
  }

  /// A tally of nothing.
  ///
  /// @param bounds those of each share
  /// @param shares how many there are, at most 8
  /// @param selection which responses and transactions count; the others are only summed up
  /// @param by what else to tell responses and transactions apart by
  /// @param resolvers who resolves; empty where that is to be found out, for which a selection cannot wait
  public Tally(
      TallyBounds bounds,
      int shares,
      Selection selection,
      List<Dimension> by,
      Optional<Resolvers> resolvers) {
    this(bounds, shares, selection, by, resolvers, ResolverEvidence.ofShares(shares));
  }

  /// A tally of nothing, with room for all that others count who have so many shares together, and that
  /// does not tell yet who resolves where that is to be found out.
  public static Tally ofSum(
      TallyBounds ofShare,
      int shares,
      Selection selection,
      List<Dimension> by,
      Optional<Resolvers> resolvers) {
    return new Tally(
        ofShare.times(shares), 1, selection, by, resolvers, ResolverEvidence.ofSum(shares));
  }

  private Tally(
      TallyBounds bounds,
      int shares,
      Selection selection,
      List<Dimension> by,
      Optional<Resolvers> resolvers,
      ResolverEvidence resolverEvidence) {
    if (selection.needsResolvers() && resolvers.isEmpty()) {
      throw new IllegalArgumentException("the resolvers are not known: " + selection.expression());
    }
    this.selection = selection;
    facts = new MessageFacts(resolvers.orElse(Resolvers.NONE));
    servers = new AddressTable(bounds.servers(), shares);
    cells = new CellTable(bounds.cells(), shares);
    latencies = new LatencyCounts(bounds.latencyKeys(), bounds.latencyOctaves(), shares);
    byDimensions = new DimensionCounts(by, resolvers, bounds.dimensionRows(), shares);
    this.resolverEvidence = resolverEvidence;
    needsFacts = !selection.isAll() || !by.isEmpty();
    seeksResolvers = resolvers.isEmpty() && by.stream().anyMatch(Dimension::needsResolvers);
  }

  /// Counts one message that belongs to no transaction, or of which none is known.
  ///
  /// @param timestampNanos nanoseconds since 1970, or [#NO_TIMESTAMP]
  @HotPath
  public void count(long timestampNanos, FlowView flow, DnsMessageView message) {
    countMessage(flow, message);
    if (flow.service() == Service.DNS && message.isResponse()) {
      countLoneResponse(timestampNanos, flow, message);
    }
  }

  /// Says whose messages come next.
  ///
  /// @param share a number from 0
  @HotPath
  public void goToShare(int share) {
    this.share = share;
  }

  /// Counts one DNS message, and what it is to its transaction.
  ///
  /// @param timestampNanos nanoseconds since 1970, or [#NO_TIMESTAMP]
  /// @param matcher what has just told that role
  @HotPath
  public void count(
      long timestampNanos,
      FlowView flow,
      DnsMessageView message,
      MessageRole role,
      TransactionMatcher matcher) {
    countMessage(flow, message);
    byRole[role.ordinal()]++;
    switch (role) {
      case ANSWER -> countAnswer(timestampNanos, flow, message, matcher.transaction());
      case DUPLICATE, CONTINUATION, UNSOLICITED -> countLoneResponse(timestampNanos, flow, message);
      case QUERY_ANSWERED_EARLIER -> countEarlyAnswer(matcher.transaction(), matcher.early());
      case QUERY, RETRANSMISSION -> {}
    }
  }

  /// Counts a transaction without a response.
  ///
  /// @param outcome a value of [dev.rcodestat.dns.Outcome]
  @HotPath
  public void countUnanswered(Transaction transaction, int outcome) {
    if (counts(transaction, MessageFacts.NONE, outcome)) {
      countTransaction(
          transaction, outcome, transaction.isTimed() ? transaction.firstNanos() : NO_TIMESTAMP);
    }
  }

  /// Counts transactions that a matcher dropped for want of room.
  ///
  /// @param open those that were neither answered nor timed out
  /// @param answered those that were answered and forgotten too early
  public void countDropped(long open, long answered) {
    droppedOpen += open;
    droppedAnswered += answered;
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
    for (int role = 0; role < ROLES; role++) {
      byRole[role] += other.byRole[role];
    }
    byEde.add(other.byEde);
    timeline.add(other.timeline);
    responses += other.responses;
    transactions += other.transactions;
    incompleteResponses += other.incompleteResponses;
    excludedResponses += other.excludedResponses;
    excludedTransactions += other.excludedTransactions;
    droppedOpen += other.droppedOpen;
    droppedAnswered += other.droppedAnswered;
    untimed += other.untimed;
    extendedRcodeUnread += other.extendedRcodeUnread;
    addCells(other);
    byDimensions.add(other.byDimensions);
    if (seeksResolvers) {
      resolverEvidence.add(other.resolverEvidence);
    }
    latencies.add(
        other.latencies,
        key -> LatencyKey.of(numberOf(LatencyKey.server(key), other), LatencyKey.outcome(key)));
  }

  /// Writes what has been counted.
  public void write(String name, SavedWriter out) {
    AddressTable.Order order = servers.order();
    out.startObject(name);
    messages.write("messages", out);
    out.startObject("roles");
    for (MessageRole role : MessageRole.values()) {
      out.number(role.label(), byRole[role.ordinal()]);
    }
    out.endObject();
    out.number("responses", responses);
    out.number("transactions", transactions);
    out.number("incompleteResponses", incompleteResponses);
    out.number("untimed", untimed);
    out.number("extendedRcodeUnread", extendedRcodeUnread);
    out.number("overflowed", overflowed);
    out.number("excludedResponses", excludedResponses);
    out.number("excludedTransactions", excludedTransactions);
    out.number("droppedOpen", droppedOpen);
    out.number("droppedAnswered", droppedAnswered);
    byEde.write("extendedErrors", out);
    timeline.write("timeline", out);
    servers.write("servers", out);
    cells.write("cells", order, out);
    otherCells.write("otherCells", order, out);
    latencies.write("latencies", order, out);
    byDimensions.write("byDimensions", out);
    resolverEvidence.write("resolverEvidence", out);
    out.endObject();
  }

  /// Reads into a tally of nothing, which is one of a sum.
  public void read(String name, SavedReader in) throws SavedResultException {
    in.startObject(name);
    messages.read("messages", in);
    in.startObject("roles");
    for (MessageRole role : MessageRole.values()) {
      byRole[role.ordinal()] = in.number(role.label());
    }
    in.endObject();
    responses = in.count("responses");
    transactions = in.count("transactions");
    incompleteResponses = in.count("incompleteResponses");
    untimed = in.count("untimed");
    extendedRcodeUnread = in.count("extendedRcodeUnread");
    overflowed = in.count("overflowed");
    excludedResponses = in.count("excludedResponses");
    excludedTransactions = in.count("excludedTransactions");
    droppedOpen = in.count("droppedOpen");
    droppedAnswered = in.count("droppedAnswered");
    byEde.read("extendedErrors", GREATEST_INFO_CODE, in);
    timeline.read("timeline", in);
    servers.read("servers", in);
    cells.read("cells", servers.size(), in);
    otherCells.read("otherCells", 0, in);
    latencies.read("latencies", servers.size(), in);
    byDimensions.read("byDimensions", in);
    resolverEvidence.read("resolverEvidence", in);
    in.endObject();
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

  /// DNS messages with this role. An early response is an answer where its query came, else an
  /// unsolicited one.
  public long messages(MessageRole role) {
    return byRole[role.ordinal()];
  }

  /// Transactions that have ended, in whatever way.
  public long transactions() {
    return transactions;
  }

  /// DNS responses that the selection leaves out.
  public long excludedResponses() {
    return excludedResponses;
  }

  /// Transactions that the selection leaves out.
  public long excludedTransactions() {
    return excludedTransactions;
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

  /// DNS responses and transactions that are counted in cells without their server and type, because a bound was
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

  /// Responses and transactions by the dimensions that were asked for.
  public DimensionCounts byDimensions() {
    return byDimensions;
  }

  /// What tells the resolvers, where they are asked for and not known.
  public ResolverEvidence resolverEvidence() {
    return resolverEvidence;
  }

  /// How long answers took, under each key that a grouping gives for a [LatencyKey].
  public LatencyGroups latencies(LongUnaryOperator grouping) {
    return latencies.groupedBy(grouping);
  }

  /// Answers whose latencies count under all servers beyond the bound.
  public long latenciesOverflowed() {
    return latencies.overflowed();
  }

  /// Transactions that were dropped before they were answered or timed out, for want of room.
  public long droppedOpen() {
    return droppedOpen;
  }

  /// Transactions that were answered and forgotten before the timeout, for want of room.
  public long droppedAnswered() {
    return droppedAnswered;
  }

  /// The address of a numbered server; empty for those beyond the bound.
  public Optional<IpAddress> server(int number) {
    return number == AddressTable.OTHER ? Optional.empty() : Optional.of(servers.address(number));
  }

  /// Shows every cell to the visitor, in the order of server, type, opcode, outcome and transport; the
  /// servers beyond the bound come last.
  public void forEachCell(CellVisitor visitor) {
    AddressTable.Order order = servers.order();
    visit(cells, order, visitor);
    visit(otherCells, order, visitor);
  }

  private void countMessage(FlowView flow, DnsMessageView message) {
    messages.count(flow.service(), flow.transport(), message.opcode(), message.defect());
    if (seeksResolvers) {
      resolverEvidence.add(flow, message, share);
    }
  }

  /// A response of which the query is not at hand.
  private void countLoneResponse(long timestampNanos, FlowView flow, DnsMessageView message) {
    if (needsFacts) {
      facts.setResponse(flow, message);
      if (!selection.includes(facts, message.outcome())) {
        excludedResponses++;
        return;
      }
      byDimensions.add(facts, share, message.outcome(), 1, 0);
    }
    countResponse(timestampNanos, flow, message, 0);
  }

  /// The response and its transaction are in one cell, where the response has the query's question.
  private void countAnswer(
      long timestampNanos, FlowView flow, DnsMessageView message, Transaction transaction) {
    if (needsFacts) {
      facts.setTransaction(transaction, message);
      if (!selection.includes(facts, message.outcome())) {
        excludedResponses++;
        excludedTransactions++;
        return;
      }
      byDimensions.add(facts, share, message.outcome(), 1, 1);
    }
    if (message.qtype() == transaction.type() && message.opcode() == transaction.opcode()) {
      transactions++;
      int cell = countResponse(timestampNanos, flow, message, 1);
      countLatency(cell, message.outcome(), transaction, timestampNanos);
    } else {
      countResponse(timestampNanos, flow, message, 0);
      int cell = countTransaction(transaction, message.outcome(), timestampNanos);
      countLatency(cell, message.outcome(), transaction, timestampNanos);
    }
  }

  /// Whether a transaction of which the response is not at hand counts; if so, it is counted by its
  /// dimensions.
  private boolean counts(Transaction transaction, int ede, int outcome) {
    if (!needsFacts) {
      return true;
    }
    facts.setTransaction(transaction, ede);
    if (!selection.includes(facts, outcome)) {
      excludedTransactions++;
      return false;
    }
    byDimensions.add(facts, share, outcome, 0, 1);
    return true;
  }

  /// @param cell where the answer is counted, or [CellTable#NONE]
  private void countLatency(int cell, int outcome, Transaction transaction, long answerNanos) {
    if (answerNanos != NO_TIMESTAMP && transaction.isTimed()) {
      int server = cell == CellTable.NONE ? AddressTable.OTHER : CellKey.server(cells.key(cell));
      long key = LatencyKey.of(server, outcome);
      latencies.record(cell, key, share, transaction, answerNanos);
    }
  }

  private void countEarlyAnswer(Transaction transaction, Transaction early) {
    byRole[MessageRole.UNSOLICITED.ordinal()]--;
    byRole[MessageRole.ANSWER.ordinal()]++;
    if (counts(transaction, MessageFacts.UNKNOWN, early.outcome())) {
      long nanos = early.isTimed() ? early.firstNanos() : NO_TIMESTAMP;
      int cell = countTransaction(transaction, early.outcome(), nanos);
      countLatency(cell, early.outcome(), transaction, nanos);
    }
  }

  /// @param ofTransactions the transactions that it belongs to in the same cell
  /// @return the number of its cell, or [CellTable#NONE]
  private int countResponse(
      long timestampNanos, FlowView flow, DnsMessageView message, int ofTransactions) {
    responses++;
    if (message.ednsUnreached()) {
      extendedRcodeUnread++;
    }
    countExtendedErrors(message.opt());
    int outcome = message.outcome();
    boolean timed = timestampNanos != NO_TIMESTAMP;
    if (timed) {
      timeline.count(timestampNanos, Outcome.rcodeOf(outcome));
    } else {
      untimed++;
    }
    int server = servers.numberOf(flow.version(), flow.sourceHigh(), flow.sourceLow(), share);
    return addCell(
        CellKey.of(server, message.qtype(), flow.transport(), message.opcode(), outcome),
        1,
        ofTransactions,
        timed ? timestampNanos : Long.MAX_VALUE,
        timestampNanos);
  }

  /// @return the number of its cell, or [CellTable#NONE]
  private int countTransaction(Transaction transaction, int outcome, long nanos) {
    transactions++;
    int server =
        servers.numberOf(
            transaction.version(), transaction.serverHigh(), transaction.serverLow(), share);
    return addCell(
        CellKey.of(
            server, transaction.type(), transaction.transport(), transaction.opcode(), outcome),
        0,
        1,
        nanos != NO_TIMESTAMP ? nanos : Long.MAX_VALUE,
        nanos);
  }

  private void countExtendedErrors(OptRecordView opt) {
    int option = opt.firstExtendedError();
    while (option >= 0) {
      byEde.add(opt.infoCode(option), 1);
      option = opt.nextExtendedError(option);
    }
  }

  /// @return the number of the cell, or [CellTable#NONE] where it has none of its own
  private int addCell(
      long key, long responses, long transactions, long firstNanos, long lastNanos) {
    int cell = cells.add(key, share, responses, transactions, firstNanos, lastNanos);
    if (cell == CellTable.NONE) {
      long other = CellKey.withoutServerAndType(key);
      otherCells.add(other, 0, responses, transactions, firstNanos, lastNanos);
    }
    if (cell == CellTable.NONE || CellKey.server(key) == AddressTable.OTHER) {
      overflowed += responses + transactions;
    }
    return cell;
  }

  /// The number here of a server that has a number in another tally.
  private int numberOf(int server, Tally other) {
    return server == AddressTable.OTHER
        ? AddressTable.OTHER
        : servers.numberOf(other.servers.address(server), share);
  }

  private void addCells(Tally other) {
    for (int cell = 0; cell < other.cells.size(); cell++) {
      long key = other.cells.key(cell);
      addCell(
          CellKey.withServer(key, numberOf(CellKey.server(key), other)),
          other.cells.responses(cell),
          other.cells.transactions(cell),
          other.cells.firstNanos(cell),
          other.cells.lastNanos(cell));
    }
    for (int cell = 0; cell < other.otherCells.size(); cell++) {
      long responses = other.otherCells.responses(cell);
      long transactions = other.otherCells.transactions(cell);
      otherCells.add(
          other.otherCells.key(cell),
          0,
          responses,
          transactions,
          other.otherCells.firstNanos(cell),
          other.otherCells.lastNanos(cell));
      overflowed += responses + transactions;
    }
  }

  private void visit(CellTable table, AddressTable.Order order, CellVisitor visitor) {
    int server = AddressTable.OTHER;
    Optional<IpAddress> address = Optional.empty();
    for (long ranked : keysByRank(table, order)) {
      int next = order.numberAt(CellKey.server(ranked));
      if (next != server) {
        server = next;
        address =
            next == AddressTable.OTHER ? Optional.empty() : Optional.of(servers.address(next));
      }
      int cell = table.numberOf(CellKey.withServer(ranked, server));
      visitor.onCell(
          address,
          CellKey.type(ranked),
          CellKey.opcode(ranked),
          CellKey.transport(ranked),
          CellKey.outcome(ranked),
          table.responses(cell),
          table.transactions(cell),
          table.firstNanos(cell),
          table.lastNanos(cell));
    }
  }

  /// The keys of a table in the order of the report, each with its server's rank as server.
  private static long[] keysByRank(CellTable table, AddressTable.Order order) {
    long[] keys = new long[table.size()];
    for (int cell = 0; cell < keys.length; cell++) {
      long key = table.key(cell);
      keys[cell] = CellKey.withServer(key, order.rankOf(CellKey.server(key)));
    }
    Arrays.sort(keys);
    return keys;
  }
}
