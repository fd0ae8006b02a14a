package dev.rcodestat.capture;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Decides which frames are looked at; the others are only counted. Single-threaded.
public interface FrameFilter {
  /// Every frame.
  FrameFilter ALL = new EveryFrame();

  /// Whether a frame is looked at.
  ///
  /// @param memory the memory that holds the frame: borrowed, only to be read, by index
  /// @param offset where its link header begins
  /// @param captured its octets that the capture holds
  /// @param length its octets on the wire
  /// @param linkType the type of its link header, a LINKTYPE_ number
  boolean matches(ByteBuffer memory, int offset, int captured, int length, int linkType);

  /// The same filter, to be used on another thread.
  default FrameFilter forAnotherThread() {
    return this;
  }

  /// The words that a person gave for it; empty for [#ALL].
  Optional<String> expression();

  /// See [FrameFilter#ALL].
  final class EveryFrame implements FrameFilter {
    private EveryFrame() {}

    @Override
    public boolean matches(ByteBuffer memory, int offset, int captured, int length, int linkType) {
      return true;
    }

    @Override
    public Optional<String> expression() {
      return Optional.empty();
    }
  }
}
