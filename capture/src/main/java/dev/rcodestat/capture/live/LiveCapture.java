package dev.rcodestat.capture.live;

import dev.rcodestat.capture.FrameHandler;
import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.packet.LinkType;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;

/// Frames from a live interface, through libpcap.
///
/// pcap4j hands over a `byte[]` of its own for every frame; it is copied once into one reused
/// native block, and from there on the path is the same as for files. One thread captures and
/// handles; [#stop] may be called from any thread.
public final class LiveCapture implements FrameSource, AutoCloseable {
  private static final int ENDLESS = -1;
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final LiveOptions options;
  private final PcapHandle handle;
  private final ByteBuffer block;
  private final FrameView frame = new FrameView();
  private final int linkType;
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

  /// Hands over every frame until [#stop] is called or the interface goes away; returns then.
  @Override
  public void forEachFrame(FrameHandler handler) {
    GuardedListener listener = new GuardedListener(handler);
    try {
      handle.loop(ENDLESS, listener::gotPacket);
    } catch (InterruptedException e) {
      // pcap4j's word for a loop that was broken; no thread was interrupted
    } catch (PcapNativeException | NotOpenException e) {
      failure = "capture ended: " + e.getMessage();
    }
    readDrops();
    listener.rethrow();
  }

  /// Ends [#forEachFrame] soon: after one more read timeout, so that the frames that the kernel has
  /// gathered until now still come.
  public void stop() {
    try {
      Thread.sleep(options.readTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // in a hurry: without the last ones
    }
    breakLoop();
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
      problems.add("expected a link type that is decoded, found link type " + linkType);
    }
    if (dropped > 0) {
      problems.add("the kernel dropped " + dropped + " frames");
    }
    return problems.build();
  }

  /// Lets go of the interface; only after [#forEachFrame] has returned or was never called.
  @Override
  public void close() {
    handle.close();
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
    private @Nullable Throwable thrown;

    GuardedListener(FrameHandler handler) {
      this.handler = handler;
    }

    void gotPacket(byte[] octets) {
      if (thrown != null) {
        return;
      }
      try {
        deliver(octets, handler);
      } catch (RuntimeException | Error e) {
        thrown = e;
        breakLoop();
      }
    }

    void rethrow() {
      if (thrown != null) {
        throw new IllegalStateException("frame " + frames + " was not handled", thrown);
      }
    }
  }
}
