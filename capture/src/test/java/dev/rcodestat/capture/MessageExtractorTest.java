package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageExtractorTest {
  private static final byte[] RESPONSE =
      FrameBuilder.ethernet()
          .ip("192.0.2.53", "192.0.2.1")
          .udp(53, 40_000, MessageBuilder.response(1).rcode(2).build());

  private final List<String> messages = new ArrayList<>();

  @Test
  void messageIsHandedOnWithTimeAndFlow() {
    MessageExtractor extractor = extractor(TimeRange.ALL);
    extractor.onFrame(frame(RESPONSE, 17));
    assertThat(messages).containsExactly("17 53>40000 rcode 2");
    assertThat(extractor.ledger().frames(FrameVerdict.DNS)).isEqualTo(1);
    assertThat(extractor.ledger().total()).isEqualTo(1);
  }

  @Test
  void frameWithoutMessageIsOnlyCounted() {
    MessageExtractor extractor = extractor(TimeRange.ALL);
    extractor.onFrame(frame(new byte[60], 17));
    assertThat(messages).isEmpty();
    assertThat(extractor.ledger().frames(FrameVerdict.NOT_IP)).isEqualTo(1);
  }

  @Test
  void firstMomentOfTheRangeIsInsideAndTheLastIsNot() {
    MessageExtractor extractor = extractor(new TimeRange(10, 20));
    for (long nanos : new long[] {9, 10, 19, 20, Long.MAX_VALUE}) {
      extractor.onFrame(frame(RESPONSE, nanos));
    }
    assertThat(messages).containsExactly("10 53>40000 rcode 2", "19 53>40000 rcode 2");
    assertThat(extractor.ledger().frames(FrameVerdict.OUTSIDE_TIME_RANGE)).isEqualTo(3);
    assertThat(extractor.ledger().firstNanos()).isEqualTo(10);
    assertThat(extractor.ledger().lastNanos()).isEqualTo(19);
  }

  @Test
  void frameWithoutTimeIsInsideOnlyWhereEverythingIs() {
    MessageExtractor all = extractor(TimeRange.ALL);
    all.onFrame(frame(RESPONSE, FrameView.NO_TIMESTAMP));
    assertThat(all.ledger().frames(FrameVerdict.DNS)).isEqualTo(1);
    assertThat(all.ledger().hasTimes()).isFalse();
    MessageExtractor some = extractor(new TimeRange(0, Long.MAX_VALUE));
    some.onFrame(frame(RESPONSE, FrameView.NO_TIMESTAMP));
    assertThat(some.ledger().frames(FrameVerdict.OUTSIDE_TIME_RANGE)).isEqualTo(1);
  }

  @Test
  void ledgersAdd() {
    MessageExtractor first = extractor(TimeRange.ALL);
    MessageExtractor second = extractor(TimeRange.ALL);
    first.onFrame(frame(RESPONSE, 30));
    second.onFrame(frame(RESPONSE, 10));
    second.onFrame(frame(new byte[60], 20));
    FrameLedger sum = new FrameLedger();
    sum.add(first.ledger());
    sum.add(second.ledger());
    sum.add(new FrameLedger());
    assertThat(sum.total()).isEqualTo(3);
    assertThat(sum.frames(FrameVerdict.DNS)).isEqualTo(2);
    assertThat(sum.frames(FrameVerdict.NOT_IP)).isEqualTo(1);
    assertThat(sum.firstNanos()).isEqualTo(10);
    assertThat(sum.lastNanos()).isEqualTo(30);
  }

  private MessageExtractor extractor(TimeRange range) {
    messages.clear();
    return new MessageExtractor(
        ServicePorts.standard(),
        range,
        (timestampNanos, flow, message) ->
            messages.add(
                "%d %d>%d rcode %d"
                    .formatted(
                        timestampNanos,
                        flow.sourcePort(),
                        flow.destinationPort(),
                        message.rcode())),
        (timestampNanos, flow, message) -> messages.add("incomplete " + message.rcode()));
  }

  private static FrameView frame(byte[] octets, long timestampNanos) {
    FrameView frame = new FrameView();
    frame.wrap(NativeMemory.of(octets), 0, octets.length, octets.length, 1, timestampNanos);
    return frame;
  }
}
