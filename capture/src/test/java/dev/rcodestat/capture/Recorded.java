package dev.rcodestat.capture;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.packet.FlowView;
import dev.rcodestat.packet.FrameDecoder;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.testing.NativeMemory;
import java.util.ArrayList;
import java.util.List;

/// The messages of a sample capture, as octets.
final class Recorded {
  private Recorded() {}

  /// What of one message the capture holds, and how long it was on the wire.
  static final class Message {
    private final byte[] octets;
    private final int length;

    Message(byte[] octets, int length) {
      this.octets = octets;
      this.length = length;
    }

    byte[] octets() {
      return octets;
    }

    int length() {
      return length;
    }

    boolean isWhole() {
      return octets.length == length;
    }
  }

  /// All messages over UDP with a whole header.
  static List<Message> messages(String sample) {
    FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());
    List<Message> messages = new ArrayList<>();
    InputCursor cursor = Frame.cursor(Samples.octets(sample));
    while (cursor.advance()) {
      FrameView frame = cursor.frame();
      FrameVerdict verdict =
          decoder.decode(frame.memory, frame.offset, frame.captured, frame.length, frame.linkType);
      if (verdict.holdsMessage()) {
        byte[] octets =
            NativeMemory.copy(frame.memory, decoder.payloadOffset(), decoder.payloadCaptured());
        messages.add(new Message(octets, decoder.payloadLength()));
      }
    }
    return messages;
  }

  /// Looks at everything that a view of a message offers.
  static void readAll(DnsMessageView message) {
    long sum = (long) message.id() + message.opcode() + message.rcode() + message.qtype();
    sum += (long) message.qdcount() + message.ancount() + message.nscount() + message.arcount();
    int option = message.opt().firstExtendedError();
    while (option >= 0) {
      sum += message.opt().infoCode(option);
      sum +=
          NativeMemory.copy(
                  message.opt().memory(),
                  message.opt().extraTextOffset(option),
                  message.opt().extraTextLength(option))
              .length;
      option = message.opt().nextExtendedError(option);
    }
    if (sum < 0) {
      throw new AssertionError("a number that is not unsigned");
    }
  }

  /// Runs a capture through everything that `capture` has; never an exception, and the ledger
  /// balances.
  static InputSummary analyze(byte[] file, BlockPool pool) {
    InputCursor cursor = new InputCursor(Frame.stream(file), pool);
    MessageExtractor extractor =
        new MessageExtractor(
            ServicePorts.standard(),
            TimeRange.ALL,
            (long timestampNanos, FlowView flow, DnsMessageView message) -> readAll(message),
            (long timestampNanos, FlowView flow, DnsMessageView message) -> readAll(message));
    while (cursor.advance()) {
      extractor.onFrame(cursor.frame());
    }
    extractor.finish();
    InputSummary summary = cursor.summary();
    long sum = 0;
    for (FrameVerdict verdict : FrameVerdict.values()) {
      sum += extractor.ledger().frames(verdict);
    }
    if (sum != extractor.ledger().total() || sum != summary.frames()) {
      throw new AssertionError(
          "ledger out of balance: %d entered, %d in all, %d frames read"
              .formatted(sum, extractor.ledger().total(), summary.frames()));
    }
    return summary;
  }
}
