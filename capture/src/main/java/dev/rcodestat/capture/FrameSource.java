package dev.rcodestat.capture;

import java.util.List;

/// Where frames come from: capture files, or live interfaces.
public interface FrameSource {
  /// Hands every frame to the handler, and returns when there are no more.
  void forEachFrame(FrameHandler handler);

  /// What became of each input so far, in the order in which they were named.
  List<InputSummary> inputs();
}
