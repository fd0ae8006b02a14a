package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.capture.FrameHandler;
import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.samples.PcapWriter;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.tally.TallyBounds;
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

  /// What more a file of any length may cost: a few steps of the timeline, profiling of the JVM.
  private static final long SLACK_OCTETS = 1 << 16;

  @TempDir private Path folder;

  @Test
  void nothingIsAllocatedPerMessage() {
    List<byte[]> mix = mix();
    ByteBuffer[] frames = new ByteBuffer[mix.size()];
    for (int i = 0; i < frames.length; i++) {
      byte[] octets = mix.get(i);
      frames[i] = ByteBuffer.allocateDirect(octets.length).put(0, octets);
    }
    FrameView view = new FrameView();
    Tally tally = new Tally(TallyBounds.ofReport());
    MessageExtractor extractor =
        new MessageExtractor(
            ServicePorts.standard(), TimeRange.ALL, tally::count, tally::countIncomplete);
    deliver(frames, view, extractor); // the compiler, and every cell and bucket, are warm
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && least > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      deliver(frames, view, extractor);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("octets for %d messages", ROUNDS * frames.length).isZero();
    assertThat(tally.responses()).isPositive();
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

  private static void deliver(ByteBuffer[] frames, FrameView view, FrameHandler handler) {
    long nanos = START_NANOS;
    for (int round = 0; round < ROUNDS; round++) {
      for (ByteBuffer frame : frames) {
        int length = frame.capacity();
        view.wrap(frame, 0, length, length, 1, nanos);
        handler.onFrame(view);
        nanos += 1000;
      }
    }
  }

  private static long allocatedFor(Path file) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Tally tally = new Tally(TallyBounds.ofReport());
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
