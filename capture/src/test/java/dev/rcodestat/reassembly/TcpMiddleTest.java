package dev.rcodestat.reassembly;

import static dev.rcodestat.reassembly.TcpPackets.ACK;
import static dev.rcodestat.reassembly.TcpPackets.RST;
import static dev.rcodestat.reassembly.TcpPackets.START;
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

/// Streams of which it is not known where a message begins.
class TcpMiddleTest {
  private final Wire wire = new Wire();

  @Test
  void aStreamFromTheMiddleIsReadFromWhereAMessageBeginsAPacket() {
    wire.octets(START, Arrays.copyOfRange(stream(1), 9, 31));
    wire.octets(START + 22, stream(2));
    assertThat(wire.ids()).containsExactly(2);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.TCP_DNS_UNALIGNED, 1L);
  }

  @Test
  void whereNothingIsKnownALengthAloneIsEnoughOnceItsMessageFollows() {
    wire.octets(START, Arrays.copyOf(stream(1), 2));
    wire.octets(START + 2, Arrays.copyOfRange(stream(1), 2, 31));
    assertThat(wire.ids()).containsExactly(1);
  }

  @Test
  void octetsThatAreTooFewToTellDoNotHideAMessageBehindThem() {
    wire.octets(START, new byte[] {7, 7, 7});
    wire.octets(START + 3, stream(1));
    assertThat(wire.ids()).containsExactly(1);
  }

  @Test
  void octetsThatAreNoMessageAreNoMessageInAStreamFromTheMiddle() {
    Random random = new Random(53);
    byte[] noise = new byte[1400];
    for (int i = 0; i < 2000; i++) {
      random.nextBytes(noise);
      wire.octets(START + 1400L * i, noise);
    }
    assertThat(wire.ids()).isEmpty();
    assertThat(wire.ledger()).isEqualTo(Map.of(FrameVerdict.TCP_DNS_UNALIGNED, 2000L));
  }

  @Test
  void theRestOfAMessageBehindAResetIsNoMessage() {
    byte[] inside = join(stream(7), stream(8), stream(9), stream(10));
    byte[] large = new byte[2 + 12 + inside.length];
    System.arraycopy(stream(1, large.length - 2), 0, large, 0, 14);
    large[7] = 0; // no question
    System.arraycopy(inside, 0, large, 14, inside.length);
    wire.begin();
    wire.octets(START + 1, Arrays.copyOf(large, 14));
    wire.frame(reverse(1, START + 1 + 14, new byte[0], RST));
    wire.frame(packet(START + 1, Arrays.copyOf(large, 14), RST));
    wire.octets(START + 1 + 14, Arrays.copyOfRange(large, 14, large.length));
    assertThat(wire.finish().ids()).isEmpty();
  }

  @Test
  void everyMessageOfAGuessedStreamHasToLookLikeOneHoweverShortItIs() {
    byte[] noise = new byte[40];
    Arrays.fill(noise, (byte) 0xEE);
    noise[0] = 0;
    noise[1] = 38;
    wire.octets(START, stream(1));
    wire.octets(START + 31, noise);
    assertThat(wire.finish().ids()).containsExactly(1);
    Wire together = new Wire();
    together.frame(packet(START, join(stream(1), noise), ACK));
    assertThat(together.finish().ids()).containsExactly(1);
  }

  @Test
  void manySmallPacketsOfAGuessedStreamAreLookedAtOnce() {
    byte[] large = stream(3, 60_000);
    wire.octets(START, Arrays.copyOf(large, 300));
    for (int at = 300; at < large.length; at++) {
      wire.octets(START + at, Arrays.copyOfRange(large, at, at + 1));
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
  void anOldConnectionWhoseBeginningWasMissedIsToldApart() {
    wire.begin();
    wire.octets(START + 1, stream(1));
    wire.octets(3_000_000_000L, stream(2));
    assertThat(wire.ids()).containsExactly(1, 2);
  }
}
