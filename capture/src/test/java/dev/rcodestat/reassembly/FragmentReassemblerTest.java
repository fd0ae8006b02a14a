package dev.rcodestat.reassembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentReassemblerTest {
  private static final int UDP = 17;
  private static final long SECOND = 1_000_000_000L;
  private static final byte[] DATAGRAM = datagram(1, 200);

  private final Wire wire = new Wire();

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void fragmentsInAnyOrderMakeThePacketAtTheTimeOfTheLastOne(int version) {
    wire.frame(fragment(version, 7, DATAGRAM, 96, 200, false));
    wire.frame(fragment(version, 7, DATAGRAM, 0, 48, true));
    wire.frame(fragment(version, 7, DATAGRAM, 48, 96, true));
    assertThat(wire.messages()).containsExactly("3 53>40000 id 1 length 192 none");
    assertThat(wire.ledger())
        .isEqualTo(Map.of(FrameVerdict.DNS, 1L, FrameVerdict.FRAGMENT_REASSEMBLED, 2L));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void packetsWithOtherNumbersAreKeptApart(int version) {
    wire.frame(fragment(version, 7, DATAGRAM, 0, 96, true));
    wire.frame(fragment(version, 8, datagram(2, 200), 0, 96, true));
    wire.frame(fragment(version, 8, datagram(2, 200), 96, 200, false));
    wire.frame(fragment(version, 7, DATAGRAM, 96, 200, false));
    assertThat(wire.ids()).containsExactly(2, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void aFragmentThatSaysNothingNewChangesNothing(int version) {
    wire.frame(fragment(version, 7, DATAGRAM, 0, 96, true));
    wire.frame(fragment(version, 7, DATAGRAM, 0, 96, true));
    wire.frame(fragment(version, 7, DATAGRAM, 96, 200, false));
    wire.frame(fragment(version, 7, DATAGRAM, 96, 200, false));
    assertThat(wire.ids()).containsExactly(1);
    assertThat(wire.ledger()).containsEntry(FrameVerdict.FRAGMENT_SEEN, 2L);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void aPacketWhoseFragmentsOverlapIsGivenUpWithAllThatStillComes(int version) {
    wire.frame(fragment(version, 7, DATAGRAM, 0, 96, true));
    wire.frame(fragment(version, 7, DATAGRAM, 88, 104, true));
    wire.frame(fragment(version, 7, DATAGRAM, 96, 200, false));
    assertThat(wire.ids()).isEmpty();
    assertThat(wire.ledger()).isEqualTo(Map.of(FrameVerdict.FRAGMENT_OVERLAP, 3L));
  }

  @Test
  void twoEndsContradictEachOther() {
    wire.frame(fragment(4, 7, DATAGRAM, 96, 200, false));
    wire.frame(fragment(4, 7, datagram(1, 300), 200, 296, false));
    assertThat(wire.ledger()).isEqualTo(Map.of(FrameVerdict.FRAGMENT_OVERLAP, 2L));
  }

  @Test
  void anEndBeforeWhatIsThereContradictsIt() {
    wire.frame(fragment(4, 7, DATAGRAM, 96, 192, true));
    wire.frame(fragment(4, 7, DATAGRAM, 8, 48, false));
    assertThat(wire.ledger()).containsKey(FrameVerdict.FRAGMENT_OVERLAP);
  }

  @Test
  void theNumberOfAWholePacketMayBeUsedAgain() {
    for (int id = 1; id <= 3; id++) {
      wire.frame(fragment(4, 7, datagram(id, 200), 0, 96, true));
      wire.frame(fragment(4, 7, datagram(id, 200), 96, 200, false));
      wire.pause(2_000_000);
    }
    assertThat(wire.ids()).containsExactly(1, 2, 3);
  }

  @Test
  void anotherPacketMayHaveTheNumberOfAWholeOneAtOnce() {
    for (int id = 1; id <= 3; id++) {
      for (int twice = 0; twice < 2; twice++) {
        wire.frame(fragment(4, 7, datagram(id, 200), 0, 96, true));
      }
      wire.frame(fragment(4, 7, datagram(id, 200), 96, 200, false));
    }
    assertThat(wire.finish().ids()).containsExactly(1, 2, 3);
  }

  @Test
  void aFragmentWithoutATimeIsWaitedFor() {
    wire.untimed(fragment(4, 7, DATAGRAM, 0, 96, true));
    wire.frame(fragment(4, 7, DATAGRAM, 96, 200, false));
    assertThat(wire.finish().ids()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({"30, true", "31, false"})
  void fragmentsAreWaitedForSoLong(int seconds, boolean whole) {
    wire.frame(fragment(6, 7, DATAGRAM, 0, 96, true));
    wire.pause(seconds * SECOND - 1);
    wire.frame(fragment(6, 7, DATAGRAM, 96, 200, false));
    assertThat(wire.ids()).hasSize(whole ? 1 : 0);
    if (!whole) {
      assertThat(wire.incomplete()).containsExactly("1 53>40000 id 1 length 192 cut");
      assertThat(wire.ledger()).containsEntry(FrameVerdict.FRAGMENT_EXPIRED, 1L);
    }
  }

  @Test
  void aPacketThatIsGivenUpTakesNothingFromTheOneThatComes() {
    byte[] other =
        FrameBuilder.raw()
            .ip("198.51.100.53", "198.51.100.1")
            .identification(8)
            .fragmentField(0x2000)
            .payload(UDP, Arrays.copyOf(DATAGRAM, 96));
    wire.frame(other);
    wire.pause(31 * SECOND);
    wire.frame(fragment(4, 7, DATAGRAM, 0, 96, true));
    wire.frame(fragment(4, 7, DATAGRAM, 96, 200, false));
    assertThat(wire.ids()).containsExactly(1);
    assertThat(wire.incomplete()).hasSize(1);
  }

  @Test
  void fragmentsBackwardsAndEachTwiceMakeOnePacket() {
    for (int i = 0; i < 2; i++) {
      wire.frame(fragment(4, 7, DATAGRAM, 96, 200, false));
    }
    for (int i = 0; i < 2; i++) {
      wire.frame(fragment(4, 7, DATAGRAM, 0, 96, true));
    }
    assertThat(wire.finish().ids()).containsExactly(1);
    assertThat(wire.incomplete()).isEmpty();
  }

  @Test
  void aClockThatIsTurnedBackDoesNotEndTheWait() {
    wire.pause(1000 * SECOND);
    wire.frame(fragment(4, 7, DATAGRAM, 0, 96, true));
    wire.pause(-900 * SECOND);
    wire.frame(fragment(4, 7, DATAGRAM, 96, 200, false));
    assertThat(wire.ids()).containsExactly(1);
  }

  @Test
  void aLoneFirstFragmentIsAnIncompleteMessageAtTheEndOfTheCapture() {
    wire.frame(fragment(4, 7, DATAGRAM, 0, 96, true));
    wire.frame(fragment(4, 8, DATAGRAM, 96, 200, false));
    wire.finish();
    assertThat(wire.ids()).isEmpty();
    assertThat(wire.incomplete()).containsExactly("1 53>40000 id 1 length 192 cut");
    assertThat(wire.ledger()).isEqualTo(Map.of(FrameVerdict.FRAGMENT_HELD, 2L));
  }

  @Test
  void ofFragmentsThatTheCaptureCutTheHeaderCounts() {
    wire.frame(fragment(4, 7, DATAGRAM, 0, 96, true), 20 + 60);
    wire.frame(fragment(4, 7, DATAGRAM, 96, 200, false), 20 + 60);
    assertThat(wire.messages()).containsExactly("2 53>40000 id 1 length 192 cut");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void impossibleFragmentsAreMalformed(int version) {
    wire.frame(fragment(version, 7, DATAGRAM, 0, 95, true)); // not in units of 8
    wire.frame(fragment(version, 7, DATAGRAM, 0, 0, true)); // of nothing
    wire.frame(field(version, 7, 0xFFF8, new byte[16])); // beyond the longest packet
    assertThat(wire.ledger()).isEqualTo(Map.of(FrameVerdict.IP_MALFORMED, 3L));
  }

  @Test
  void tcpMayComeInFragmentsToo() {
    byte[] message = MessageBuilder.response(5).question("www.example", 1).build();
    byte[] framed = new byte[2 + message.length];
    framed[1] = (byte) message.length;
    System.arraycopy(message, 0, framed, 2, message.length);
    byte[] packet = FrameBuilder.raw().ip("192.0.2.53", "192.0.2.1").tcp(53, 40_000, framed);
    byte[] payload = Arrays.copyOfRange(packet, 20, packet.length);
    wire.frame(of(4, 7, 6, Arrays.copyOf(payload, 24), 0, true));
    wire.frame(of(4, 7, 6, Arrays.copyOfRange(payload, 24, payload.length), 24, false));
    assertThat(wire.ids()).containsExactly(5);
    assertThat(wire.ledger()).containsKey(FrameVerdict.TCP_DNS);
  }

  @Test
  void morePacketsThanCanBeKeptAreGivenUpTheOldestFirst() {
    int packets = 20_000;
    for (int i = 0; i < packets; i++) {
      wire.frame(fragment(6, i, datagram(i, 200), 0, 96, true));
    }
    wire.frame(fragment(6, 1, datagram(1, 200), 96, 200, false));
    wire.frame(fragment(6, packets - 1, datagram(packets - 1, 200), 96, 200, false));
    assertThat(wire.ids()).containsExactly(packets - 1);
    assertThat(wire.ledger().get(FrameVerdict.FRAGMENT_EVICTED)).isBetween(3_000L, 4_000L);
  }

  /// Against a second, simple way: an octet at a time, everything kept.
  @Test
  void randomFragmentsGiveWhatTheyGiveOctetByOctet() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      int version = random.nextBoolean() ? 4 : 6;
      byte[] datagram = datagram(1, 100 + random.nextInt(4000));
      Wire wire = new Wire();
      Simple simple = new Simple();
      for (int[] piece : pieces(random, datagram.length)) {
        boolean more = piece[1] < datagram.length;
        wire.frame(fragment(version, 7, datagram, piece[0], piece[1], more));
        simple.add(piece[0], piece[1], more);
      }
      assertThat(wire.messages()).as("seed %d", seed).hasSize(simple.wholePackets);
      assertThat(wire.ledger()).as("seed %d", seed).isNotEmpty();
    }
  }

  /// Pieces in units of 8 octets, in some disorder; now and then one twice, missing, or overlapping.
  private static List<int[]> pieces(Random random, int length) {
    List<int[]> pieces = new ArrayList<>();
    int most = 1 + random.nextInt(60);
    int at = 0;
    while (at < length) {
      int end = Math.min(at + 8 * (1 + random.nextInt(most)), length);
      int[] piece = {at, end};
      at = end;
      if (random.nextInt(40) != 0) {
        pieces.add(piece);
      }
      if (random.nextInt(10) == 0) {
        pieces.add(piece);
      }
      if (random.nextInt(60) == 0 && end < length) {
        pieces.add(new int[] {Math.max(piece[0] - 8, 0), end});
      }
    }
    if (random.nextBoolean()) {
      Collections.shuffle(pieces, random);
    }
    return pieces;
  }

  private static final class Simple {
    private final BitSet received = new BitSet();
    private int length = -1;
    private boolean overlapping;
    private boolean whole;
    private int wholePackets;

    void add(int start, int end, boolean more) {
      int known = received.get(start, end).cardinality();
      if (overlapping || whole || known == end - start) {
        return;
      }
      if (known > 0 || (length >= 0 && end > length) || (!more && received.length() > end)) {
        overlapping = true;
        return;
      }
      received.set(start, end);
      length = more ? length : end;
      if (received.cardinality() == length) {
        whole = true;
        wholePackets++;
      }
    }
  }

  /// A UDP datagram with a message of 8 octets less.
  private static byte[] datagram(int id, int octets) {
    byte[] message =
        Arrays.copyOf(
            MessageBuilder.response(id & 0xFFFF).question("www.example", 1).build(), octets - 8);
    byte[] packet = FrameBuilder.raw().ip("192.0.2.53", "192.0.2.1").udp(53, 40_000, message);
    return Arrays.copyOfRange(packet, 20, packet.length);
  }

  private static byte[] fragment(
      int version, long identification, byte[] payload, int start, int end, boolean more) {
    return of(version, identification, UDP, Arrays.copyOfRange(payload, start, end), start, more);
  }

  private static byte[] of(
      int version, long identification, int protocol, byte[] octets, int offset, boolean more) {
    int field = version == 4 ? offset / 8 | (more ? 0x2000 : 0) : offset | (more ? 1 : 0);
    return built(version, identification, protocol, field, octets);
  }

  private static byte[] field(int version, long identification, int field, byte[] octets) {
    return built(version, identification, UDP, version == 4 ? field >> 3 : field, octets);
  }

  private static byte[] built(
      int version, long identification, int protocol, int field, byte[] octets) {
    return version == 4
        ? FrameBuilder.raw()
            .ip("192.0.2.53", "192.0.2.1")
            .identification((int) identification)
            .fragmentField(field)
            .payload(protocol, octets)
        : FrameBuilder.raw()
            .ip("2001:db8::53", "2001:db8::1")
            .fragmentExtension(field, identification)
            .payload(protocol, octets);
  }
}
