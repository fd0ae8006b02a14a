package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Keys counted apart and added up are those counted together, as long as there is room for all; and
/// whatever is said of them is true where there is not.
class HeavyHittersMergeTest {
  private static final int ROOMY = 1000;
  private static final int TIGHT = 30;
  private static final int ADDS = 2000;

  @Test
  void nothingIsNeutral() {
    for (int bound : List.of(ROOMY, TIGHT)) {
      List<KeyStreams.Add> stream = KeyStreams.skewed(new Random(1), ADDS, 300);
      HeavyHitters whole = KeyStreams.counted(bound, stream);
      HeavyHitters sum = new HeavyHitters(bound);
      sum.add(KeyStreams.counted(bound, stream));
      assertSame(sum, whole);
      sum.add(new HeavyHitters(bound));
      assertSame(sum, whole);
    }
  }

  @RepeatedTest(20)
  void partsAddUpInAnyOrderAndGrouping(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<KeyStreams.Add> stream = KeyStreams.skewed(random, ADDS, 300);
    HeavyHitters sum = sum(random, parts(random, ROOMY, stream));
    assertThat(sum.isExact()).isTrue();
    assertSame(sum, KeyStreams.counted(ROOMY, stream));
  }

  @RepeatedTest(20)
  void orderDoesNotMatterWhereThereIsNoRoom(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<KeyStreams.Add> left = KeyStreams.skewed(random, ADDS, 300);
    List<KeyStreams.Add> right = KeyStreams.flood(random, ADDS);
    HeavyHitters one = KeyStreams.counted(TIGHT, left);
    one.add(KeyStreams.counted(TIGHT, right));
    HeavyHitters other = KeyStreams.counted(TIGHT, right);
    other.add(KeyStreams.counted(TIGHT, left));
    assertSame(one, other);
    List<KeyStreams.Add> more = KeyStreams.flood(random, ADDS);
    KeyStreams.addAll(one, more);
    KeyStreams.addAll(other, more);
    assertSame(one, other);
  }

  @RepeatedTest(20)
  void boundsHoldOfAnySum(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<KeyStreams.Add> stream = KeyStreams.skewed(random, ADDS, 20 + random.nextInt(400));
    stream.addAll(KeyStreams.flood(random, random.nextInt(ADDS)));
    HeavyHitters sum = sum(random, parts(random, TIGHT, stream));
    KeyStreams.assertBoundsHold(sum, TIGHT, stream);
    List<KeyStreams.Add> more = KeyStreams.skewed(random, ADDS, 300);
    KeyStreams.addAll(sum, more);
    stream.addAll(more);
    KeyStreams.assertBoundsHold(sum, TIGHT, stream);
  }

  @Test
  void aSumThatFitsIsExactThoughBothAreFull() {
    List<KeyStreams.Add> stream = KeyStreams.rounds(3, TIGHT);
    HeavyHitters sum = KeyStreams.counted(TIGHT, stream);
    sum.add(KeyStreams.counted(TIGHT, stream));
    assertThat(sum.isExact()).isTrue();
    assertThat(KeyStreams.described(sum)).hasSize(TIGHT).allMatch(each -> each.endsWith(" 6 -0"));
  }

  @Test
  void aKeyThatOneHasAndTheOtherMayHaveMissedCountsWithWhatItMayHaveMissed() {
    HeavyHitters one = KeyStreams.counted(2, List.of(add("a", 9), add("b", 4), add("c", 1)));
    HeavyHitters other = KeyStreams.counted(2, List.of(add("a", 2), add("d", 1)));
    assertThat(KeyStreams.described(one)).containsExactly("a 9 -0", "c 5 -4");
    one.add(other);
    assertThat(KeyStreams.described(one)).containsExactly("a 11 -0", "d 6 -5");
    assertThat(one.mostMissed()).isEqualTo(6);
    assertThat(one.total()).isEqualTo(17);
  }

  @Test
  void aTableAddedToItselfIsDoubled() {
    HeavyHitters hitters = KeyStreams.counted(4, List.of(add("a", 3), add("b", 1)));
    hitters.add(hitters);
    assertThat(KeyStreams.described(hitters)).containsExactly("a 6 -0", "b 2 -0");
    assertThat(hitters.total()).isEqualTo(8);
  }

  @Test
  void theOtherStaysAsItIs() {
    HeavyHitters other = KeyStreams.counted(TIGHT, KeyStreams.flood(new Random(2), ADDS));
    List<HeavyHitter> before = other.ranking();
    KeyStreams.counted(TIGHT, KeyStreams.flood(new Random(3), ADDS)).add(other);
    assertThat(other.ranking()).isEqualTo(before);
  }

  @Test
  void differentBoundsAreAMistakeOfTheProgram() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeavyHitters(2).add(new HeavyHitters(3)))
        .withMessage("bounds differ: 2 and 3");
  }

  private static KeyStreams.Add add(String name, long count) {
    return new KeyStreams.Add(name, count);
  }

  private static void assertSame(HeavyHitters sum, HeavyHitters expected) {
    assertThat(sum.ranking()).isEqualTo(expected.ranking()).isNotEmpty();
    assertThat(sum.total()).isEqualTo(expected.total());
    assertThat(sum.isExact()).isEqualTo(expected.isExact());
    assertThat(sum.mostMissed()).isEqualTo(expected.mostMissed());
  }

  private static List<HeavyHitters> parts(Random random, int bound, List<KeyStreams.Add> stream) {
    List<HeavyHitters> parts = new ArrayList<>();
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      parts.add(new HeavyHitters(bound));
    }
    for (KeyStreams.Add add : stream) {
      KeyStreams.addAll(parts.get(random.nextInt(count)), List.of(add));
    }
    return parts;
  }

  private static HeavyHitters sum(Random random, List<HeavyHitters> parts) {
    while (parts.size() > 1) {
      HeavyHitters part = parts.remove(random.nextInt(parts.size()));
      parts.get(random.nextInt(parts.size())).add(part);
    }
    return parts.getFirst();
  }
}
