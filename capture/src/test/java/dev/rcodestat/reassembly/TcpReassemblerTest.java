package dev.rcodestat.reassembly;

import static dev.rcodestat.reassembly.TcpPackets.ACK;
import static dev.rcodestat.reassembly.TcpPackets.FIN_ACK;
import static dev.rcodestat.reassembly.TcpPackets.RST;
import static dev.rcodestat.reassembly.TcpPackets.START;
import static dev.rcodestat.reassembly.TcpPackets.SYN;
import static dev.rcodestat.reassembly.TcpPackets.SYN_ACK;
import static dev.rcodestat.reassembly.TcpPackets.join;
import static dev.rcodestat.reassembly.TcpPackets.packet;
import static dev.rcodestat.reassembly.TcpPackets.reverse;
import static dev.rcodestat.reassembly.TcpPackets.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.FrameVerdict;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpReassemblerTest {

  private final Wire wire = new Wire();

  @Test
  void messagesOfOnePacketAreReadInOrder() {
    begin();
    octets(START + 1, join(stream(1), stream(2), stream(3)));
    assertThat(wire.ids()).containsExactly(1, 2, 3);
    assertThat(wire.messages().getFirst()).isEqualTo("2 53>40000 id 1 length 29 none");
    assertThat(wire.ledger())
        .isEqualTo(Map.of(FrameVerdict.TCP_DNS, 1L, FrameVerdict.TCP_DNS_EMPTY, 1L));
  }

  @Test
  void aMessageMayBeCutAnywhereAndHasTheTimeOfItsLastPacket() {
    byte[] stream = join(stream(1), stream(2));
    for (int cut = 1; cut < stream.length; cut++) {
      Wire wire = new Wire();
      wire.frame(packet(START, new byte[0], SYN));
      wire.frame(packet(START + 1, Arrays.copyOf(stream, cut), ACK));
      wire.frame(packet(START + 1 + cut, Arrays.copyOfRange(stream, cut, stream.length), ACK));
      assertThat(wire.ids()).as("cut at %d", cut).containsExactly(1, 2);
      assertThat(wire.messages().getLast()).startsWith("3 ");
    }
  }

  @Test
  void anOctetAPacketMakesTheSameMessages() {
    byte[] stream = join(stream(1), stream(2));
    begin();
    for (int i = 0; i < stream.length; i++) {
      octets(START + 1 + i, new byte[] {stream[i]});
    }
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  @Test
  void packetsOutOfOrderAreWaitedFor() {
    byte[] stream = join(stream(1), stream(2), stream(3));
    begin();
    octets(START + 1 + 31, Arrays.copyOfRange(stream, 31, 93));
    assertThat(wire.ids()).isEmpty();
    octets(START + 1, Arrays.copyOf(stream, 31));
    assertThat(wire.ids()).containsExactly(1, 2, 3);
    assertThat(wire.gaps()).isZero();
  }

  @Test
  void whatWasSeenBeforeIsNotReadAgain() {
    begin();
    octets(START + 1, stream(1));
    octets(START + 1, stream(1));
    octets(START + 1, join(stream(1), stream(2)));
    assertThat(wire.ids()).containsExactly(1, 2);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.TCP_DNS_SEEN, 1L);
  }

  @Test
  void sequenceNumbersWrapAround() {
    wire.frame(packet(0xFFFF_FFF0L, new byte[0], SYN));
    octets(0xFFFF_FFF1L, stream(1));
    octets(0x10, stream(2));
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  @Test
  void aGapThatTheOtherEndHasIsGivenUpAndTheNextMessageIsFoundByTheLength() {
    byte[] stream = join(stream(1), stream(2), stream(3));
    begin();
    octets(START + 1, Arrays.copyOf(stream, 31 + 20)); // the end of the second is lost
    octets(START + 1 + 62, Arrays.copyOfRange(stream, 62, 93));
    assertThat(wire.ids()).containsExactly(1);
    acknowledge(START + 1 + 93);
    assertThat(wire.ids()).containsExactly(1, 3);
    assertThat(wire.messages().getLast()).as("the time of its packet").startsWith("3 ");
    assertThat(wire.incomplete()).singleElement().asString().contains("id 2");
    assertThat(wire.gaps()).isEqualTo(1);
  }

  @Test
  void aGapThatTheOtherEndHasAlreadyIsNotWaitedFor() {
    begin();
    octets(START + 1, Arrays.copyOf(stream(1), 20));
    acknowledge(START + 1 + 62);
    octets(START + 1 + 31, stream(2));
    assertThat(wire.ids()).as("it may be late").isEmpty();
    wire.pause(20_000_000);
    octets(START + 1 + 62, stream(3));
    assertThat(wire.ids()).containsExactly(2, 3);
    assertThat(wire.gaps()).isEqualTo(1);
  }

  @Test
  void aGapOverTheLengthOfAMessageLosesTheBoundaryUntilAMessageBeginsAPacket() {
    byte[] stream = join(stream(1), stream(2), stream(3));
    begin();
    octets(START + 1 + 40, Arrays.copyOfRange(stream, 40, 62)); // the end of the second
    octets(START + 1 + 62, Arrays.copyOfRange(stream, 62, 93));
    acknowledge(START + 1 + 93);
    octets(START + 1 + 93, stream(4));
    assertThat(wire.ids()).containsExactly(3, 4);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.TCP_DNS_UNALIGNED, 1L);
  }

  @Test
  void aMessageLongerThanTheGapIsSteppedOver() {
    byte[] large = stream(7, 3000);
    begin();
    octets(START + 1, Arrays.copyOf(large, 1000));
    octets(START + 1 + 2000, Arrays.copyOfRange(large, 2000, 2500));
    acknowledge(START + 1 + 2500);
    octets(START + 1 + 2500, Arrays.copyOfRange(large, 2500, large.length));
    octets(START + 1 + large.length, stream(8));
    assertThat(wire.ids()).containsExactly(8);
    assertThat(wire.incomplete()).singleElement().asString().contains("id 7");
    assertThat(wire.ledger()).doesNotContainKey(FrameVerdict.TCP_DNS_SEEN);
  }

  @Test
  void aStreamFromTheMiddleIsReadFromWhereAMessageBeginsAPacket() {
    octets(START, Arrays.copyOfRange(stream(1), 9, 31));
    octets(START + 22, stream(2));
    assertThat(wire.ids()).containsExactly(2);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.TCP_DNS_UNALIGNED, 1L);
  }

  @Test
  void whereNothingIsKnownALengthAloneIsEnoughOnceItsMessageFollows() {
    octets(START, Arrays.copyOf(stream(1), 2));
    octets(START + 2, Arrays.copyOfRange(stream(1), 2, 31));
    assertThat(wire.ids()).containsExactly(1);
  }

  @Test
  void octetsThatAreTooFewToTellDoNotHideAMessageBehindThem() {
    octets(START, new byte[] {7, 7, 7});
    octets(START + 3, stream(1));
    assertThat(wire.ids()).containsExactly(1);
  }

  @Test
  void octetsThatAreNoMessageAreNoMessageInAStreamFromTheMiddle() {
    Random random = new Random(53);
    byte[] noise = new byte[1400];
    for (int i = 0; i < 2000; i++) {
      random.nextBytes(noise);
      octets(START + 1400L * i, noise);
    }
    assertThat(wire.ids()).isEmpty();
    assertThat(wire.ledger()).isEqualTo(Map.of(FrameVerdict.TCP_DNS_UNALIGNED, 2000L));
  }

  @Test
  void whatAcknowledgmentsOvertakeIsWaitedFor() {
    begin();
    wire.frame(reverse(1, START + 1 + 62, new byte[0], ACK));
    octets(START + 1 + 31, stream(2));
    octets(START + 1, stream(1));
    assertThat(wire.ids()).containsExactly(1, 2);
    assertThat(wire.gaps()).isZero();
  }

  @Test
  void whatComesAgainAfterTheEndIsNotReadAgain() {
    begin();
    wire.frame(reverse(100, START + 1, new byte[0], SYN_ACK));
    wire.frame(reverse(101, START + 1, stream(1), FIN_ACK));
    wire.frame(packet(START + 1, stream(1), FIN_ACK));
    wire.frame(packet(START + 1, stream(1), FIN_ACK));
    wire.frame(reverse(101, START + 1, stream(1), FIN_ACK));
    assertThat(wire.ids()).containsExactly(1, 1);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.TCP_DNS_SEEN, 2L);
  }

  @Test
  void anEndThatOvertakesOctetsEndsNothing() {
    begin();
    wire.frame(reverse(100, START + 1, new byte[0], SYN_ACK));
    wire.frame(reverse(101, START + 1, new byte[0], FIN_ACK));
    wire.frame(packet(START + 1 + 31, new byte[0], FIN_ACK));
    octets(START + 1, Arrays.copyOf(stream(1), 20));
    octets(START + 1 + 20, Arrays.copyOfRange(stream(1), 20, 31));
    assertThat(wire.ids()).containsExactly(1);
    assertThat(wire.finish().gaps()).isZero();
  }

  @Test
  void octetsThatAreMissingBeforeTheEndAreAGap() {
    begin();
    wire.frame(reverse(100, START + 1, new byte[0], SYN_ACK));
    wire.frame(packet(START + 1 + 31, new byte[0], FIN_ACK));
    assertThat(wire.finish().gaps()).isEqualTo(1);
  }

  @Test
  void aBeginningWithOctetsThatIsSentAgainChangesNothing() {
    wire.frame(packet(START, stream(1), SYN));
    wire.frame(packet(START, stream(1), SYN));
    wire.frame(packet(START, new byte[0], SYN));
    octets(START + 1, stream(1));
    assertThat(wire.ids()).containsExactly(1);
  }

  @Test
  void aFrameWhoseMessageWasReadStaysAlignedWhateverIsBehindIt() {
    byte[] noise = new byte[40];
    Arrays.fill(noise, (byte) 0xFF);
    begin();
    octets(START + 1, Arrays.copyOf(stream(1), 20));
    octets(START + 1 + 31, stream(2));
    octets(START + 1 + 93, noise);
    acknowledge(START + 1 + 133);
    assertThat(wire.ids()).containsExactly(2);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.TCP_DNS_UNALIGNED, 1L);
  }

  @Test
  void aLostLengthCostsOneMessage() {
    begin();
    for (int id = 1; id <= 9; id++) {
      byte[] message = stream(id);
      long place = START + 1 + 31L * (id - 1);
      if (id != 2) {
        octets(place, Arrays.copyOf(message, 2));
      }
      octets(place + 2, Arrays.copyOfRange(message, 2, 31));
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
    begin();
    octets(START + 1 + 31, Arrays.copyOfRange(stream, 31, 62));
    wire.frame(reverse(1, START + 1 + 124, new byte[0], ACK));
    wire.pause(9_000_000);
    octets(START + 1 + 93, Arrays.copyOfRange(stream, 93, 124)); // a second gap
    octets(START + 1, Arrays.copyOf(stream, 31));
    wire.pause(2_000_000);
    wire.frame(reverse(1, START + 1 + 124, new byte[0], ACK));
    octets(START + 1 + 62, Arrays.copyOfRange(stream, 62, 93));
    assertThat(wire.ids()).containsExactly(1, 2, 3, 4);
    assertThat(wire.gaps()).isZero();
  }

  @Test
  void theRestOfAMessageBehindAResetIsNoMessage() {
    byte[] inside = join(stream(7), stream(8), stream(9), stream(10));
    byte[] large = new byte[2 + 12 + inside.length];
    System.arraycopy(stream(1, large.length - 2), 0, large, 0, 14);
    large[7] = 0; // no question
    System.arraycopy(inside, 0, large, 14, inside.length);
    begin();
    octets(START + 1, Arrays.copyOf(large, 14));
    wire.frame(reverse(1, START + 1 + 14, new byte[0], RST));
    wire.frame(packet(START + 1, Arrays.copyOf(large, 14), RST));
    octets(START + 1 + 14, Arrays.copyOfRange(large, 14, large.length));
    assertThat(wire.finish().ids()).isEmpty();
  }

  @Test
  void everyMessageOfAGuessedStreamHasToLookLikeOneHoweverShortItIs() {
    byte[] noise = new byte[40];
    Arrays.fill(noise, (byte) 0xEE);
    noise[0] = 0;
    noise[1] = 38;
    octets(START, stream(1));
    octets(START + 31, noise);
    assertThat(wire.finish().ids()).containsExactly(1);
    Wire together = new Wire();
    together.frame(packet(START, join(stream(1), noise), ACK));
    assertThat(together.finish().ids()).containsExactly(1);
  }

  @Test
  void aMessageOfManySegmentsThatTheCaptureCutIsWhole() {
    byte[] large = stream(5, 65_000);
    begin();
    for (int at = 0; at < large.length; at += 500) {
      byte[] octets = Arrays.copyOfRange(large, at, Math.min(at + 500, large.length));
      wire.frame(packet(START + 1 + at, octets, ACK), 96);
    }
    octets(START + 1 + large.length, stream(6));
    assertThat(wire.ids()).containsExactly(5, 6);
    assertThat(wire.finish().incomplete()).isEmpty();
  }

  @Test
  void theSegmentThatFillsTheFirstGapIsNeverOneStretchTooMany() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int id = 1; id <= 128; id++) {
      all.writeBytes(stream(id));
    }
    byte[] stream = all.toByteArray();
    begin();
    for (int id = 2; id <= 128; id += 2) {
      octets(START + 1 + 31L * (id - 1), Arrays.copyOfRange(stream, 31 * (id - 1), 31 * id));
    }
    for (int id = 1; id <= 128; id += 2) {
      octets(START + 1 + 31L * (id - 1), Arrays.copyOfRange(stream, 31 * (id - 1), 31 * id));
    }
    assertThat(wire.ids()).hasSize(128).doesNotHaveDuplicates();
    assertThat(wire.gaps()).isZero();
  }

  @Test
  void aStreamWithoutTimesGivesUpWhatTheOtherEndHas() {
    begin();
    octets(START + 1 + 31, stream(2));
    wire.untimed(reverse(1, START + 1 + 62, new byte[0], ACK));
    assertThat(wire.ids()).containsExactly(2);
  }

  @Test
  void manySmallPacketsOfAGuessedStreamAreLookedAtOnce() {
    byte[] large = stream(3, 60_000);
    octets(START, Arrays.copyOf(large, 300));
    for (int at = 300; at < large.length; at++) {
      octets(START + at, Arrays.copyOfRange(large, at, at + 1));
    }
    assertThat(wire.ids()).containsExactly(3);
  }

  /// An address record looks much like the beginning of a message.
  @Test
  void theInsideOfATransferIsNoMessage() {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int i = 0; i < 100; i++) {
      records.writeBytes(new byte[] {0x0A, 1, 0x0B, (byte) i, 5, 'h', 'o', 's', 't', '1', 0});
      records.writeBytes(new byte[] {0, 1, 0, 1, 0, 0, 1, 0x2C, 0, 4});
    }
    byte[] octets = records.toByteArray();
    for (int start = 0; start < 21; start++) {
      Wire wire = new Wire();
      byte[] tail = Arrays.copyOfRange(octets, start, octets.length);
      wire.frame(packet(START, tail, ACK));
      wire.frame(packet(START + tail.length, octets, ACK));
      assertThat(wire.finish().messages()).as("from octet %d", start).isEmpty();
    }
  }

  @Test
  void manyStretchesOfOctetsCostNoMoreThanFew() {
    begin();
    for (int i = 0; i < 60_000; i++) {
      byte[] packet = packet(START + 2 + 2L * i, new byte[] {1, 1}, ACK);
      wire.frame(packet, packet.length - 1);
    }
    assertThat(wire.finish().ids()).isEmpty();
    assertThat(wire.ledger()).containsKey(FrameVerdict.TCP_DNS_UNALIGNED);
  }

  @Test
  void dataMayComeWithTheBeginning() {
    wire.frame(packet(START, stream(1), SYN)); // RFC 7413
    octets(START + 1 + 31, stream(2));
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  @Test
  void aBeginningThatIsSentAgainChangesNothing() {
    begin();
    begin();
    octets(START + 1, stream(1));
    assertThat(wire.ids()).containsExactly(1);
  }

  @Test
  void theSameEndsMayBeginAnew() {
    begin();
    octets(START + 1, join(stream(1), Arrays.copyOf(stream(2), 20)));
    wire.frame(packet(777_000, new byte[0], SYN));
    octets(777_001, stream(3));
    assertThat(wire.ids()).containsExactly(1, 3);
    assertThat(wire.incomplete()).singleElement().asString().contains("id 2");
  }

  @Test
  void anOldConnectionWhoseBeginningWasMissedIsToldApart() {
    begin();
    octets(START + 1, stream(1));
    octets(3_000_000_000L, stream(2));
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {RST, RST | ACK})
  void aResetGivesUpWhatIsMissing(int flags) {
    begin();
    octets(START + 1 + 31, stream(2));
    wire.frame(packet(START + 1, new byte[0], flags));
    assertThat(wire.ids()).containsExactly(2);
    assertThat(wire.gaps()).isEqualTo(1);
  }

  @Test
  void theEndOfTheCaptureGivesUpWhatIsMissing() {
    begin();
    octets(START + 1 + 31, stream(2));
    octets(START + 1 + 62, Arrays.copyOf(stream(3), 20));
    assertThat(wire.ids()).isEmpty();
    wire.finish();
    assertThat(wire.ids()).containsExactly(2);
    assertThat(wire.messages().getFirst()).as("the time of its packet").startsWith("3 ");
    assertThat(wire.incomplete()).singleElement().asString().contains("id 3");
  }

  @Test
  void bothDirectionsAreReadAndNamed() {
    begin();
    wire.frame(reverse(5000, START + 1, new byte[0], SYN_ACK));
    octets(START + 1, stream(1));
    wire.frame(reverse(5001, START + 32, stream(1), ACK));
    wire.frame(reverse(5032, START + 32, new byte[0], FIN_ACK));
    wire.frame(packet(START + 32, new byte[0], FIN_ACK));
    assertThat(wire.messages())
        .containsExactly("3 53>40000 id 1 length 29 none", "4 40000>53 id 1 length 29 none");
  }

  @Test
  void ofAPacketThatTheCaptureCutTheHeaderCounts() {
    byte[] large = stream(1, 1200);
    begin();
    byte[] packet = packet(START + 1, large, ACK);
    wire.frame(packet, 20 + 20 + 2 + 40);
    octets(START + 1 + large.length, stream(2));
    assertThat(wire.messages().getFirst()).endsWith("id 1 length 1200 cut");
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  @Test
  void aMessageOverPacketsThatTheCaptureCutCounts() {
    byte[] large = stream(1, 2000);
    begin();
    wire.frame(packet(START + 1, Arrays.copyOf(large, 1400), ACK), 96);
    wire.frame(packet(START + 1401, Arrays.copyOfRange(large, 1400, large.length), ACK), 96);
    octets(START + 1 + large.length, stream(2));
    assertThat(wire.messages().getFirst()).contains("id 1 length 2000 cut");
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  private void begin() {
    wire.frame(packet(START, new byte[0], SYN));
  }

  private void octets(long sequence, byte[] octets) {
    wire.frame(packet(sequence & 0xFFFF_FFFFL, octets, ACK));
  }

  /// Some time later, so that what comes now is not only late.
  private void acknowledge(long number) {
    wire.pause(20_000_000);
    wire.frame(reverse(1, number, new byte[0], ACK));
  }
}
