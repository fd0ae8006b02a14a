package dev.rcodestat.capture;

/// Takes frames, one at a time, on the source's thread.
@FunctionalInterface
public interface FrameHandler {
  /// Takes one frame.
  ///
  /// @param frame borrowed: valid until this method returns
  void onFrame(FrameView frame);
}
