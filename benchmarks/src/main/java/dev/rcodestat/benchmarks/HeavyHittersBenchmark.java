package dev.rcodestat.benchmarks;

import dev.rcodestat.tally.HeavyHitters;
import dev.rcodestat.wire.OctetKey;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Counting names of 30 octets in a table that holds 1,024: nanoseconds a name.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class HeavyHittersBenchmark {
  static final int NAMES = 1 << 20;

  private static final int BOUND = 1024;
  private static final int OCTETS = 30;

  /// Which names come.
  public enum Names {
    /// All of them in the table.
    FEW,
    /// The one of rank r as often as 1/r.
    SKEWED,
    /// None twice.
    FLOOD
  }

  /// Which names come.
  @Param public Names names = Names.FLOOD;

  private final long[] words = new long[NAMES];
  private final OctetKey key = new OctetKey();
  private HeavyHitters hitters = new HeavyHitters(BOUND);

  /// Draws the names.
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(2005);
    for (int i = 0; i < NAMES; i++) {
      words[i] =
          switch (names) {
            case FEW -> random.nextInt(BOUND);
            case SKEWED -> (long) Math.pow(NAMES, random.nextDouble());
            case FLOOD -> random.nextLong();
          };
    }
  }

  /// Begins with an empty table.
  @Setup(Level.Iteration)
  public void empty() {
    hitters = new HeavyHitters(BOUND);
  }

  /// Counts them all once.
  @Benchmark
  @OperationsPerInvocation(NAMES)
  public HeavyHitters add() {
    for (long word : words) {
      key.reset(OCTETS);
      key.set(0, word);
      key.set(1, word * 31);
      key.set(2, 0x0765_7861_6D70_6C65L);
      key.set(3, 0x0363_6F6D_0000_0000L);
      hitters.add(key, 1);
    }
    return hitters;
  }
}
