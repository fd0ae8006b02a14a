package dev.rcodestat.capture;

import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// One captured frame where it lies in a block: borrowed, valid until its reader is asked for the
/// next one.
public final class FrameView {
  /// The time of a frame that has none: in a Simple Packet Block, or out of reach of nanoseconds.
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  ByteBuffer memory = Octets.NOTHING;
  int offset;
  int captured;
  int length;
  int linkType;
  long timestampNanos = NO_TIMESTAMP;

  /// Points the view at a frame.
  ///
  /// @param memory the memory that holds the frame
  /// @param offset where its link header begins in the memory
  /// @param captured its octets that the capture holds
  /// @param length its octets on the wire
  /// @param linkType the type of its link header, a LINKTYPE_ number
  /// @param timestampNanos nanoseconds since 1970-01-01T00:00:00Z, or [#NO_TIMESTAMP]
  public void wrap(
      ByteBuffer memory, int offset, int captured, int length, int linkType, long timestampNanos) {
    this.memory = memory;
    this.offset = offset;
    this.captured = captured;
    this.length = length;
    this.linkType = linkType;
    this.timestampNanos = timestampNanos;
  }
}
