package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.rcodestat.wire.OctetKey;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeavyHittersTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int FLOOD = 200_000;
  private static final int ATTEMPTS = 5;

  private final OctetKey key = new OctetKey();

  @Test
  void nothingHasBeenCounted() {
    HeavyHitters hitters = new HeavyHitters(4);
    assertThat(hitters.ranking()).isEmpty();
    assertThat(hitters.total()).isZero();
    assertThat(hitters.isExact()).isTrue();
    assertThat(hitters.mostMissed()).isZero();
  }

  @Test
  void asManyKeysAsTheBoundAreCountedExactly() {
    HeavyHitters hitters = new HeavyHitters(3);
    add(hitters, "b", 2);
    add(hitters, "a", 2);
    add(hitters, "c", 1);
    add(hitters, "c", 4);
    assertThat(KeyStreams.described(hitters)).containsExactly("c 5 -0", "a 2 -0", "b 2 -0");
    assertThat(hitters.isExact()).isTrue();
    assertThat(hitters.mostMissed()).isZero();
    assertThat(hitters.total()).isEqualTo(9);
  }

  @Test
  void oneMoreTakesThePlaceOfTheSmallestAndGoesOnFromItsCount() {
    HeavyHitters hitters = new HeavyHitters(3);
    add(hitters, "a", 7);
    add(hitters, "b", 3);
    add(hitters, "c", 5);
    add(hitters, "d", 1);
    assertThat(KeyStreams.described(hitters)).containsExactly("a 7 -0", "c 5 -0", "d 4 -3");
    assertThat(hitters.isExact()).isFalse();
    assertThat(hitters.mostMissed()).isEqualTo(4);
    add(hitters, "b", 1);
    assertThat(KeyStreams.described(hitters)).containsExactly("a 7 -0", "b 5 -4", "c 5 -0");
    assertThat(hitters.total()).isEqualTo(17);
  }

  @Test
  void ofSeveralSmallestTheFirstGivesWay() {
    HeavyHitters hitters = new HeavyHitters(3);
    add(hitters, "c", 1);
    add(hitters, "b", 1);
    add(hitters, "a", 1);
    add(hitters, "d", 1);
    add(hitters, "e", 1);
    assertThat(KeyStreams.described(hitters)).containsExactly("d 2 -1", "e 2 -1", "a 1 -0");
    add(hitters, "f", 1);
    add(hitters, "g", 1);
    assertThat(KeyStreams.described(hitters)).containsExactly("g 3 -2", "e 2 -1", "f 2 -1");
  }

  @RepeatedTest(20)
  void boundsHoldOfAnyStream(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int bound = 1 + random.nextInt(60);
    for (List<KeyStreams.Add> stream :
        List.of(
            KeyStreams.skewed(random, 3000, 1 + random.nextInt(500)),
            KeyStreams.flood(random, 3000),
            KeyStreams.rounds(20, bound + random.nextInt(2)))) {
      KeyStreams.assertBoundsHold(KeyStreams.counted(bound, stream), bound, stream);
    }
  }

  @RepeatedTest(20)
  void itIsWhatThePaperSays(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int bound = 1 + random.nextInt(40);
    List<KeyStreams.Add> stream = KeyStreams.skewed(random, 3000, 300);
    stream.addAll(KeyStreams.flood(random, 1000));
    stream.addAll(KeyStreams.skewed(random, 3000, 100));
    assertThat(KeyStreams.described(KeyStreams.counted(bound, stream)))
        .containsExactlyInAnyOrderElementsOf(new Paper(bound).counted(stream));
  }

  @Test
  void keysThatComeOftenSurviveAFlood() {
    HeavyHitters hitters = KeyStreams.counted(64, KeyStreams.flood(new Random(5), 50_000));
    List<String> first = hitters.ranking().stream().limit(6).map(KeyStreams::name).toList();
    assertThat(first)
        .containsExactlyInAnyOrder(
            "www0.flooded.example",
            "www1.flooded.example",
            "www2.flooded.example",
            "www3.flooded.example",
            "www4.flooded.example",
            "www5.flooded.example");
  }

  /// Each table draws its own factors for the places of its keys.
  @Test
  void sameKeysInTheSameOrderGiveTheSameTable() {
    List<KeyStreams.Add> stream = KeyStreams.flood(new Random(6), 5000);
    List<HeavyHitter> expected = KeyStreams.counted(50, stream).ranking();
    for (int i = 0; i < 20; i++) {
      assertThat(KeyStreams.counted(50, stream).ranking()).isEqualTo(expected);
    }
  }

  @Test
  void keysOfAnyLengthAreToldApart() {
    HeavyHitters hitters = new HeavyHitters(1000);
    for (int round = 1; round <= 2; round++) {
      for (int length = 0; length <= OctetKey.MAX_OCTETS; length++) {
        key.set(new byte[length]);
        hitters.add(key, 1 + length);
        byte[] octets = new byte[length + 1];
        octets[length] = 1;
        key.set(Arrays.copyOf(octets, Math.min(octets.length, OctetKey.MAX_OCTETS)));
        hitters.add(key, 1);
      }
    }
    assertThat(hitters.ranking()).hasSize(2 * OctetKey.MAX_OCTETS + 1);
    HeavyHitter longest = hitters.ranking().getFirst();
    assertThat(longest.octets()).isEqualTo(new byte[OctetKey.MAX_OCTETS]);
    assertThat(longest.count()).isEqualTo(2L * (2 + OctetKey.MAX_OCTETS));
  }

  @Test
  void keysWithTheSameCountAreInTheOrderOfTheirOctets() {
    HeavyHitters hitters = new HeavyHitters(10);
    for (String hex : List.of("ff", "00", "", "0000", "7f", "80", "7fff", "8000")) {
      key.set(KeyStreams.octets(hex));
      hitters.add(key, 1);
    }
    assertThat(hitters.ranking())
        .extracting(HeavyHitter::toString)
        .containsExactly(
            " 1 (-0)",
            "00 1 (-0)",
            "0000 1 (-0)",
            "7f 1 (-0)",
            "7fff 1 (-0)",
            "80 1 (-0)",
            "8000 1 (-0)",
            "ff 1 (-0)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 17, 1000})
  void anyBoundHoldsThatManyKeys(int bound) {
    HeavyHitters hitters = KeyStreams.counted(bound, KeyStreams.rounds(3, bound));
    assertThat(hitters.isExact()).isTrue();
    assertThat(hitters.ranking()).hasSize(bound);
    add(hitters, "one.more", 1);
    assertThat(hitters.isExact()).isFalse();
    assertThat(hitters.ranking()).hasSize(bound);
  }

  @Test
  void aFloodAllocatesNothing() {
    HeavyHitters hitters = new HeavyHitters(256);
    Random random = new Random(8);
    flood(hitters, random);
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && fewest > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      flood(hitters, random);
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(fewest).isZero();
    assertThat(hitters.isExact()).isFalse();
  }

  @Test
  void whatIsNoBoundAndNoCountIsAMistakeOfTheProgram() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HeavyHitters(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new HeavyHitters(1 << 21));
    HeavyHitters hitters = new HeavyHitters(1);
    assertThatIllegalArgumentException().isThrownBy(() -> hitters.add(key, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> hitters.add(key, -1));
  }

  /// Keys of all lengths, no two the same, with some that come back.
  private void flood(HeavyHitters hitters, Random random) {
    for (int i = 0; i < FLOOD; i++) {
      key.reset(9 + random.nextInt(OctetKey.MAX_OCTETS - 8));
      for (int word = 0; word < key.words(); word++) {
        key.set(word, 0);
      }
      key.set(0, i % 3 == 0 ? i % 100 : random.nextLong());
      hitters.add(key, 1 + i % 2);
    }
  }

  private void add(HeavyHitters hitters, String name, long count) {
    KeyStreams.addAll(hitters, List.of(new KeyStreams.Add(name, count)));
  }

  /// Space-Saving as the paper has it, with a search in place of anything clever. Of several smallest
  /// counts the paper lets any give way; here it is the first.
  private static final class Paper {
    private final int bound;
    private final List<String> places = new ArrayList<>();
    private final Map<String, long[]> countAndError = new HashMap<>();

    Paper(int bound) {
      this.bound = bound;
    }

    List<String> counted(List<KeyStreams.Add> stream) {
      stream.forEach(this::add);
      return places.stream()
          .map(name -> name + " " + count(name)[0] + " -" + count(name)[1])
          .toList();
    }

    private void add(KeyStreams.Add add) {
      if (!countAndError.containsKey(add.name())) {
        if (places.size() < bound) {
          places.add(add.name());
          countAndError.put(add.name(), new long[2]);
        } else {
          replaceLeast(add.name());
        }
      }
      count(add.name())[0] += add.count();
    }

    private void replaceLeast(String name) {
      long least = places.stream().mapToLong(each -> count(each)[0]).min().orElse(0);
      int place = 0;
      while (count(places.get(place))[0] != least) {
        place++;
      }
      countAndError.remove(places.set(place, name));
      countAndError.put(name, new long[] {least, least});
    }

    private long[] count(String name) {
      return countAndError.getOrDefault(name, new long[2]);
    }
  }
}
