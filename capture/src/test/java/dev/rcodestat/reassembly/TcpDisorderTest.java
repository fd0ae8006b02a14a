package dev.rcodestat.reassembly;

import static dev.rcodestat.reassembly.TcpPackets.ACK;
import static dev.rcodestat.reassembly.TcpPackets.START;
import static dev.rcodestat.reassembly.TcpPackets.SYN;
import static dev.rcodestat.reassembly.TcpPackets.packet;
import static dev.rcodestat.reassembly.TcpPackets.reverse;
import static dev.rcodestat.reassembly.TcpPackets.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.FrameVerdict;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Streams cut, disordered, repeated and lost at random, with fixed seeds.
class TcpDisorderTest {
  @Test
  void randomCutsOrderRepetitionAndOverlapMakeNoDifference() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Integer> ids = new ArrayList<>();
      byte[] stream = randomMessages(random, ids);
      Wire wire = new Wire();
      wire.frame(packet(START, new byte[0], SYN));
      for (int[] piece : disordered(random, pieces(random, stream.length))) {
        byte[] octets = Arrays.copyOfRange(stream, piece[0], piece[1]);
        wire.frame(packet(START + 1 + piece[0], octets, ACK));
      }
      assertThat(wire.ids()).as("seed %d", seed).isEqualTo(ids);
      assertThat(wire.ledger())
          .as("seed %d", seed)
          .doesNotContainKey(FrameVerdict.TCP_DNS_UNALIGNED);
      assertThat(wire.gaps()).isZero();
    }
  }

  @Test
  void whereSomeIsLostWhatIsReadWasSentAndWhatIsWholeBeforeIsRead() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Integer> ids = new ArrayList<>();
      byte[] stream = randomMessages(random, ids);
      Wire wire = new Wire();
      wire.frame(packet(START, new byte[0], SYN));
      int firstLoss = stream.length;
      for (int[] piece : pieces(random, stream.length)) {
        if (random.nextInt(8) == 0) {
          firstLoss = Math.min(firstLoss, piece[0]);
          continue;
        }
        byte[] octets = Arrays.copyOfRange(stream, piece[0], piece[1]);
        wire.frame(packet(START + 1 + piece[0], octets, ACK));
        if (random.nextBoolean()) {
          wire.frame(reverse(1, START + 1 + piece[1], new byte[0], ACK));
        }
      }
      wire.finish();
      assertThat(isSubsequence(wire.ids(), ids)).as("seed %d: %s", seed, wire.ids()).isTrue();
      int whole = messagesBefore(stream, firstLoss);
      assertThat(wire.ids().subList(0, whole)).as("seed %d", seed).isEqualTo(ids.subList(0, whole));
      assertThat(wire.ledger()).isNotEmpty();
    }
  }

  @Test
  void framesThatAreLateByLessThanIsWaitedForLoseNothing() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      List<Integer> ids = new ArrayList<>();
      byte[] stream = randomMessages(random, ids);
      NavigableMap<Long, byte[]> frames = new TreeMap<>();
      long time = 0;
      for (int[] piece : pieces(random, stream.length)) {
        byte[] octets = Arrays.copyOfRange(stream, piece[0], piece[1]);
        time += 500_000;
        frames.put(late(time, random), packet(START + 1 + piece[0], octets, ACK));
        frames.put(late(time + 1, random), reverse(1, START + 1 + piece[1], new byte[0], ACK));
      }
      Wire wire = new Wire();
      wire.frame(packet(START, new byte[0], SYN));
      long before = 0;
      for (Map.Entry<Long, byte[]> frame : frames.entrySet()) {
        wire.pause(frame.getKey() - before).frame(frame.getValue());
        before = frame.getKey();
      }
      assertThat(wire.finish().ids()).as("seed %d", seed).isEqualTo(ids);
      assertThat(wire.gaps()).as("seed %d", seed).isZero();
    }
  }

  private static long late(long time, Random random) {
    return 2 * time + (random.nextBoolean() ? random.nextLong(9_500_000) : 0);
  }

  private static boolean isSubsequence(List<Integer> some, List<Integer> all) {
    int found = 0;
    for (int id : all) {
      found += found < some.size() && some.get(found) == id ? 1 : 0;
    }
    return found == some.size();
  }

  private static byte[] randomMessages(Random random, List<Integer> ids) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    int messages = 1 + random.nextInt(20);
    for (int id = 1; id <= messages; id++) {
      ids.add(id);
      boolean isLong = random.nextInt(5) == 0;
      stream.writeBytes(stream(id, 29 + random.nextInt(isLong ? 8000 : 60)));
    }
    return stream.toByteArray();
  }

  /// Cuts a stream into pieces, each with its start and end.
  private static List<int[]> pieces(Random random, int length) {
    List<int[]> pieces = new ArrayList<>();
    int at = 0;
    int most = 1 + random.nextInt(1400);
    while (at < length) {
      int end = Math.min(at + 1 + random.nextInt(most), length);
      pieces.add(new int[] {at, end});
      at = end;
    }
    return pieces;
  }

  /// Swaps neighbours, repeats some pieces, and lets some reach into their neighbours.
  private static List<int[]> disordered(Random random, List<int[]> pieces) {
    List<int[]> disordered = new ArrayList<>();
    for (int[] piece : pieces) {
      disordered.add(piece);
      if (random.nextInt(4) == 0) {
        disordered.add(piece);
      }
      if (random.nextInt(4) == 0) {
        int start = Math.max(piece[0] - random.nextInt(50), 0);
        disordered.add(new int[] {start, piece[1] - random.nextInt(piece[1] - piece[0])});
      }
    }
    for (int i = 0; i + 1 < disordered.size(); i++) {
      int other = Math.min(i + random.nextInt(12), disordered.size() - 1);
      Collections.swap(disordered, i, other);
    }
    return disordered;
  }

  /// How many messages end before a place.
  private static int messagesBefore(byte[] stream, int place) {
    int messages = 0;
    int at = 0;
    while (at + 2 <= place) {
      at += 2 + ((stream[at] & 0xFF) << 8 | (stream[at + 1] & 0xFF));
      messages += at <= place ? 1 : 0;
    }
    return messages;
  }
}
