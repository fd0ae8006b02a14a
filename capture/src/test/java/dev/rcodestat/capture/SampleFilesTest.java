package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The conservation laws on every sample: whole, cut and broken.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SampleFilesTest {
  /// A file of fewer than twice as many octets is cut at every octet; a larger one at about so many
  /// places.
  private static final int PREFIXES = 600;

  private static final int MUTATIONS = 60;
  private static final long SEED = 6891;

  /// Blocks go from one broken file to the next, with what was left in them.
  private static final BlockPool POOL = new BlockPool(1 << 16);

  static List<String> names() {
    return Samples.names();
  }

  @Test
  void thereAreSamples() {
    assertThat(names()).hasSizeGreaterThan(16);
  }

  @ParameterizedTest
  @MethodSource("names")
  void ledgerOfASampleBalances(String name) {
    InputSummary summary = Recorded.analyze(Samples.octets(name), POOL);
    assertThat(summary.problem()).isEmpty();
    assertThat(summary.frames()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("names")
  void shorterFileGivesItsFirstFramesAndAProblem(String name) {
    byte[] file = Samples.octets(name);
    int step = Math.max(1, file.length / PREFIXES);
    long framesBefore = 0;
    long whole = Recorded.analyze(file, POOL).frames();
    int complete = 0;
    for (int length = 0; length < file.length; length += step) {
      InputSummary summary = analyze(Arrays.copyOf(file, length), "first %d octets", length);
      assertThat(summary.frames()).isBetween(framesBefore, whole);
      framesBefore = summary.frames();
      complete += summary.complete() ? 1 : 0;
    }
    // a cut between two records shows nowhere in a stream; there are other blocks than frames
    assertThat(complete).isLessThanOrEqualTo((int) whole + 20);
  }

  @ParameterizedTest
  @MethodSource("names")
  void mutatedFileGivesNoException(String name) {
    byte[] file = Samples.octets(name);
    for (int i = 0; i < MUTATIONS; i++) {
      long seed = SEED + i;
      analyze(mutate(file, new Random(seed)), "mutated with seed %d", seed);
    }
  }

  private static InputSummary analyze(byte[] file, String what, long number) {
    try {
      return Recorded.analyze(file, POOL);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(what.formatted(number), e);
    }
  }

  /// Changes, removes or repeats a few octets, most of them near the front of something.
  private static byte[] mutate(byte[] file, Random random) {
    byte[] mutated = file.clone();
    List<Integer> extremes = new ArrayList<>(List.of(0, 1, 0x7F, 0x80, 0xC0, 0xFF));
    for (int changes = 1 + random.nextInt(16); changes > 0; changes--) {
      int bound = random.nextInt(4) == 0 ? Math.min(200, mutated.length) : mutated.length;
      int at = random.nextInt(bound);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] = (byte) random.nextInt();
        case 1 -> mutated[at] = (byte) (int) extremes.get(random.nextInt(extremes.size()));
        case 2 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          int length = random.nextInt(Math.min(16, mutated.length - at) + 1);
          System.arraycopy(mutated, at + length, mutated, at, mutated.length - at - length);
        }
      }
    }
    return mutated;
  }
}
