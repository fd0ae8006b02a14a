package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.wire.OctetKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Keys with counts, as traffic has them, and what is true of them.
final class KeyStreams {
  private static final int MOST_AT_ONCE = 5;

  private KeyStreams() {}

  /// One of the counts of a stream.
  record Add(String name, long count) {}

  /// Few names often, many names seldom.
  static List<Add> skewed(Random random, int adds, int names) {
    List<Add> stream = new ArrayList<>();
    for (int i = 0; i < adds; i++) {
      int rank = (int) Math.pow(names, random.nextDouble());
      stream.add(new Add("host" + rank + ".example", 1 + random.nextInt(MOST_AT_ONCE)));
    }
    return stream;
  }

  /// Names that come once, and a few others between them.
  static List<Add> flood(Random random, int adds) {
    List<Add> stream = new ArrayList<>();
    for (int i = 0; i < adds; i++) {
      String label = random.nextInt(4) == 0 ? "www" + random.nextInt(6) : "x" + random.nextLong();
      stream.add(new Add(label + ".flooded.example", 1));
    }
    return stream;
  }

  /// All names as often as any other, one after the other.
  static List<Add> rounds(int rounds, int names) {
    List<Add> stream = new ArrayList<>();
    for (int i = 0; i < rounds * names; i++) {
      stream.add(new Add("host" + i % names + ".example", 1));
    }
    return stream;
  }

  static HeavyHitters counted(int bound, List<Add> stream) {
    HeavyHitters hitters = new HeavyHitters(bound);
    addAll(hitters, stream);
    return hitters;
  }

  static void addAll(HeavyHitters hitters, List<Add> stream) {
    OctetKey key = new OctetKey();
    for (Add add : stream) {
      key.set(MessageBuilder.name(add.name()));
      hitters.add(key, add.count());
    }
  }

  static Map<String, Long> truth(List<Add> stream) {
    Map<String, Long> counts = new TreeMap<>();
    stream.forEach(add -> counts.merge(add.name(), add.count(), Long::sum));
    return counts;
  }

  /// The first label of a hitter's name, count and error.
  static List<String> described(HeavyHitters hitters) {
    return hitters.ranking().stream()
        .map(each -> name(each) + " " + each.count() + " -" + each.error())
        .toList();
  }

  /// All that holds of a table whatever was added to it in whatever parts.
  static void assertBoundsHold(HeavyHitters hitters, int bound, List<Add> stream) {
    Map<String, Long> missing = truth(stream);
    List<HeavyHitter> ranking = hitters.ranking();
    long total = stream.stream().mapToLong(Add::count).sum();
    assertThat(hitters.total()).isEqualTo(total);
    assertThat(ranking).hasSize(Math.min(bound, missing.size()));
    assertThat(hitters.mostMissed()).isLessThanOrEqualTo(total / bound);
    long least = Long.MAX_VALUE;
    for (HeavyHitter each : ranking) {
      Long found = missing.remove(name(each));
      assertThat(found).as("the key %s", each).isNotNull();
      long count = found == null ? 0 : found;
      assertThat(each.count()).isGreaterThanOrEqualTo(count);
      assertThat(each.count() - each.error()).isLessThanOrEqualTo(count);
      assertThat(each.error()).isLessThanOrEqualTo(hitters.mostMissed());
      least = Math.min(least, each.count());
    }
    assertThat(hitters.mostMissed()).isIn(0L, least);
    assertThat(missing.values()).allMatch(count -> count <= hitters.mostMissed());
    if (hitters.isExact()) {
      assertThat(missing).isEmpty();
      assertThat(ranking).allMatch(each -> each.error() == 0);
    }
  }

  static String name(HeavyHitter hitter) {
    byte[] octets = hitter.octets();
    StringBuilder name = new StringBuilder();
    for (int at = 0; octets[at] != 0; at += 1 + octets[at]) {
      String label = new String(octets, at + 1, octets[at], StandardCharsets.ISO_8859_1);
      name.append(name.isEmpty() ? "" : ".").append(label);
    }
    return name.toString();
  }

  static byte[] octets(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
