package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.capture.FrameHandler;
import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.dns.ExtendedDnsError;
import dev.rcodestat.report.Breakdown;
import dev.rcodestat.report.BreakdownRow;
import dev.rcodestat.report.FailureRanking;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.FailureRankings;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Traffic made to cost much: what is kept stays bounded, and no packet costs more for what came before
/// it. Each test ends in well under a second; the limit only catches a cost that grows with the square.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileTrafficTest {
  private static final int ETHERNET = 1;
  private static final int UDP = 17;
  private static final int IPV6_IN_IP = 41;
  private static final int SYN = 0x02;
  private static final int ACK = 0x10;
  private static final byte[] CLIENT = new byte[16];
  private static final byte[] ANSWER =
      MessageBuilder.response(1).question("www.example", 1).rcode(2).build();

  @Test
  void addressesThatASimpleSumCannotTellApart() {
    int frames = 300_000;
    Report report = analyze(frames, i -> from(address(i / 31, 31L * (i % 31) - i), ANSWER), i -> i);

    assertThat(report.responses().total()).isEqualTo(frames);
    assertThat(report.ledger().frames()).isEqualTo(frames);
  }

  @Test
  void moreServersThanTheTablesHold() {
    int frames = 70_000;
    Report report = analyze(frames, i -> from(address(1, i), ANSWER), i -> i);

    assertThat(report.responses().total()).isEqualTo(frames);
    assertThat(report.cells()).hasSizeLessThanOrEqualTo((1 << 16) + 1);
    assertThat(report.overflow().responses()).isEqualTo(frames - (1 << 16));
    assertThat(report.overflow().exact()).isFalse();
  }

  /// Each answers with recursion available, and each asks the next: more than are kept apart.
  @Test
  void moreResolversThanTheTablesHold() {
    int addresses = 400_000;
    byte[] answer = MessageBuilder.response(1).recursionAvailable().question("a", 1).build();
    Made traffic =
        new Made(addresses, i -> between(address(1, i), address(1, i + 1), answer), i -> i);
    AnalysisOptions byLeg = AnalysisOptions.defaults().withBy(List.of(Dimension.LEG));
    Breakdown legs = new Analyzer(byLeg).analyze(traffic).breakdown();

    long inRows = legs.rows().stream().mapToLong(row -> row.responses().total()).sum();
    assertThat(inRows + legs.overflowed()).isEqualTo(addresses);
    assertThat(legs.rows())
        .extracting(BreakdownRow::values)
        .containsExactlyInAnyOrder(List.of("upstream"), List.of("other"));
    AnalysisOptions found = byLeg.withResolvers(new Analyzer(byLeg).resolvers(traffic));
    Breakdown known = new Analyzer(found).analyze(traffic).breakdown();
    assertThat(known.overflowed()).isZero();
    assertThat(known.rows())
        .extracting(row -> row.values().getFirst() + " " + row.responses().total())
        .containsExactlyInAnyOrder("upstream 32767", "other 367233");
  }

  @Test
  void everyRcodeInEverySecond() {
    int rcodes = 4096;
    int seconds = 100;
    byte[][] answers = new byte[rcodes][];
    for (int rcode = 0; rcode < rcodes; rcode++) {
      answers[rcode] = MessageBuilder.response(1).question("a", 1).edns(1232).rcode(rcode).build();
    }
    Report report =
        analyze(
            rcodes * seconds,
            i -> from(address(1, 1), answers[i % rcodes]),
            i -> i / rcodes * 1_000_000_000L);

    assertThat(report.responses().byRcode().counts()).hasSize(rcodes);
    assertThat(report.timeline().buckets()).hasSize(seconds);
    assertThat(report.timeline().buckets().getFirst().byRcode().counts()).hasSize(24);
    assertThat(report.timeline().buckets().getFirst().responses()).isEqualTo(rcodes);
  }

  @Test
  void everyExtendedErrorThereIs() {
    int perMessage = 200;
    int codes = 1 << 16;
    int frames = codes / perMessage * 4;
    Report report =
        analyze(
            frames,
            i -> {
              MessageBuilder message = MessageBuilder.response(1).question("a", 1).edns(1232);
              for (int j = 0; j < perMessage; j++) {
                message.extendedError((i * perMessage + j) * 40_503 % codes, "");
              }
              return from(address(1, 1), message.build());
            },
            i -> i);

    long counted = report.responses().byEde().values().stream().mapToLong(Long::longValue).sum();
    assertThat(counted).isEqualTo((long) frames * perMessage);
    assertThat(report.responses().byEde().firstKey()).isEqualTo(new ExtendedDnsError(0));
  }

  /// Each name once, as long as names can be, below a zone of its own, from a client of its own.
  @Test
  void namesThatFailOnce() {
    int frames = 40_000;
    String rest = "." + "x".repeat(63) + "." + "y".repeat(63) + "." + "z".repeat(63);
    Report report =
        analyze(
            frames,
            i -> {
              String name = "n" + i + rest + ".zone" + i + ".example";
              byte[] message = MessageBuilder.response(1).question(name, 1).rcode(2).build();
              return FrameBuilder.ethernet().ip(CLIENT, address(1, i)).udp(53, 40_000, message);
            },
            i -> i);

    for (FailureRanking ranking :
        List.of(
            report.failures().byName(), report.failures().byZone(), report.failures().byClient())) {
      assertThat(ranking.exact()).isFalse();
      assertThat(ranking.rows()).hasSize(FailureRankings.BOUND);
      assertThat(ranking.mostMissed()).isBetween(1L, (long) frames / FailureRankings.BOUND);
    }
    assertThat(report.failures().total()).isEqualTo(frames);
    assertThat(report.exact()).isFalse();
  }

  @Test
  void connectionsThatOnlyBegin() {
    int frames = 200_000;
    Report report =
        analyze(
            frames,
            i ->
                FrameBuilder.ethernet()
                    .ip(CLIENT, address(1, i))
                    .tcpSequence(i, 0)
                    .tcpFlags(SYN)
                    .tcp(40_000, 53, new byte[0]),
            i -> i);

    assertThat(report.reassembly().connectionsEvicted()).isEqualTo(frames - (1 << 16));
    assertThat(report.ledger().buckets()).containsEntry("tcp-dns-empty", (long) frames);
  }

  /// Every other octet of a stream, in as many streams as are followed and more.
  @Test
  void streamsFullOfGaps() {
    int frames = 400_000;
    int streams = 1000;
    Report report =
        analyze(
            frames,
            i ->
                FrameBuilder.ethernet()
                    .ip(address(1, i % streams), CLIENT)
                    .tcpSequence(2L * (i / streams), 0)
                    .tcpFlags(ACK)
                    .tcp(53, 40_000, new byte[] {1}),
            i -> i);

    assertThat(report.messages().total()).isZero();
    assertThat(report.reassembly().streamGaps()).isPositive();
    assertThat(report.ledger().frames()).isEqualTo(frames);
  }

  @Test
  void firstFragmentsWithoutTheOthers() {
    int frames = 100_000;
    byte[] first = Arrays.copyOf(ANSWER, 1200);
    Report report = analyze(frames, i -> fragment(i, 0, first), i -> i);

    Map<String, Long> buckets = report.ledger().buckets();
    long evicted = buckets.getOrDefault("fragment-evicted", 0L);
    assertThat(evicted).isGreaterThan(frames - 20_000L);
    assertThat(evicted + buckets.getOrDefault("fragment-held", 0L)).isEqualTo(frames);
  }

  /// Every other 8 octets of a packet.
  @Test
  void packetsFullOfGaps() {
    int frames = 200_000;
    int pieces = 2000;
    Report report =
        analyze(frames, i -> fragment(i / pieces, 16 * (i % pieces), new byte[8]), i -> i);

    assertThat(report.ledger().buckets().get("fragment-evicted")).isPositive();
    assertThat(report.messages().total()).isZero();
  }

  @Test
  void packetsInsideOfPackets() {
    byte[] packet = FrameBuilder.raw().ip(CLIENT, CLIENT).udp(53, 40_000, ANSWER);
    while (packet.length < 60_000) {
      packet = FrameBuilder.raw().ip(CLIENT, CLIENT).payload(IPV6_IN_IP, packet);
    }
    byte[] nested = FrameBuilder.ethernet().ip(CLIENT, CLIENT).payload(IPV6_IN_IP, packet);
    Report report = analyze(5000, i -> nested, i -> i);

    assertThat(report.ledger().buckets()).containsEntry("nested-too-deep", 5000L);
  }

  private static byte[] fragment(long number, int offset, byte[] octets) {
    return FrameBuilder.ethernet()
        .ip(address(1, 1), CLIENT)
        .fragmentExtension(offset | 1, number)
        .payload(UDP, octets);
  }

  private static Report analyze(int frames, Frames octets, Times nanos) {
    return new Analyzer(AnalysisOptions.defaults()).analyze(new Made(frames, octets, nanos));
  }

  private static byte[] from(byte[] server, byte[] message) {
    return between(server, CLIENT, message);
  }

  private static byte[] between(byte[] server, byte[] client, byte[] message) {
    return FrameBuilder.ethernet().ip(server, client).udp(53, 40_000, message);
  }

  private static byte[] address(long high, long low) {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  private interface Frames {
    byte[] octets(int number);
  }

  private interface Times {
    long nanos(int number);
  }

  /// Frames that are made when they are asked for.
  private record Made(int frames, Frames octets, Times nanos) implements FrameSource {
    @Override
    public void forEachFrame(FrameHandler handler) {
      ByteBuffer memory = ByteBuffer.allocateDirect(1 << 16);
      FrameView view = new FrameView();
      for (int i = 0; i < frames; i++) {
        byte[] frame = octets.octets(i);
        memory.put(0, frame);
        view.wrap(memory, 0, frame.length, frame.length, ETHERNET, nanos.nanos(i));
        handler.onFrame(view);
      }
    }

    @Override
    public List<InputSummary> inputs() {
      return List.of();
    }
  }
}
