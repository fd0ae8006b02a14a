package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over what drivers tell about the radio in front of an IEEE 802.11 frame: radiotap, the
/// headers of Prism cards and of AVS, and PPI.
@HotPath
final class RadioHeaderDecoder {
  // Radiotap, little-endian: version (8), padding (8), length (16), which fields there are (32);
  // where the last bit is set, another such word follows.
  private static final int RADIOTAP_OCTETS = 8;
  private static final int RADIOTAP_LENGTH = 2;
  private static final int RADIOTAP_PRESENT = 4;
  private static final int WORD_OCTETS = 4;
  private static final long ANOTHER_WORD = 0x8000_0000L;
  private static final long TIME_PRESENT = 0x01;
  private static final int TIME_OCTETS = 8;
  private static final long FLAGS_PRESENT = 0x02;
  private static final int CHECK_AT_END = 0x10;
  private static final int HEADER_PADDED = 0x20;

  // Prism: message (32), length (32), in the order of the machine that captured. AVS: version (32),
  // length (32), in network order.
  private static final int LENGTHS_OCTETS = 8;
  private static final int LENGTH = 4;
  private static final long AVS = 0x8021_1000L;
  private static final long AVS_MASK = 0xFFFF_FFF0L;
  private static final int MAX_LENGTH = 0xFFFF;

  // PPI, little-endian: version (8), flags (8), length (16), link type (32).
  private static final int PPI_OCTETS = 8;
  private static final int PPI_LENGTH = 2;
  private static final int PPI_LINK_TYPE = 4;

  private final LinkDecoder link;
  private final WifiDecoder wifi;

  RadioHeaderDecoder(LinkDecoder link, WifiDecoder wifi) {
    this.link = link;
    this.wifi = wifi;
  }

  FrameVerdict decodeRadiotap(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (RADIOTAP_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(RADIOTAP_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int octets = Octets.u16le(memory, start + RADIOTAP_LENGTH);
    if (octets < RADIOTAP_OCTETS) {
      return FrameVerdict.LINK_MALFORMED;
    }
    if (octets > capturedEnd - start) {
      return FrameVerdict.lacking(octets, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int next = start + octets;
    int flags = radiotapFlags(memory, start, next);
    boolean padded = (flags & HEADER_PADDED) != 0;
    return (flags & CHECK_AT_END) != 0
        ? wifi.decodeWithCheck(memory, next, capturedEnd, wireEnd, padded)
        : wifi.decode(memory, next, capturedEnd, wireEnd, padded);
  }

  /// The field of flags, which comes first or after a time that begins at a multiple of 8 octets.
  private static int radiotapFlags(ByteBuffer memory, int start, int end) {
    long present = Octets.u32le(memory, start + RADIOTAP_PRESENT);
    if ((present & FLAGS_PRESENT) == 0) {
      return 0;
    }
    int at = start + RADIOTAP_OCTETS;
    long word = present;
    while ((word & ANOTHER_WORD) != 0 && WORD_OCTETS <= end - at) {
      word = Octets.u32le(memory, at);
      at += WORD_OCTETS;
    }
    if ((present & TIME_PRESENT) != 0) {
      at = start + ((at - start + TIME_OCTETS - 1) & -TIME_OCTETS) + TIME_OCTETS;
    }
    return at < end ? Octets.u8(memory, at) : 0;
  }

  /// Some drivers write the header of AVS where that of Prism is announced.
  FrameVerdict decodePrismOrAvs(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (LENGTHS_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(LENGTHS_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    boolean avs = (Octets.u32(memory, start) & AVS_MASK) == AVS;
    long octets = Octets.u32(memory, start + LENGTH);
    if (!avs) { // whichever order makes it the smaller one
      octets = Math.min(octets, Octets.u32le(memory, start + LENGTH));
    }
    return octets < LENGTHS_OCTETS || octets > MAX_LENGTH
        ? FrameVerdict.LINK_MALFORMED
        : wifi.decode(memory, start + (int) octets, capturedEnd, wireEnd);
  }

  FrameVerdict decodePpi(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (PPI_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(PPI_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int octets = Octets.u16le(memory, start + PPI_LENGTH);
    int linkType = (int) Octets.u32le(memory, start + PPI_LINK_TYPE);
    return octets < PPI_OCTETS
        ? FrameVerdict.LINK_MALFORMED
        : link.decode(memory, start + octets, capturedEnd, wireEnd, linkType);
  }
}
