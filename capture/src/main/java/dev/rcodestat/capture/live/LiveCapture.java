package dev.rcodestat.capture.live;

import dev.rcodestat.capture.FrameHandler;
import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.packet.LinkType;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;
import org.pcap4j.core.RawPacketListener;

/// Frames from a live interface, through libpcap.
///
/// pcap4j hands over a `byte[]` of its own for every frame; it is copied once into one reused
/// native block, and from there on the path is the same as for files. A thread of its own captures and
/// handles the frames while [#forEachFrame] waits for it; [#stop] may be called from any thread.
public final class LiveCapture implements FrameSource, AutoCloseable {
  private static final int ENDLESS = -1;

  /// How long a loop that was told to end may go on. Most end at once; those of some sources (nflog,
  /// nfqueue) only with the next frame, which may never come.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final long MILLIS_PER_SECOND = 1000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final LiveOptions options;
  private final PcapHandle handle;
  private final ByteBuffer block;
  private final FrameView frame = new FrameView();
  private final int linkType;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean looping;
  private volatile boolean abandoned;
  private long frames;
  private long dropped;
  private @Nullable String failure;

  private LiveCapture(LiveOptions options, PcapHandle handle) {
    this.options = options;
    this.handle = handle;
    block = ByteBuffer.allocateDirect(options.snaplen());
    linkType = handle.getDlt().value();
  }

  /// Begins to capture: what arrives from now on is kept by the kernel until [#forEachFrame] takes
  /// it.
  ///
  /// @throws LiveCaptureException where a right, a library or the interface is missing
  public static LiveCapture open(LiveOptions options) throws LiveCaptureException {
    try {
      PcapHandle handle =
          new PcapHandle.Builder(options.interfaceName())
              .snaplen(options.snaplen())
              .promiscuousMode(
                  options.promiscuous()
                      ? PromiscuousMode.PROMISCUOUS
                      : PromiscuousMode.NONPROMISCUOUS)
              .bufferSize(options.bufferOctets())
              .timeoutMillis((int) options.readTimeout().toMillis())
              .timestampPrecision(TimestampPrecision.NANO)
              .build();
      return new LiveCapture(options, handle);
    } catch (PcapNativeException | LinkageError e) {
      throw LiveObstacle.explain(options.interfaceName(), e);
    }
  }

  /// Hands over every frame until [#stop] is called or the interface goes away; returns then. The
  /// handler runs on another thread, and what it did is seen by the caller.
  @Override
  public void forEachFrame(FrameHandler handler) {
    forEachFrame(handler, listener -> handle.loop(ENDLESS, listener));
  }

  void forEachFrame(FrameHandler handler, Loop endless) {
    GuardedListener listener = new GuardedListener(handler);
    looping = true;
    Thread.ofPlatform()
        .daemon()
        .name("capture " + options.interfaceName())
        .start(() -> loop(endless, listener));
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      breakLoop();
    }
    listener.finish();
  }

  /// Whatever is thrown here, the thread that waits goes on.
  private void loop(Loop endless, GuardedListener listener) {
    try {
      capture(endless, listener);
      readDrops();
    } catch (RuntimeException | Error e) {
      listener.keep("the capture failed", e);
    } finally {
      looping = false;
      ended.countDown();
    }
  }

  private void capture(Loop endless, GuardedListener listener) {
    try {
      endless.run(listener::gotPacket);
    } catch (InterruptedException e) {
      // pcap4j's word for a loop that was broken; no thread was interrupted
    } catch (PcapNativeException | NotOpenException e) {
      failure = "capture ended: " + e.getMessage();
    }
  }

  /// Ends [#forEachFrame] soon: after one more read timeout, so that the frames that the kernel has
  /// gathered until now still come. A loop that does not end is left to itself.
  public void stop() {
    try {
      Thread.sleep(options.readTimeout());
      breakLoop();
      if (looping && !ended.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        abandoned = true;
        ended.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // in a hurry: without the last ones
      breakLoop();
    }
  }

  @Override
  public List<InputSummary> inputs() {
    return List.of(
        new InputSummary(
            options.interfaceName(),
            "live",
            frames,
            problems().reduce((one, next) -> one + "; " + next)));
  }

  private Stream<String> problems() {
    Stream.Builder<String> problems = Stream.builder();
    if (failure != null) {
      problems.add(failure);
    }
    if (frames > 0 && !new LinkType(linkType).isDecoded()) {
      problems.add(
          "expected a link type that is decoded, found link type " + new LinkType(linkType));
    }
    if (dropped > 0) {
      problems.add("the kernel dropped " + dropped + " frames");
    }
    return problems.build();
  }

  /// Lets go of the interface; only after [#forEachFrame] has returned or was never called. To close
  /// a handle whose loop goes on would wait for the loop; the end of the process closes it.
  @Override
  public void close() {
    if (!abandoned) {
      handle.close();
    }
  }

  private void breakLoop() {
    try {
      handle.breakLoop();
    } catch (NotOpenException e) {
      // closed: it has ended already
    }
  }

  /// The kernel's count of drops is gone once the handle is closed.
  private void readDrops() {
    try {
      PcapStat stats = handle.getStats();
      dropped = stats.getNumPacketsDropped() + stats.getNumPacketsDroppedByIf();
    } catch (PcapNativeException | NotOpenException e) {
      failure = failure == null ? "no count of drops: " + e.getMessage() : failure;
    }
  }

  private void deliver(byte[] octets, FrameHandler handler) {
    frames++;
    int captured = Math.min(octets.length, options.snaplen());
    block.put(0, octets, 0, captured);
    int length = Math.max(handle.getOriginalLength(), captured);
    frame.wrap(block, 0, captured, length, linkType, nanos(handle.getTimestamp()));
    handler.onFrame(frame);
  }

  private static long nanos(Timestamp time) {
    return Math.floorDiv(time.getTime(), MILLIS_PER_SECOND) * NANOS_PER_SECOND + time.getNanos();
  }

  /// pcap4j swallows what its listener throws; this one keeps it, and ends the loop.
  private final class GuardedListener {
    private final FrameHandler handler;
    private @Nullable IllegalStateException thrown;
    private boolean finished;

    GuardedListener(FrameHandler handler) {
      this.handler = handler;
    }

    synchronized void gotPacket(byte[] octets) {
      if (finished || thrown != null) {
        return;
      }
      try {
        deliver(octets, handler);
      } catch (RuntimeException | Error e) {
        keep("frame " + frames + " was not handled", e);
        breakLoop();
      }
    }

    /// Keeps what [#finish] throws.
    synchronized void keep(String words, Throwable cause) {
      thrown = new IllegalStateException(words, cause);
    }

    /// Takes no more frames, and throws what was kept.
    synchronized void finish() {
      finished = true;
      if (thrown != null) {
        throw thrown;
      }
    }
  }

  /// pcap4j's loop, which ends when it is broken.
  interface Loop {
    void run(RawPacketListener listener)
        throws PcapNativeException, InterruptedException, NotOpenException;
  }
}
