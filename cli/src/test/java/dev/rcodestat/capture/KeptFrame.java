package dev.rcodestat.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A frame of a capture, kept.
///
/// @param octets those that the capture holds
/// @param length its octets on the wire
/// @param timestampNanos nanoseconds since 1970, or [FrameView#NO_TIMESTAMP]
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeptFrame(byte[] octets, int length, int linkType, long timestampNanos) {
  /// Every frame of a capture file, in its order.
  public static List<KeptFrame> of(Path capture) {
    List<KeptFrame> frames = new ArrayList<>();
    new CaptureFiles(List.of(CaptureInput.file(capture.toString())))
        .forEachFrame(frame -> {
          byte[] octets = new byte[frame.captured];
          frame.memory.get(frame.offset, octets);
          frames.add(new KeptFrame(octets, frame.length, frame.linkType, frame.timestampNanos));
        });
    return frames;
  }

  /// Whether it has a time.
  public boolean hasTime() {
    return timestampNanos != FrameView.NO_TIMESTAMP;
  }
}
