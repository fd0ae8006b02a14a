package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the header of IEEE 802.11 data frames, little-endian (IEEE 802.11-2020 section
/// 9.3.2).
///
/// ```
/// version (2 bits) | type (2) | subtype (4) | flags (8) | duration (16) | three addresses (48 each)
/// fragment (4 bits) | sequence number (12)
/// fourth address (48), between access points | QoS control (16) | HT control (32)
/// ```
@HotPath
final class WifiDecoder {
  private static final int CONTROL_OCTETS = 2;
  private static final int HEADER_OCTETS = 24;
  private static final int SEQUENCE_CONTROL = 22;
  private static final int FRAGMENT = 0x000F;
  private static final int ADDRESS_OCTETS = 6;
  private static final int QOS_OCTETS = 2;
  private static final int HT_OCTETS = 4;
  private static final int CHECK_OCTETS = 4;

  // the first octet of the frame control
  private static final int VERSION_AND_TYPE = 0x0F;
  private static final int DATA = 0x08;
  private static final int WITHOUT_DATA = 0x40;
  private static final int QOS = 0x80;

  // the second one
  private static final int BETWEEN_ACCESS_POINTS = 0x03;
  private static final int PROTECTED = 0x40;
  private static final int HT = 0x80;

  // An aggregated frame (A-MSDU): destination (48), source (48), length (16) in network order.
  private static final int AGGREGATE = 0x80;
  private static final int SUBFRAME_OCTETS = 14;
  private static final int SUBFRAME_LENGTH = 12;

  private final LlcDecoder llc;

  WifiDecoder(LlcDecoder llc) {
    this.llc = llc;
  }

  /// A frame without its check sequence.
  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return decode(memory, start, capturedEnd, wireEnd, false);
  }

  /// A frame with its check sequence at the end.
  FrameVerdict decodeWithCheck(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, boolean padded) {
    long end = wireEnd - CHECK_OCTETS;
    return decode(memory, start, (int) Math.min(capturedEnd, end), end, padded);
  }

  /// @param padded whether the header was filled up to a multiple of 4 octets
  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd, boolean padded) {
    if (CONTROL_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(CONTROL_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int control = Octets.u8(memory, start);
    int flags = Octets.u8(memory, start + 1);
    return afterControl(memory, start, capturedEnd, wireEnd, control, flags, padded);
  }

  /// A frame between an access point and its controller: many write both octets of the frame
  /// control the other way round. No data frame there has flags that look like a data frame.
  FrameVerdict decodeSwapped(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (CONTROL_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(CONTROL_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int first = Octets.u8(memory, start);
    int second = Octets.u8(memory, start + 1);
    return (first & VERSION_AND_TYPE) == DATA
        ? afterControl(memory, start, capturedEnd, wireEnd, first, second, false)
        : afterControl(memory, start, capturedEnd, wireEnd, second, first, false);
  }

  private FrameVerdict afterControl(
      ByteBuffer memory,
      int start,
      int capturedEnd,
      long wireEnd,
      int control,
      int flags,
      boolean padded) {
    if ((control & VERSION_AND_TYPE) != DATA || (control & WITHOUT_DATA) != 0) {
      return FrameVerdict.NOT_IP;
    }
    if ((flags & PROTECTED) != 0) {
      return FrameVerdict.LINK_ENCRYPTED;
    }
    int octets = headerOctets(control, flags);
    int filled = padded ? (octets + 3) & ~3 : octets;
    if (filled > capturedEnd - start) {
      return FrameVerdict.lacking(filled, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    if ((Octets.u16le(memory, start + SEQUENCE_CONTROL) & FRAGMENT) != 0) {
      return FrameVerdict.TUNNEL_NOT_DECODED; // not the first one
    }
    return isAggregate(memory, start, control, flags)
        ? firstOfAggregate(memory, start + filled, capturedEnd, wireEnd)
        : llc.decode(memory, start + filled, capturedEnd, wireEnd);
  }

  private static int headerOctets(int control, int flags) {
    int octets = qosAt(flags);
    if ((control & QOS) != 0) {
      octets += QOS_OCTETS + ((flags & HT) != 0 ? HT_OCTETS : 0);
    }
    return octets;
  }

  private static int qosAt(int flags) {
    boolean fourAddresses = (flags & BETWEEN_ACCESS_POINTS) == BETWEEN_ACCESS_POINTS;
    return HEADER_OCTETS + (fourAddresses ? ADDRESS_OCTETS : 0);
  }

  private static boolean isAggregate(ByteBuffer memory, int start, int control, int flags) {
    return (control & QOS) != 0 && (Octets.u8(memory, start + qosAt(flags)) & AGGREGATE) != 0;
  }

  /// A frame of the ledger has one place, so the first packet of an aggregate stands for all.
  private FrameVerdict firstOfAggregate(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    if (SUBFRAME_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(SUBFRAME_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int next = start + SUBFRAME_OCTETS;
    long end = Math.min(wireEnd, (long) next + Octets.u16(memory, start + SUBFRAME_LENGTH));
    return llc.decode(memory, next, (int) Math.min(capturedEnd, end), end);
  }
}
