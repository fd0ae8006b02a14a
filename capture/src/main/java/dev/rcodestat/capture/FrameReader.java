package dev.rcodestat.capture;

import java.io.IOException;

/// Reads the frames of one capture, in the order in which they stand.
interface FrameReader {
  /// The largest frame that is taken for one, in octets; the same bound as libpcap's largest
  /// snaplen.
  int MAX_FRAME_OCTETS = 262_144;

  /// The name of the format in reports.
  String format();

  /// Points the view at the next frame.
  ///
  /// @return false where the capture ends as it should
  /// @throws CaptureFormatException where it ends otherwise
  boolean next(FrameView frame) throws IOException;

  /// The octet of the input where the link type of the last frame is declared.
  long linkTypeOffset();
}
