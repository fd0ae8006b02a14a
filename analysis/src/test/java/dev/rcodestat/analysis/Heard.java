package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameFilter;
import dev.rcodestat.capture.FrameLedger;
import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.MessageTaker;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.capture.TrafficShares;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.Service;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.testing.Traffic;
import dev.rcodestat.transaction.Said;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The messages of a capture, to be counted in parts.
final class Heard {
  private static final int LONGEST_MESSAGE = 65_535;
  private static final int ETHERNET_HEADER = 14;

  private final List<Message> messages = new ArrayList<>();
  private final List<InputSummary> inputs;
  private final FrameLedger ledger;
  private final ReassemblySummary reassembly;

  private record Message(
      long nanos, FlowView flow, ByteBuffer octets, int length, boolean isWhole) {}

  /// The messages of a sample. What puts them together is not divided.
  static Heard of(String sample) {
    return new Heard(SampleReports.files(sample));
  }

  private Heard(FrameSource source) {
    MessageExtractor extractor =
        new MessageExtractor(
            ServicePorts.standard(),
            TimeRange.ALL,
            FrameFilter.ALL,
            TrafficShares.undivided(new Taker()));
    source.forEachFrame(extractor);
    extractor.finish();
    inputs = source.inputs();
    ledger = extractor.ledger();
    reassembly =
        new ReassemblySummary(
            extractor.streamGaps(), extractor.headerlessMessages(), extractor.connectionsEvicted());
  }

  /// What was made up.
  static Heard of(List<Said> said) {
    Traffic times = new Traffic();
    said.forEach(each -> times.frame(each.nanos(), new byte[ETHERNET_HEADER]));
    Heard heard = new Heard(times);
    said.forEach(heard::add);
    return heard;
  }

  int size() {
    return messages.size();
  }

  /// What part of these messages tells; the first holds the frames.
  PartialAnalysis part(AnalysisOptions options, int from, int to, boolean isFirst) {
    AnalysisOptions asPart = options.asPart();
    Partitions partitions = new Partitions(asPart, 0, 1);
    feed(partitions, from, to);
    return PartialAnalysis.of(
        asPart,
        isFirst ? inputs : List.of(),
        isFirst ? ledger : new FrameLedger(),
        isFirst ? reassembly : new ReassemblySummary(0, 0, 0),
        List.of(partitions));
  }

  /// The report of all, as it is made without parts.
  Report report(AnalysisOptions options) {
    Partitions partitions = new Partitions(options, 0, 1);
    feed(partitions, 0, messages.size());
    partitions.finish(ledger.lastNanos());
    return new ReportBuilder(
            options,
            inputs,
            ledger,
            reassembly,
            Partitions.tally(options, List.of(partitions)),
            Partitions.failures(options, List.of(partitions)),
            0)
        .build();
  }

  private void feed(Partitions partitions, int from, int to) {
    for (Message message : messages.subList(from, to)) {
      MessageTaker partition =
          Objects.requireNonNull(partitions.taker(partitions.shareOf(message.flow())));
      int captured = message.octets().capacity();
      if (message.isWhole()) {
        partition.onMessage(
            message.nanos(), message.flow(), message.octets(), 0, captured, message.length());
      } else {
        partition.onIncompleteMessage(
            message.nanos(), message.flow(), message.octets(), 0, captured, message.length());
      }
    }
  }

  private void add(
      long nanos,
      FlowView flow,
      ByteBuffer memory,
      int offset,
      int captured,
      int length,
      boolean isWhole) {
    FlowView copy = new FlowView();
    copy.wrap(flow);
    int held = Math.min(captured, LONGEST_MESSAGE);
    ByteBuffer octets = ByteBuffer.allocateDirect(held).put(0, memory, offset, held);
    messages.add(new Message(nanos, copy, octets, length, isWhole));
  }

  private void add(Said said) {
    IpAddress client = IpAddress.parse(said.family().clientAddress()).orElseThrow();
    IpAddress server = IpAddress.parse(said.family().serverAddress()).orElseThrow();
    FlowView flow = new FlowView();
    flow.wrap(
        client.version(),
        client.high(),
        client.low(),
        server.high(),
        server.low(),
        said.family().port(),
        53,
        said.family().transport(),
        Service.DNS);
    FlowView sent = new FlowView();
    if (said.isResponse()) {
      sent.wrapReversed(flow);
    } else {
      sent.wrap(flow);
    }
    byte[] octets = said.octets();
    add(
        said.isTimed() ? said.nanos() : FrameView.NO_TIMESTAMP,
        sent,
        ByteBuffer.wrap(octets),
        0,
        octets.length,
        octets.length,
        true);
  }

  /// Keeps what it is given.
  private final class Taker implements MessageTaker {
    @Override
    public void onMessage(
        long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
      add(nanos, flow, memory, offset, captured, length, true);
    }

    @Override
    public void onIncompleteMessage(
        long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
      add(nanos, flow, memory, offset, captured, length, false);
    }
  }
}
