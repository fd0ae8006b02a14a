package dev.rcodestat.benchmarks;

import dev.rcodestat.wire.OctetKey;
import dev.rcodestat.zone.ZoneFinder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Finding the zones of names of 23 octets: nanoseconds a name.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ZoneFinderBenchmark {
  static final int NAMES = 1 << 18;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

  /// Which names come.
  public enum Names {
    /// Any below 1,000 zones.
    SUBDOMAINS,
    /// Each below a zone of its own, which the cache does not have.
    ZONES
  }

  /// Which names come.
  @Param public Names names = Names.SUBDOMAINS;

  private final ZoneFinder finder = new ZoneFinder();
  private final OctetKey key = new OctetKey();
  private final long[] words = new long[NAMES * 3];

  /// Draws the names.
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(2006);
    String[] zones = new String[names == Names.SUBDOMAINS ? 1000 : NAMES];
    for (int i = 0; i < zones.length; i++) {
      zones[i] = label(random);
    }
    for (int i = 0; i < NAMES; i++) {
      String zone = zones[names == Names.SUBDOMAINS ? random.nextInt(zones.length) : i];
      String name = "\10" + label(random) + "\10" + zone + "\3com\0";
      key.set(name.getBytes(StandardCharsets.US_ASCII));
      for (int word = 0; word < 3; word++) {
        words[i * 3 + word] = key.word(word);
      }
    }
  }

  /// Finds the zones of them all.
  ///
  /// @return the sum of their octets
  @Benchmark
  @OperationsPerInvocation(NAMES)
  public long find() {
    long octets = 0;
    for (int i = 0; i < words.length; i += 3) {
      key.reset(23);
      key.set(0, words[i]);
      key.set(1, words[i + 1]);
      key.set(2, words[i + 2]);
      octets += finder.octets(key);
    }
    return octets;
  }

  private static String label(SplittableRandom random) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      label.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return label.toString();
  }
}
