package dev.rcodestat.testing;

import dev.rcodestat.capture.FrameHandler;
import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.FrameView;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.samples.MessageBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Frames made for a test, in native memory: a source that never allocates while it delivers.
public final class Traffic implements FrameSource {
  private static final int ETHERNET = 1;

  private final List<ByteBuffer> frames = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();

  /// A response of this server with a question of this type.
  public Traffic response(long nanos, String server, int type, int rcode) {
    return response(
        nanos, server, MessageBuilder.response(1).question("www.example", type).rcode(rcode));
  }

  /// A message of this server.
  public Traffic response(long nanos, String server, MessageBuilder message) {
    String client = server.contains(":") ? "2001:db8:ffff::1" : "203.0.113.1";
    return frame(
        nanos, FrameBuilder.ethernet().ip(server, client).udp(53, 40_000, message.build()));
  }

  /// An Ethernet frame.
  public Traffic frame(long nanos, byte[] octets) {
    frames.add(ByteBuffer.allocateDirect(octets.length).put(0, octets));
    times.add(nanos);
    return this;
  }

  /// The number of frames.
  public int size() {
    return frames.size();
  }

  /// Hands over one frame.
  public void deliver(int index, FrameHandler handler) {
    deliver(index, new FrameView(), handler);
  }

  private void deliver(int index, FrameView view, FrameHandler handler) {
    ByteBuffer frame = frames.get(index);
    int length = frame.capacity();
    view.wrap(frame, 0, length, length, ETHERNET, times.get(index));
    handler.onFrame(view);
  }

  @Override
  public void forEachFrame(FrameHandler handler) {
    FrameView view = new FrameView(); // several threads may go through the frames
    for (int i = 0; i < frames.size(); i++) {
      deliver(i, view, handler);
    }
  }

  @Override
  public List<InputSummary> inputs() {
    return List.of(new InputSummary("test", "pcap", frames.size(), Optional.empty()));
  }
}
