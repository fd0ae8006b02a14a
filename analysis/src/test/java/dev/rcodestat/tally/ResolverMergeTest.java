package dev.rcodestat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.packet.IpAddress;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.testing.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// However messages are divided, counted apart and added up, the resolvers and their rows are those of the
/// whole.
class ResolverMergeTest {
  private static final long SEED = 9499;
  private static final int MESSAGES = 2_000;
  private static final int ADDRESSES = 12;
  private static final int PARTS = 4;
  private static final List<Dimension> BY =
      List.of(Dimension.LEG, Dimension.CLIENT_PREFIX, Dimension.RESOLVER);

  @Test
  void partsAddUpInAnyGrouping() {
    Random random = new Random(SEED);
    for (int run = 0; run < 20; run++) {
      Traffic traffic = traffic(random);
      Tally whole = tally();
      List<Tally> parts = new ArrayList<>();
      for (int i = 0; i < PARTS; i++) {
        parts.add(tally());
      }
      count(traffic, random, whole, parts);
      parts.get(0).add(parts.get(1));
      parts.get(3).add(parts.get(2));
      parts.get(3).add(parts.get(0));

      Map<String, Long> expected = rows(whole);
      assertThat(expected).hasSizeGreaterThan(3);
      assertThat(rows(parts.get(3))).isEqualTo(expected);
      Map<String, Long> oneByOne = rows(tally(), parts.get(3), tally());
      assertThat(oneByOne).isEqualTo(expected);
    }
  }

  private static Tally tally() {
    return new Tally(TallyBounds.ofShare(), 1, Selection.ALL, BY, Optional.empty());
  }

  /// Of some addresses a few answer with recursion available.
  private static Traffic traffic(Random random) {
    Traffic traffic = new Traffic();
    for (int i = 0; i < MESSAGES; i++) {
      int server = random.nextInt(ADDRESSES);
      MessageBuilder message = MessageBuilder.response(i).rcode(random.nextInt(3));
      byte[] octets = (server < 4 ? message.recursionAvailable() : message).build();
      int client = 2 + random.nextInt(ADDRESSES);
      FrameBuilder frame = FrameBuilder.ethernet().ip("192.0.2." + server, "192.0.2." + client);
      traffic.frame(i, frame.udp(53, 40_000, octets));
    }
    return traffic;
  }

  private static void count(Traffic traffic, Random random, Tally whole, List<Tally> parts) {
    MessageExtractor extractor =
        new MessageExtractor(
            ServicePorts.standard(),
            TimeRange.ALL,
            (nanos, flow, message) -> {
              whole.count(nanos, flow, message);
              parts.get(random.nextInt(PARTS)).count(nanos, flow, message);
            },
            (_, _, _) -> {});
    traffic.forEachFrame(extractor);
  }

  /// The responses of each row, once it is known who resolves.
  private static Map<String, Long> rows(Tally... parts) {
    ResolverEvidence evidence = ResolverEvidence.ofShares(1);
    for (Tally part : parts) {
      evidence.add(part.resolverEvidence());
    }
    Tally sum =
        new Tally(TallyBounds.ofShare(), 1, Selection.ALL, BY, Optional.of(evidence.resolvers()));
    for (Tally part : parts) {
      sum.add(part);
    }
    DimensionCounts counts = sum.byDimensions();
    Map<String, Long> rows = new TreeMap<>();
    for (int row = 0; row < counts.rows(); row++) {
      Leg leg = Leg.values()[counts.value(row, 0)];
      Optional<IpAddress> prefix = counts.address(row, 1);
      Optional<IpAddress> resolver = counts.resolver(row, 2);
      String values = leg + " " + prefix + " " + resolver + " " + counts.outcome(row);
      assertThat(rows.put(values, counts.responses(row))).isNull();
    }
    return rows;
  }
}
