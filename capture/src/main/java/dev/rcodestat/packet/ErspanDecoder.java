package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the header that a switch puts in front of mirrored frames (ERSPAN,
/// draft-foschiano-erspan-03). Type I has none, and no sequence number in the header of GRE either.
@HotPath
final class ErspanDecoder {
  private static final int VERSION_OF_TYPE_II = 1;
  private static final int VERSION_OF_TYPE_III = 2;
  private static final int TYPE_II_OCTETS = 8;
  private static final int TYPE_III_OCTETS = 12;
  private static final int TYPE_III_FLAGS = 10;
  private static final int SUBHEADER_OCTETS = 8;
  private static final int SUBHEADER = 1;

  // Bits 1 to 5 of the flags say what was mirrored.
  private static final int FRAME_TYPE_SHIFT = 10;
  private static final int FRAME_TYPE = 0x1F;
  private static final int FRAME_IP = 2;

  private final LinkDecoder link;

  ErspanDecoder(LinkDecoder link) {
    this.link = link;
  }

  /// @param numbered whether the header of GRE has a sequence number
  FrameVerdict decode(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, boolean numbered) {
    if (!numbered) {
      return link.decode(memory, start, capturedEnd, wireEnd, LinkType.ETHERNET);
    }
    if (TYPE_II_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(TYPE_II_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    return switch (Octets.u8(memory, start) >> 4) {
      case VERSION_OF_TYPE_II ->
          link.decode(memory, start + TYPE_II_OCTETS, capturedEnd, wireEnd, LinkType.ETHERNET);
      case VERSION_OF_TYPE_III -> typeThree(memory, start, capturedEnd, wireEnd);
      default -> FrameVerdict.TUNNEL_NOT_DECODED;
    };
  }

  private FrameVerdict typeThree(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (TYPE_III_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(TYPE_III_OCTETS, wireEnd - start, FrameVerdict.TUNNEL_MALFORMED);
    }
    int flags = Octets.u16(memory, start + TYPE_III_FLAGS);
    int next = start + TYPE_III_OCTETS + ((flags & SUBHEADER) != 0 ? SUBHEADER_OCTETS : 0);
    boolean packet = (flags >> FRAME_TYPE_SHIFT & FRAME_TYPE) == FRAME_IP;
    return link.decode(
        memory, next, capturedEnd, wireEnd, packet ? LinkType.RAW : LinkType.ETHERNET);
  }
}
