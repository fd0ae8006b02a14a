package dev.rcodestat.reassembly;

import dev.rcodestat.capture.FrameLedger;
import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.LinkType;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.testing.NativeMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Takes frames as a capture would hold them, and remembers the messages that came out.
final class Wire {
  private final List<String> messages = new ArrayList<>();
  private final List<String> incomplete = new ArrayList<>();
  private final MessageExtractor extractor =
      new MessageExtractor(
          ServicePorts.standard(),
          TimeRange.ALL,
          (nanos, flow, message) -> messages.add(describe(nanos, flow, message)),
          (nanos, flow, message) -> incomplete.add(describe(nanos, flow, message)));
  private final FrameView view = new FrameView();
  private long nanos;

  /// Frames without a link header.
  Wire frame(byte[] octets) {
    return frame(octets, octets.length);
  }

  /// A frame of which the capture holds only the first octets.
  Wire frame(byte[] octets, int captured) {
    nanos++;
    int held = Math.min(captured, octets.length);
    view.wrap(NativeMemory.of(octets), 0, held, octets.length, LinkType.RAW, nanos);
    extractor.onFrame(view);
    return this;
  }

  /// A frame without a time.
  Wire untimed(byte[] octets) {
    ByteBuffer memory = NativeMemory.of(octets);
    view.wrap(memory, 0, octets.length, octets.length, LinkType.RAW, FrameView.NO_TIMESTAMP);
    extractor.onFrame(view);
    return this;
  }

  /// The beginning of the stream of [TcpPackets].
  void begin() {
    frame(TcpPackets.packet(TcpPackets.START, new byte[0], TcpPackets.SYN));
  }

  /// Octets of that stream.
  void octets(long sequence, byte[] octets) {
    frame(TcpPackets.packet(sequence & 0xFFFF_FFFFL, octets, TcpPackets.ACK));
  }

  /// The other end has that stream so far; some time later, so that what comes now is not only late.
  void acknowledge(long number) {
    pause(20_000_000);
    frame(TcpPackets.reverse(1, number, new byte[0], TcpPackets.ACK));
  }

  /// Lets time pass; each frame takes a nanosecond besides.
  Wire pause(long nanoseconds) {
    nanos += nanoseconds;
    return this;
  }

  Wire finish() {
    extractor.finish();
    return this;
  }

  /// `time source port > destination port ID length`, and the defect where there is one.
  List<String> messages() {
    return messages;
  }

  List<String> incomplete() {
    return incomplete;
  }

  /// The message IDs alone.
  List<Integer> ids() {
    return messages.stream()
        .map(message -> Integer.parseInt(message.replaceFirst(".* id (\\d+) .*", "$1")))
        .toList();
  }

  long gaps() {
    return extractor.streamGaps();
  }

  long evicted() {
    return extractor.connectionsEvicted();
  }

  /// The buckets that hold frames; they must add up.
  Map<FrameVerdict, Long> ledger() {
    FrameLedger ledger = extractor.ledger();
    Map<FrameVerdict, Long> buckets = new TreeMap<>();
    long sum = 0;
    for (FrameVerdict verdict : FrameVerdict.values()) {
      if (ledger.frames(verdict) != 0) {
        buckets.put(verdict, ledger.frames(verdict));
        sum += ledger.frames(verdict);
      }
    }
    if (sum != ledger.total() || buckets.values().stream().anyMatch(count -> count < 0)) {
      throw new AssertionError("out of balance: " + ledger.total() + " frames in " + buckets);
    }
    return buckets;
  }

  private static String describe(long nanos, FlowView flow, DnsMessageView message) {
    return "%d %d>%d id %d length %d %s"
        .formatted(
            nanos,
            flow.sourcePort(),
            flow.destinationPort(),
            message.id(),
            message.length(),
            message.defect().label());
  }
}
