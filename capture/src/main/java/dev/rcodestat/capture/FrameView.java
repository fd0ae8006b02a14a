package dev.rcodestat.capture;

import java.lang.foreign.MemorySegment;

/// One captured frame where it lies in a block: borrowed, valid until its reader is asked for the
/// next one.
public final class FrameView {
  /// The time of a frame that has none: a Simple Packet Block before any block with a time.
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  MemorySegment segment = MemorySegment.NULL;
  long offset;
  int captured;
  int length;
  int linkType;
  long timestampNanos = NO_TIMESTAMP;

  /// Points the view at a frame.
  ///
  /// @param segment the memory that holds the frame
  /// @param offset where its link header begins in the segment
  /// @param captured its octets that the capture holds
  /// @param length its octets on the wire
  /// @param linkType the type of its link header, a LINKTYPE_ number
  /// @param timestampNanos nanoseconds since 1970-01-01T00:00:00Z, or [#NO_TIMESTAMP]
  public void wrap(
      MemorySegment segment,
      long offset,
      int captured,
      int length,
      int linkType,
      long timestampNanos) {
    this.segment = segment;
    this.offset = offset;
    this.captured = captured;
    this.length = length;
    this.linkType = linkType;
    this.timestampNanos = timestampNanos;
  }
}
