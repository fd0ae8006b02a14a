package dev.rcodestat.reassembly;

import static dev.rcodestat.reassembly.TcpPackets.ACK;
import static dev.rcodestat.reassembly.TcpPackets.FIN_ACK;
import static dev.rcodestat.reassembly.TcpPackets.RST;
import static dev.rcodestat.reassembly.TcpPackets.START;
import static dev.rcodestat.reassembly.TcpPackets.SYN_ACK;
import static dev.rcodestat.reassembly.TcpPackets.join;
import static dev.rcodestat.reassembly.TcpPackets.packet;
import static dev.rcodestat.reassembly.TcpPackets.reverse;
import static dev.rcodestat.reassembly.TcpPackets.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.FrameVerdict;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams of which the capture lacks something.
class TcpGapTest {
  private final Wire wire = new Wire();

  @Test
  void aGapThatTheOtherEndHasIsGivenUpAndTheNextMessageIsFoundByTheLength() {
    byte[] stream = join(stream(1), stream(2), stream(3));
    wire.begin();
    wire.octets(START + 1, Arrays.copyOf(stream, 31 + 20)); // the end of the second is lost
    wire.octets(START + 1 + 62, Arrays.copyOfRange(stream, 62, 93));
    assertThat(wire.ids()).containsExactly(1);
    wire.acknowledge(START + 1 + 93);
    assertThat(wire.ids()).containsExactly(1, 3);
    assertThat(wire.messages().getLast()).as("the time of its packet").startsWith("3 ");
    assertThat(wire.incomplete()).singleElement().asString().contains("id 2");
    assertThat(wire.gaps()).isEqualTo(1);
  }

  @Test
  void aGapThatTheOtherEndHasAlreadyIsNotWaitedFor() {
    wire.begin();
    wire.octets(START + 1, Arrays.copyOf(stream(1), 20));
    wire.acknowledge(START + 1 + 62);
    wire.octets(START + 1 + 31, stream(2));
    assertThat(wire.ids()).as("it may be late").isEmpty();
    wire.pause(20_000_000);
    wire.octets(START + 1 + 62, stream(3));
    assertThat(wire.ids()).containsExactly(2, 3);
    assertThat(wire.gaps()).isEqualTo(1);
  }

