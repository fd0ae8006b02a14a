package dev.rcodestat.reassembly;

import static dev.rcodestat.reassembly.TcpPackets.ACK;
import static dev.rcodestat.reassembly.TcpPackets.FIN_ACK;
import static dev.rcodestat.reassembly.TcpPackets.START;
import static dev.rcodestat.reassembly.TcpPackets.SYN;
import static dev.rcodestat.reassembly.TcpPackets.SYN_ACK;
import static dev.rcodestat.reassembly.TcpPackets.join;
import static dev.rcodestat.reassembly.TcpPackets.packet;
import static dev.rcodestat.reassembly.TcpPackets.reverse;
import static dev.rcodestat.reassembly.TcpPackets.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.FrameVerdict;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Streams of which nothing is lost, and how connections begin and end.
class TcpReassemblerTest {
  private final Wire wire = new Wire();

  @Test
  void messagesOfOnePacketAreReadInOrder() {
    wire.begin();
    wire.octets(START + 1, join(stream(1), stream(2), stream(3)));
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
    wire.begin();
    for (int i = 0; i < stream.length; i++) {
      wire.octets(START + 1 + i, new byte[] {stream[i]});
    }
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  @Test
  void packetsOutOfOrderAreWaitedFor() {
    byte[] stream = join(stream(1), stream(2), stream(3));
    wire.begin();
    wire.octets(START + 1 + 31, Arrays.copyOfRange(stream, 31, 93));
    assertThat(wire.ids()).isEmpty();
    wire.octets(START + 1, Arrays.copyOf(stream, 31));
    assertThat(wire.ids()).containsExactly(1, 2, 3);
    assertThat(wire.gaps()).isZero();
  }

  @Test
  void whatWasSeenBeforeIsNotReadAgain() {
    wire.begin();
    wire.octets(START + 1, stream(1));
    wire.octets(START + 1, stream(1));
    wire.octets(START + 1, join(stream(1), stream(2)));
    assertThat(wire.ids()).containsExactly(1, 2);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.TCP_DNS_SEEN, 1L);
  }

  @Test
  void sequenceNumbersWrapAround() {
    wire.frame(packet(0xFFFF_FFF0L, new byte[0], SYN));
    wire.octets(0xFFFF_FFF1L, stream(1));
    wire.octets(0x10, stream(2));
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  @Test
  void whatComesAgainAfterTheEndIsNotReadAgain() {
    wire.begin();
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
    wire.begin();
    wire.frame(reverse(100, START + 1, new byte[0], SYN_ACK));
    wire.frame(reverse(101, START + 1, new byte[0], FIN_ACK));
    wire.frame(packet(START + 1 + 31, new byte[0], FIN_ACK));
    wire.octets(START + 1, Arrays.copyOf(stream(1), 20));
    wire.octets(START + 1 + 20, Arrays.copyOfRange(stream(1), 20, 31));
    assertThat(wire.ids()).containsExactly(1);
    assertThat(wire.finish().gaps()).isZero();
  }

  @Test
  void aBeginningWithOctetsThatIsSentAgainChangesNothing() {
    wire.frame(packet(START, stream(1), SYN));
    wire.frame(packet(START, stream(1), SYN));
    wire.frame(packet(START, new byte[0], SYN));
    wire.octets(START + 1, stream(1));
    assertThat(wire.ids()).containsExactly(1);
  }

  @Test
  void aMessageOfManySegmentsThatTheCaptureCutIsWhole() {
    byte[] large = stream(5, 65_000);
    wire.begin();
    for (int at = 0; at < large.length; at += 500) {
      byte[] octets = Arrays.copyOfRange(large, at, Math.min(at + 500, large.length));
      wire.frame(packet(START + 1 + at, octets, ACK), 96);
    }
    wire.octets(START + 1 + large.length, stream(6));
    assertThat(wire.ids()).containsExactly(5, 6);
    assertThat(wire.finish().incomplete()).isEmpty();
  }

  @Test
  void dataMayComeWithTheBeginning() {
    wire.frame(packet(START, stream(1), SYN)); // RFC 7413
    wire.octets(START + 1 + 31, stream(2));
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  @Test
  void aBeginningThatIsSentAgainChangesNothing() {
    wire.begin();
    wire.begin();
    wire.octets(START + 1, stream(1));
    assertThat(wire.ids()).containsExactly(1);
  }

  @Test
  void theSameEndsMayBeginAnew() {
    wire.begin();
    wire.octets(START + 1, join(stream(1), Arrays.copyOf(stream(2), 20)));
    wire.frame(packet(777_000, new byte[0], SYN));
    wire.octets(777_001, stream(3));
    assertThat(wire.ids()).containsExactly(1, 3);
    assertThat(wire.incomplete()).singleElement().asString().contains("id 2");
  }

  @Test
  void bothDirectionsAreReadAndNamed() {
    wire.begin();
    wire.frame(reverse(5000, START + 1, new byte[0], SYN_ACK));
    wire.octets(START + 1, stream(1));
    wire.frame(reverse(5001, START + 32, stream(1), ACK));
    wire.frame(reverse(5032, START + 32, new byte[0], FIN_ACK));
    wire.frame(packet(START + 32, new byte[0], FIN_ACK));
    assertThat(wire.messages())
        .containsExactly("3 53>40000 id 1 length 29 none", "4 40000>53 id 1 length 29 none");
  }

  @Test
  void ofAPacketThatTheCaptureCutTheHeaderCounts() {
    byte[] large = stream(1, 1200);
    wire.begin();
    byte[] packet = packet(START + 1, large, ACK);
    wire.frame(packet, 20 + 20 + 2 + 40);
    wire.octets(START + 1 + large.length, stream(2));
    assertThat(wire.messages().getFirst()).endsWith("id 1 length 1200 cut");
    assertThat(wire.ids()).containsExactly(1, 2);
  }

  @Test
  void aMessageOverPacketsThatTheCaptureCutCounts() {
    byte[] large = stream(1, 2000);
    wire.begin();
    wire.frame(packet(START + 1, Arrays.copyOf(large, 1400), ACK), 96);
    wire.frame(packet(START + 1401, Arrays.copyOfRange(large, 1400, large.length), ACK), 96);
    wire.octets(START + 1 + large.length, stream(2));
    assertThat(wire.messages().getFirst()).contains("id 1 length 2000 cut");
    assertThat(wire.ids()).containsExactly(1, 2);
  }
}
