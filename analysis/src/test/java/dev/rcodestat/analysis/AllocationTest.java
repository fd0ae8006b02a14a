package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.capture.FrameFilter;
import dev.rcodestat.capture.FrameHandler;
import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.capture.TrafficShares;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.samples.PcapWriter;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.tally.Selection;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.tally.TallyBounds;
import dev.rcodestat.transaction.MessageRole;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the frame to the tally nothing is allocated, and reading costs the same however long the
/// file is.
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 2_000;
  private static final int ATTEMPTS = 5;
  private static final long START_NANOS = 1_767_225_600_000_000_000L;

  /// So that a round takes longer than copies may come apart, and all of them longer than a query is
  /// open.
  private static final long STEP_NANOS = 10_000;

  /// What more a file of any length may cost: a few steps of the timeline, profiling of the JVM.
  private static final long SLACK_OCTETS = 1 << 16;

  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final int MORE_DAYS_THAN_BUCKETS = 1_001;

  @TempDir private Path folder;

  @Test
  void nothingIsAllocatedPerMessage() {
    Tally tally = new Tally(TallyBounds.ofShare());
    MessageExtractor extractor =
        new MessageExtractor(
            ServicePorts.standard(), TimeRange.ALL, tally::count, tally::countIncomplete);

    assertThat(allocatedFor(mix(), extractor)).isZero();
    assertThat(tally.responses()).isPositive();
  }

  @Test
  void nothingIsAllocatedPerMatchedMessage() {
    Tally tally = new Tally(TallyBounds.ofShare());
    Partition partition = new Partition(AnalysisOptions.defaults(), tally, 0);

    assertThat(allocatedFor(talk(), extractor(partition))).isZero();
    for (MessageRole role : MessageRole.values()) {
      assertThat(tally.messages(role) > 0)
          .as("%s", role)
          .isEqualTo(role != MessageRole.CONTINUATION);
    }
    assertThat(tally.droppedOpen()).isZero();
  }

  @Test
  void nothingIsAllocatedPerMessageWhereResolversAreSought() {
    AnalysisOptions options =
        AnalysisOptions.defaults().withBy(List.of(Dimension.RESOLVER, Dimension.LEG));
    Tally tally =
        new Tally(TallyBounds.ofShare(), 1, Selection.ALL, options.by(), options.resolvers());
    Partition partition = new Partition(options, tally, 0);

    assertThat(allocatedFor(talk(), extractor(partition))).isZero();
    assertThat(tally.byDimensions().rows()).isPositive();
  }

  @Test
  void nothingIsAllocatedPerMessageWhereResolversAreKnown() {
    AnalysisOptions options =
        AnalysisOptions.defaults()
            .withBy(List.of(Dimension.RESOLVER, Dimension.LEG))
            .withResolvers(ResolverExpression.parse(List.of("192.0.2.53"), HostNames.none()));
    Tally tally =
        new Tally(TallyBounds.ofShare(), 1, Selection.ALL, options.by(), options.resolvers());
    Partition partition = new Partition(options, tally, 0);

    assertThat(allocatedFor(talk(), extractor(partition))).isZero();
    assertThat(tally.byDimensions().rows()).isPositive();
  }

  @Test
  void readingAllocatesNoMoreForALongFileThanForAShortOne() throws IOException {
    Path shortFile = write("short", 1_000);
    Path longFile = write("long", 100_000);
    assertThat(Files.size(longFile)).isGreaterThan(10_000_000L);
    allocatedFor(longFile);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && least > SLACK_OCTETS; i++) {
      least = Math.min(least, allocatedFor(longFile) - allocatedFor(shortFile));
    }
    assertThat(least).isLessThanOrEqualTo(SLACK_OCTETS);
  }

  private static MessageExtractor extractor(Partition partition) {
    return new MessageExtractor(
        ServicePorts.standard(),
        TimeRange.ALL,
        FrameFilter.ALL,
        TrafficShares.undivided(partition));
  }

  /// The octets that are allocated for some rounds of these frames once everything is warm: the
  /// compiler, every table, every cell and bucket. The timeline makes no new buckets: they are days wide by
  /// then.
  private static long allocatedFor(List<byte[]> mix, FrameHandler handler) {
    ByteBuffer[] frames = new ByteBuffer[mix.size()];
    for (int i = 0; i < frames.length; i++) {
      byte[] octets = mix.get(i);
      frames[i] = ByteBuffer.allocateDirect(octets.length).put(0, octets);
    }
    FrameView view = new FrameView();
    for (long day = -MORE_DAYS_THAN_BUCKETS; day < 0; day++) {
      deliver(frames, view, START_NANOS + day * DAY_NANOS, 1, handler);
    }
    long nanos = deliver(frames, view, START_NANOS, ROUNDS, handler);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && least > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      nanos = deliver(frames, view, nanos, ROUNDS, handler);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  /// @return when the next frame is to come
  private static long deliver(
      ByteBuffer[] frames, FrameView view, long startNanos, int rounds, FrameHandler handler) {
    long nanos = startNanos;
    for (int round = 0; round < rounds; round++) {
      for (ByteBuffer frame : frames) {
        int length = frame.capacity();
        view.wrap(frame, 0, length, length, 1, nanos);
        handler.onFrame(view);
        nanos += STEP_NANOS;
      }
    }
    return nanos;
  }

  private static long allocatedFor(Path file) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Tally tally = new Tally(TallyBounds.ofShare());
    new CaptureFiles(List.of(CaptureInput.file(file.toString())))
        .forEachFrame(
            new MessageExtractor(
                ServicePorts.standard(), TimeRange.ALL, tally::count, tally::countIncomplete));
    assertThat(tally.responses()).isPositive();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private Path write(String name, int rounds) throws IOException {
    Path file = folder.resolve(name);
    List<byte[]> mix = mix();
    try (PcapWriter pcap =
        new PcapWriter(new BufferedOutputStream(Files.newOutputStream(file)), 1)) {
      for (int i = 0; i < rounds; i++) {
        pcap.write(START_NANOS + i * 1000L, mix.get(i % mix.size()));
      }
    }
    return file;
  }

  /// What some clients and servers say to each other: queries that are answered, early or with an
  /// RCODE alone too; not answered; sent again; copied; and responses that nobody asked for.
  private static List<byte[]> talk() {
    MessageBuilder query = MessageBuilder.query(1).question("www.example", 1).edns(1232);
    MessageBuilder response =
        MessageBuilder.response(1)
            .question("WWW.example", 1)
            .answer(MessageBuilder.pointer(12), 1, 1, 60, new byte[4])
            .edns(1232);
    List<MessageBuilder> said =
        List.of(
            query,
            query,
            response,
            response,
            MessageBuilder.query(2).question("a-somewhat-longer-name.example", 28),
            MessageBuilder.response(2).rcode(4),
            MessageBuilder.response(3).question("early.example", 65).rcode(3),
            MessageBuilder.query(3).question("early.example", 65),
            MessageBuilder.query(4).question("unanswered.example", 1),
            MessageBuilder.response(5).question("unasked.example", 1).rcode(5));
    List<byte[]> frames = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      String server = i % 5 == 0 ? "2001:db8::53" : "192.0.2.53";
      String client = i % 5 == 0 ? "2001:db8::c:" + i : "198.51.100." + i;
      for (MessageBuilder message : said) {
        byte[] octets = message.build();
        boolean isResponse = (octets[2] & 0x80) != 0;
        FrameBuilder frame = FrameBuilder.ethernet();
        frames.add(
            isResponse
                ? frame.ip(server, client).udp(53, 40_000, octets)
                : frame.ip(client, server).udp(40_000, 53, octets));
      }
    }
    return frames;
  }

  /// Queries and responses, IPv4 and IPv6, with EDNS, Extended DNS Errors, records, defects; and
  /// frames that hold no message.
  private static List<byte[]> mix() {
    byte[] soa =
        MessageBuilder.concat(
            MessageBuilder.name("ns.example"), MessageBuilder.name("host.example"), new byte[20]);
    byte[] zone = MessageBuilder.pointer(16);
    List<MessageBuilder> messages =
        List.of(
            MessageBuilder.query(1).recursionDesired().question("www.example", 1),
            MessageBuilder.query(2).question("www.example", 28).edns(1232).dnssecOk(),
            MessageBuilder.response(3)
                .question("www.example", 1)
                .answer(MessageBuilder.pointer(12), 1, 1, 60, new byte[4])
                .edns(1232),
            MessageBuilder.response(4)
                .question("none.example", 28)
                .authority(zone, 6, 1, 60, soa)
                .authority(zone, 46, 1, 60, new byte[90])
                .edns(1232)
                .dnssecOk()
                .rcode(3),
            MessageBuilder.response(5)
                .question("www.example", 65)
                .edns(1232)
                .option(10, new byte[24])
                .extendedError(22, "at delegation example")
                .extendedError(23, "timeout")
                .rcode(2),
            MessageBuilder.response(6)
                .question("sub.example", 1)
                .authority(zone, 2, 1, 60, MessageBuilder.name("ns.example"))
                .additional(MessageBuilder.name("ns.example"), 1, 1, 60, new byte[4])
                .edns(4096),
            MessageBuilder.response(7).question("www.example", 65_280).edns(512).rcode(16),
            MessageBuilder.response(8).rcode(4),
            MessageBuilder.response(9).question(MessageBuilder.pointer(12), 1, 1).rcode(5));
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      for (MessageBuilder message : messages) {
        frames.add(
            i % 5 == 0
                ? FrameBuilder.ethernet()
                    .ip("2001:db8::" + i, "2001:db8:1::1")
                    .udp(53, 40_000, message.build())
                : FrameBuilder.ethernet()
                    .vlan(0x8100, 7)
                    .ip("192.0.2." + i, "203.0.113.1")
                    .udp(53, 40_000, message.build()));
      }
    }
    frames.add(new byte[60]);
    frames.add(FrameBuilder.ethernet().ip("192.0.2.1", "192.0.2.2").tcp(53, 9, new byte[40]));
    frames.add(FrameBuilder.ethernet().ip("192.0.2.1", "192.0.2.2").udp(443, 9, new byte[40]));
    return frames;
  }
}
