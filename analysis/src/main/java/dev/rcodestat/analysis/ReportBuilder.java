package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameLedger;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.dns.ExtendedDnsError;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.Opcode;
import dev.rcodestat.dns.Outcome;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.Transport;
import dev.rcodestat.report.Basis;
import dev.rcodestat.report.Breakdown;
import dev.rcodestat.report.InputOutcome;
import dev.rcodestat.report.LedgerSummary;
import dev.rcodestat.report.LinkTypeFrames;
import dev.rcodestat.report.MessageSummary;
import dev.rcodestat.report.MulticastSummary;
import dev.rcodestat.report.Overflow;
import dev.rcodestat.report.RcodeCounts;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.ResponseSummary;
import dev.rcodestat.report.TimeSpan;
import dev.rcodestat.report.Timeline;
import dev.rcodestat.report.TransactionSummary;
import dev.rcodestat.report.Window;
import dev.rcodestat.tally.CodeCounts;
import dev.rcodestat.tally.FailureRankings;
import dev.rcodestat.tally.ResponseTimeline;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.transaction.MessageRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns counts into conclusions, once, at the end.
final class ReportBuilder {

  private final AnalysisOptions options;
  private final List<InputSummary> inputs;
  private final FrameLedger ledger;
  private final ReassemblySummary reassembly;
  private final Tally tally;
  private final FailureRankings failures;
  private final long unjoined;

  /// @param unjoined messages that were counted without those before them, which another part held
  ReportBuilder(
      AnalysisOptions options,
      List<InputSummary> inputs,
      FrameLedger ledger,
      ReassemblySummary reassembly,
      Tally tally,
      FailureRankings failures,
      long unjoined) {
    this.options = options;
    this.inputs = inputs;
    this.ledger = ledger;
    this.reassembly = reassembly;
    this.tally = tally;
    this.failures = failures;
    this.unjoined = unjoined;
  }

  Report build() {
    AddressTexts addresses = new AddressTexts(options.naming());
    CellSums sums = CellSums.of(tally, this::inTheLightOfAll, addresses);
    Breakdown breakdown = BreakdownRows.of(tally.byDimensions(), addresses);
    return new Report(
        ledger.hasTimes() ? span(ledger.firstNanos(), ledger.lastNanos()) : Optional.empty(),
        window(),
        inputs.stream().map(ReportBuilder::input).toList(),
        ledger(),
        reassembly,
        messages(),
        new ResponseSummary(
            tally.incompleteResponses(),
            tally.excludedResponses(),
            tally.extendedRcodeUnread(),
            extendedErrors(),
            sums.responses()),
        new TransactionSummary(
            tally.messages(MessageRole.RETRANSMISSION),
            tally.messages(MessageRole.DUPLICATE),
            tally.messages(MessageRole.CONTINUATION),
            tally.messages(MessageRole.UNSOLICITED),
            tally.excludedTransactions(),
            tally.messages(MessageRole.ANSWER),
            sums.transactions()),
        sums.cells(),
        breakdown,
        FailureRows.of(failures, Basis.of(sums.transactions()), addresses),
        LatencyRows.of(tally, sums.transactions().byServer()),
        timeline(),
        new MulticastSummary(tally.messages(Service.MDNS), tally.messages(Service.LLMNR)),
        new Overflow(
            tally.overflowed(),
            tally.latenciesOverflowed(),
            tally.droppedOpen(),
            tally.droppedAnswered(),
            unjoined),
        addresses.hosts());
  }

  /// Where nothing was answered the capture may show one direction alone.
  private int inTheLightOfAll(int outcome) {
    boolean anyResponse = allResponses() + tally.incompleteResponses() > 0;
    return outcome == Outcome.UNANSWERED && !anyResponse ? Outcome.ONE_DIRECTION : outcome;
  }

  private long allResponses() {
    return tally.responses() + tally.excludedResponses();
  }

  private Window window() {
    TimeRange range = options.range();
    return new Window(
        range.isBoundedBelow() ? Optional.of(instant(range.fromNanos())) : Optional.empty(),
        range.isBoundedAbove() ? Optional.of(instant(range.toNanos())) : Optional.empty(),
        options.filter().expression(),
        Optional.of(options.selection().expression()).filter(text -> !text.isEmpty()));
  }

  /// The span between two times; empty where the first is the later one, which stands for no time.
  static Optional<TimeSpan> span(long firstNanos, long lastNanos) {
    return firstNanos > lastNanos
        ? Optional.empty()
        : Optional.of(new TimeSpan(instant(firstNanos), instant(lastNanos)));
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  private static InputOutcome input(InputSummary input) {
    return new InputOutcome(input.name(), input.format(), input.frames(), input.problem());
  }

  private LedgerSummary ledger() {
    SequencedMap<String, Long> buckets = new LinkedHashMap<>();
    for (FrameVerdict verdict : FrameVerdict.values()) {
      buckets.put(verdict.label(), ledger.frames(verdict));
    }
    List<LinkTypeFrames> notDecoded = new ArrayList<>();
    ledger
        .notDecoded()
        .forEach((type, frames) ->
            notDecoded.add(new LinkTypeFrames(type.value(), type.name(), frames)));
    return new LedgerSummary(ledger.total(), buckets, notDecoded);
  }

  private MessageSummary messages() {
    SequencedMap<String, Long> byTransport = new LinkedHashMap<>();
    for (Transport transport : Transport.values()) {
      byTransport.put(transport.label(), tally.messages(transport));
    }
    SortedMap<Opcode, Long> byOpcode = new TreeMap<>();
    for (int opcode = 0; opcode < Opcode.VALUES; opcode++) {
      if (tally.messages(opcode) > 0) {
        byOpcode.put(new Opcode(opcode), tally.messages(opcode));
      }
    }
    SortedMap<MessageDefect, Long> byDefect = new TreeMap<>();
    for (MessageDefect defect : MessageDefect.values()) {
      if (defect != MessageDefect.NONE && tally.messages(defect) > 0) {
        byDefect.put(defect, tally.messages(defect));
      }
    }
    long responses = allResponses();
    long queries = tally.messages(Service.DNS) - responses;
    return new MessageSummary(queries, responses, byTransport, byOpcode, byDefect);
  }

  private SortedMap<ExtendedDnsError, Long> extendedErrors() {
    SortedMap<ExtendedDnsError, Long> counts = new TreeMap<>();
    CodeCounts errors = tally.extendedErrors();
    for (int i = 0; i < errors.size(); i++) {
      counts.put(new ExtendedDnsError(errors.code(i)), errors.count(i));
    }
    return counts;
  }

  private Timeline timeline() {
    ResponseTimeline counted = tally.timeline();
    List<Timeline.Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      SortedMap<Rcode, Long> byRcode = new TreeMap<>();
      for (int rcode = 0; rcode < ResponseTimeline.RCODES_APART; rcode++) {
        if (counted.responses(i, rcode) > 0) {
          byRcode.put(new Rcode(rcode), counted.responses(i, rcode));
        }
      }
      buckets.add(
          new Timeline.Bucket(
              Instant.ofEpochSecond(counted.startSeconds(i)),
              new RcodeCounts(byRcode),
              counted.otherResponses(i)));
    }
    return new Timeline(counted.widthSeconds(), tally.untimed(), buckets);
  }
}
