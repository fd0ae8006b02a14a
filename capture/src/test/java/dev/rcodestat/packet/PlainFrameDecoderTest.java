package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.NativeMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainFrameDecoderTest {
  private static final int CHANGED_FRAMES = 200_000;
  private static final int HEADERS = 62;
  private static final byte[] MESSAGE =
      MessageBuilder.response(0x1234).question("www.example", 1).rcode(2).build();
  private static final byte[] HEADER_ALONE = Arrays.copyOf(MESSAGE, 12);

  private final FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());
  private final FrameDecoder longWay = new FrameDecoder(ServicePorts.standard());
  private final FlowView flow = new FlowView();
  private final PlainFrameDecoder plain =
      new PlainFrameDecoder(flow, ServicePorts.standard(), new PayloadPlace());

  @Test
  void takesDatagramsOfBothVersionsThatAreWhole() {
    for (byte[] frame : plainFrames()) {
      assertThat(plain.decode(NativeMemory.of(frame), 0, frame.length)).isTrue();
    }
  }

  @Test
  void declinesWhatIsNotPlain() {
    byte[] frame = plainFrames().getFirst();
    assertThat(plain.decode(NativeMemory.of(frame), 0, frame.length - 1)).isFalse();
    assertDeclined(ethernet().udp(5353, 5353, MESSAGE));
    assertDeclined(ethernet().udp(1, 2, MESSAGE));
    assertDeclined(ethernet().udp(53, 2, Arrays.copyOf(MESSAGE, 11)));
    assertDeclined(ethernet().fragmentField(0x2000).udp(53, 2, MESSAGE));
    assertDeclined(ethernet().fragmentField(0x0001).udp(53, 2, MESSAGE));
    assertDeclined(ethernet().tcp(53, 2, MESSAGE));
  }

  @Test
  void comesToTheSameAsTheLongWayWhateverOctetChanges() {
    Random random = new Random(7);
    List<byte[]> frames = plainFrames();
    int taken = 0;
    for (int i = 0; i < CHANGED_FRAMES; i++) {
      byte[] frame = frames.get(random.nextInt(frames.size())).clone();
      for (int change = random.nextInt(3); change > 0; change--) {
        int at = 12 + random.nextInt(Math.min(HEADERS, frame.length) - 12);
        frame[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : frame[at] ^ 1);
      }
      int captured = random.nextInt(4) == 0 ? random.nextInt(frame.length + 1) : frame.length;
      assertSame(frame, captured, frame.length + random.nextInt(2));
      taken += plain.decode(NativeMemory.of(frame), 0, captured) ? 1 : 0;
    }
    assertThat(taken).isBetween(CHANGED_FRAMES / 5, CHANGED_FRAMES * 4 / 5);
  }

  private static List<byte[]> plainFrames() {
    List<byte[]> frames = new ArrayList<>();
    for (byte[] message : List.of(MESSAGE, HEADER_ALONE)) {
      frames.add(ethernet().udp(53, 40_000, message));
      frames.add(ethernet().udp(40_000, 53, message));
      frames.add(ethernet().fragmentField(0x4000).udp(53, 53, message)); // do not fragment
      frames.add(
          FrameBuilder.ethernet().ip("2001:db8::53", "2001:db8:1::1").udp(53, 40_000, message));
      byte[] padded = ethernet().udp(53, 40_000, message);
      frames.add(Arrays.copyOf(padded, padded.length + 9));
    }
    return frames;
  }

  private static FrameBuilder ethernet() {
    return FrameBuilder.ethernet().ip("192.0.2.53", "198.51.100.7");
  }

  private void assertDeclined(byte[] frame) {
    assertThat(plain.decode(NativeMemory.of(frame), 0, frame.length)).isFalse();
  }

  private void assertSame(byte[] frame, int captured, int length) {
    ByteBuffer memory = NativeMemory.of(frame);
    FrameVerdict verdict = decoder.decode(memory, 0, captured, length, LinkType.ETHERNET);
    FrameVerdict expected = longWay.decodeAny(memory, 0, captured, length, LinkType.ETHERNET);
    assertThat(verdict).isEqualTo(expected);
    if (verdict.holdsMessage()) {
      assertThat(decoder.flow()).usingRecursiveComparison().isEqualTo(longWay.flow());
      assertThat(decoder.payloadOffset()).isEqualTo(longWay.payloadOffset());
      assertThat(decoder.payloadCaptured()).isEqualTo(longWay.payloadCaptured());
      assertThat(decoder.payloadLength()).isEqualTo(longWay.payloadLength());
    }
  }
}