  @Test
  void aGapOverTheLengthOfAMessageLosesTheBoundaryUntilAMessageBeginsAPacket() {
    byte[] stream = join(stream(1), stream(2), stream(3));
    wire.begin();
    wire.octets(START + 1 + 40, Arrays.copyOfRange(stream, 40, 62)); // the end of the second
    wire.octets(START + 1 + 62, Arrays.copyOfRange(stream, 62, 93));
    wire.acknowledge(START + 1 + 93);
    wire.octets(START + 1 + 93, stream(4));
    assertThat(wire.ids()).containsExactly(3, 4);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.TCP_DNS_UNALIGNED, 1L);
  }

  @Test
  void aMessageLongerThanTheGapIsSteppedOver() {
    byte[] large = stream(7, 3000);
    wire.begin();
    wire.octets(START + 1, Arrays.copyOf(large, 1000));
    wire.octets(START + 1 + 2000, Arrays.copyOfRange(large, 2000, 2500));
    wire.acknowledge(START + 1 + 2500);
    wire.octets(START + 1 + 2500, Arrays.copyOfRange(large, 2500, large.length));
    wire.octets(START + 1 + large.length, stream(8));
    assertThat(wire.ids()).containsExactly(8);
    assertThat(wire.incomplete()).singleElement().asString().contains("id 7");
    assertThat(wire.ledger()).doesNotContainKey(FrameVerdict.TCP_DNS_SEEN);
  }

  @Test
  void whatAcknowledgmentsOvertakeIsWaitedFor() {
    wire.begin();
    wire.frame(reverse(1, START + 1 + 62, new byte[0], ACK));
    wire.octets(START + 1 + 31, stream(2));
    wire.octets(START + 1, stream(1));
    assertThat(wire.ids()).containsExactly(1, 2);
    assertThat(wire.gaps()).isZero();
  }

  @Test
  void octetsThatAreMissingBeforeTheEndAreAGap() {
    wire.begin();
    wire.frame(reverse(100, START + 1, new byte[0], SYN_ACK));
    wire.frame(packet(START + 1 + 31, new byte[0], FIN_ACK));
    assertThat(wire.finish().gaps()).isEqualTo(1);
  }

  @Test
  void aFrameWhoseMessageWasReadStaysAlignedWhateverIsBehindIt() {
    byte[] noise = new byte[40];
    Arrays.fill(noise, (byte) 0xFF);
    wire.begin();
    wire.octets(START + 1, Arrays.copyOf(stream(1), 20));
    wire.octets(START + 1 + 31, stream(2));
    wire.octets(START + 1 + 93, noise);
    wire.acknowledge(START + 1 + 133);
    assertThat(wire.ids()).containsExactly(2);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.TCP_DNS_UNALIGNED, 1L);
  }

  @Test
  void aLostLengthCostsOneMessage() {
    wire.begin();
    for (int id = 1; id <= 9; id++) {
      byte[] message = stream(id);
      long place = START + 1 + 31L * (id - 1);
      if (id != 2) {
        wire.octets(place, Arrays.copyOf(message, 2));
      }
      wire.octets(place + 2, Arrays.copyOfRange(message, 2, 31));
      wire.frame(reverse(1, place + 31, new byte[0], ACK));
      wire.pause(1_000_000);
    }
    wire.pause(20_000_000);
    wire.frame(reverse(1, START + 1 + 9 * 31, new byte[0], ACK));
    assertThat(wire.ids()).containsExactly(1, 3, 4, 5, 6, 7, 8, 9);
    assertThat(wire.gaps()).isEqualTo(1);
  }

  @Test
  void eachGapIsWaitedForSinceItWasSeen() {
    byte[] stream = join(stream(1), stream(2), stream(3), stream(4));
    wire.begin();
    wire.octets(START + 1 + 31, Arrays.copyOfRange(stream, 31, 62));
    wire.frame(reverse(1, START + 1 + 124, new byte[0], ACK));
    wire.pause(9_000_000);
    wire.octets(START + 1 + 93, Arrays.copyOfRange(stream, 93, 124)); // a second gap
    wire.octets(START + 1, Arrays.copyOf(stream, 31));
    wire.pause(2_000_000);
    wire.frame(reverse(1, START + 1 + 124, new byte[0], ACK));
    wire.octets(START + 1 + 62, Arrays.copyOfRange(stream, 62, 93));
    assertThat(wire.ids()).containsExactly(1, 2, 3, 4);
    assertThat(wire.gaps()).isZero();
  }

  @Test
  void theSegmentThatFillsTheFirstGapIsNeverOneStretchTooMany() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int id = 1; id <= 128; id++) {
      all.writeBytes(stream(id));
    }
    byte[] stream = all.toByteArray();
    wire.begin();
    for (int id = 2; id <= 128; id += 2) {
      wire.octets(START + 1 + 31L * (id - 1), Arrays.copyOfRange(stream, 31 * (id - 1), 31 * id));
    }
    for (int id = 1; id <= 128; id += 2) {
      wire.octets(START + 1 + 31L * (id - 1), Arrays.copyOfRange(stream, 31 * (id - 1), 31 * id));
    }
    assertThat(wire.ids()).hasSize(128).doesNotHaveDuplicates();
    assertThat(wire.gaps()).isZero();
  }

  @Test
  void aStreamWithoutTimesGivesUpWhatTheOtherEndHas() {
    wire.begin();
    wire.octets(START + 1 + 31, stream(2));
    wire.untimed(reverse(1, START + 1 + 62, new byte[0], ACK));
    assertThat(wire.ids()).containsExactly(2);
  }

  @Test
  void manyStretchesOfOctetsCostNoMoreThanFew() {
    wire.begin();
    for (int i = 0; i < 60_000; i++) {
      byte[] packet = packet(START + 2 + 2L * i, new byte[] {1, 1}, ACK);
      wire.frame(packet, packet.length - 1);
    }
    assertThat(wire.finish().ids()).isEmpty();
    assertThat(wire.ledger()).containsKey(FrameVerdict.TCP_DNS_UNALIGNED);
  }

  @ParameterizedTest
  @ValueSource(ints = {RST, RST | ACK})
  void aResetGivesUpWhatIsMissing(int flags) {
    wire.begin();
    wire.octets(START + 1 + 31, stream(2));
    wire.frame(packet(START + 1, new byte[0], flags));
    assertThat(wire.ids()).containsExactly(2);
    assertThat(wire.gaps()).isEqualTo(1);
  }

  @Test
  void theEndOfTheCaptureGivesUpWhatIsMissing() {
    wire.begin();
    wire.octets(START + 1 + 31, stream(2));
    wire.octets(START + 1 + 62, Arrays.copyOf(stream(3), 20));
    assertThat(wire.ids()).isEmpty();
    wire.finish();
    assertThat(wire.ids()).containsExactly(2);
    assertThat(wire.messages().getFirst()).as("the time of its packet").startsWith("3 ");
    assertThat(wire.incomplete()).singleElement().asString().contains("id 3");
  }
}
