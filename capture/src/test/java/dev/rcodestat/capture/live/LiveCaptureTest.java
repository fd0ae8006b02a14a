package dev.rcodestat.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.samples.MessageBuilder;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// On the loopback interface, with datagrams of our own.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LiveCaptureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Queue<Integer> ids = new ConcurrentLinkedQueue<>();

  @Test
  void datagramsOnLoopbackAreSeenUntilStopped() throws IOException, InterruptedException {
    long before = Instant.now().getEpochSecond();
    try (LiveCapture capture = open("lo");
        DatagramSocket server = new DatagramSocket(0, LOOPBACK)) {
      MessageExtractor extractor = extractor(server.getLocalPort());
      Thread capturing = Thread.ofPlatform().start(() -> capture.forEachFrame(extractor));
      for (int id = 1; id <= 5; id++) {
        send(server, MessageBuilder.response(id).question("www.example", 1).rcode(2).build());
      }
      awaitMessages(5);
      capture.stop();
      capturing.join(PATIENCE);
      assertThat(capturing.isAlive()).as("stopped").isFalse();
      assertThat(ids).containsExactly(1, 2, 3, 4, 5);
      assertThat(extractor.ledger().frames(FrameVerdict.DNS)).isEqualTo(5);
      assertThat(capture.inputs())
          .singleElement()
          .satisfies(input -> {
            assertThat(input.name()).isEqualTo("lo");
            assertThat(input.format()).isEqualTo("live");
            assertThat(input.frames()).isEqualTo(extractor.ledger().total());
            assertThat(input.problem()).isEmpty();
          });
      assertThat(extractor.ledger().firstNanos() / 1_000_000_000L)
          .as("seconds since 1970")
          .isBetween(before, before + 30);
    }
  }

  @Test
  void stopEndsACaptureInWhichNothingArrives() throws InterruptedException {
    try (LiveCapture capture = open("lo")) {
      Thread capturing = Thread.ofPlatform().start(() -> capture.forEachFrame(frame -> {}));
      Thread.sleep(200);
      capture.stop();
      capturing.join(PATIENCE);
      assertThat(capturing.isAlive()).isFalse();
    }
  }

  /// libpcap's loop on netfilter's log does not end before a packet is logged.
  @Test
  void stopEndsACaptureWhoseLoopDoesNotEnd() throws InterruptedException {
    try (LiveCapture capture = open("nflog")) {
      Thread capturing = Thread.ofPlatform().start(() -> capture.forEachFrame(frame -> {}));
      Thread.sleep(200);
      capture.stop();
      capturing.join(PATIENCE);
      assertThat(capturing.isAlive()).isFalse();
    }
  }

  @Test
  void stopBeforeTheBeginningEndsAtOnce() throws InterruptedException {
    try (LiveCapture capture = open("lo")) {
      capture.stop();
      Thread capturing = Thread.ofPlatform().start(() -> capture.forEachFrame(frame -> {}));
      capturing.join(PATIENCE);
      assertThat(capturing.isAlive()).isFalse();
    }
  }

  @Test
  void stopAfterTheEndDoesNothing() {
    LiveCapture capture = open("lo");
    capture.close();
    capture.stop();
    assertThat(capture.inputs().getFirst().frames()).isZero();
  }

  @Test
  void whatTheHandlerThrowsComesOut() throws IOException {
    try (LiveCapture capture = open("lo");
        DatagramSocket server = new DatagramSocket(0, LOOPBACK)) {
      send(server, MessageBuilder.response(1).build());
      assertThatThrownBy(() ->
              capture.forEachFrame(frame -> {
                throw new ArithmeticException("on purpose");
              }))
          .hasRootCauseMessage("on purpose");
    }
  }

  @Test
  void whatTheLoopThrowsComesOut() {
    for (Throwable fault : List.of(new ArithmeticException("one"), new LinkageError("two"))) {
      try (LiveCapture capture = open("lo")) {
        assertThatThrownBy(() -> capture.forEachFrame(frame -> {}, listener -> sneak(fault)))
            .hasMessage("the capture failed")
            .hasCause(fault);
        capture.stop();
      }
    }
  }

  private static void sneak(Throwable fault) {
    switch (fault) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(fault);
    }
  }

  @Test
  void interfaceThatIsNotThereIsNamedWithThoseThatAre() {
    open("lo").close();
    assertThatThrownBy(() -> LiveCapture.open(LiveOptions.of("nosuch0")))
        .isInstanceOf(LiveCaptureException.class)
        .hasMessageStartingWith("there is no interface nosuch0; there are: ")
        .hasMessageContaining("lo");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new LiveOptions("lo", 95, false, 1 << 20, Duration.ofMillis(1)))
        .hasMessageContaining("95");
    assertThatThrownBy(() -> new LiveOptions("lo", 96, false, 1 << 20, Duration.ZERO))
        .hasMessageContaining("1 ms");
  }

  private MessageExtractor extractor(int port) {
    return new MessageExtractor(
        new ServicePorts(List.of(port)),
        TimeRange.ALL,
        (timestampNanos, flow, message) -> ids.add(message.id()),
        (timestampNanos, flow, message) -> {});
  }

  private static LiveCapture open(String name) {
    try {
      return LiveCapture.open(LiveOptions.of(name));
    } catch (LiveCaptureException e) {
      return abort(String.valueOf(e.getMessage()));
    }
  }

  private static void send(DatagramSocket server, byte[] message) throws IOException {
    try (DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      client.send(new DatagramPacket(message, message.length, LOOPBACK, server.getLocalPort()));
    }
  }

  private void awaitMessages(int count) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (ids.size() < count && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }
  }
}
