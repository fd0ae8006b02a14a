package dev.rcodestat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixerTest {
  private static final int MIXERS = 500;
  private static final int KEYS = 1000;
  private static final int SLOTS = 2048;

  /// Twice what keys drawn at random would take in a table half full.
  private static final double MANY_STEPS = 3;

  private final SplittableRandom random = new SplittableRandom(1997);

  @ParameterizedTest
  @ValueSource(longs = {1, 64, 1L << 17, 1L << 34, 1L << 48, -3})
  void evenlySpacedKeysAreFoundInFewStepsWhateverTheFactors(long distance) {
    for (int i = 0; i < MIXERS; i++) {
      Mixer mixer = new Mixer(random);
      Steps steps = new Steps();
      for (int key = 0; key < KEYS; key++) {
        steps.put(mixer.slot(key * distance, SLOTS));
      }
      assertThat(steps.average()).isLessThan(MANY_STEPS);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 64, 1L << 32, 1L << 48, -3})
  void soAreThoseOf128Bits(long distance) {
    for (int i = 0; i < MIXERS; i++) {
      Mixer mixer = new Mixer(random);
      Steps steps = new Steps();
      for (int key = 0; key < KEYS; key++) {
        steps.put(mixer.slot(key / 4 * distance, key % 4, SLOTS));
      }
      assertThat(steps.average()).isLessThan(MANY_STEPS);
    }
  }

  /// A difference in one word that another one in the next would undo, were the mixing only a
  /// multiplication whose upper half is folded into the lower.
  @ParameterizedTest
  @ValueSource(longs = {1L << 63, 1L << 62, 1, -1, 0xFF})
  void aDifferenceInOneWordIsNotUndoneByOneInTheNext(long difference) {
    Set<Long> undoing = new HashSet<>();
    for (int i = 0; i < MIXERS; i++) {
      Mixer mixer = new Mixer(random);
      long word = random.nextLong();
      undoing.add(mixer.hash(7, word) ^ mixer.hash(7, word ^ difference));
    }
    assertThat(undoing).hasSize(MIXERS);
  }

  @Test
  void zerosDoNotStayZero() {
    Mixer mixer = new Mixer(random);
    long one = mixer.hash(0, 0);
    long two = mixer.hash(one, 0);
    assertThat(one).isNotZero().isNotEqualTo(two);
    assertThat(two).isNotZero();
  }

  /// A table with linear probing that knows only which slots are taken.
  private static final class Steps {
    private final boolean[] taken = new boolean[SLOTS];
    private int keys;
    private int sum;

    void put(int first) {
      int slot = first;
      sum++;
      while (taken[slot]) {
        slot = (slot + 1) % SLOTS;
        sum++;
      }
      taken[slot] = true;
      keys++;
    }

    double average() {
      return (double) sum / keys;
    }
  }
}
