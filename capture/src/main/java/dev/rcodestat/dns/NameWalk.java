package dev.rcodestat.dns;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the domain names of a message (RFC 1035 sections 3.1 and 4.1.4).
///
/// Places are offsets in the memory. Each step returns the place after the name as it stands there,
/// or what [#failure] makes of a defect, which is negative; a name that runs on to the end is
/// [MessageDefect#PAST_END].
@HotPath
final class NameWalk {
  private static final int MAX_NAME_OCTETS = 255;
  private static final int MAX_LABELS = 127;
  private static final int LABEL_KIND = 0xC0;
  private static final int POINTER = 0xC0;
  private static final int POINTER_OCTETS = 2;
  private static final int POINTER_TARGET = 0x3FFF;
  private static final int ORDINARY = 0x00;

  private static final MessageDefect[] DEFECTS = MessageDefect.values();

  private NameWalk() {}

  /// A defect as a negative number, to be returned in the place of a place.
  static int failure(MessageDefect defect) {
    return ~defect.ordinal();
  }

  /// The defect that a negative number stands for.
  static MessageDefect defect(int failure) {
    return DEFECTS[~failure];
  }

  /// Steps over a name without following its pointer.
  static int skip(ByteBuffer memory, int start, int end) {
    int at = start;
    while (at < end) {
      int octet = Octets.u8(memory, at);
      if (octet == 0) {
        return at + 1;
      }
      int kind = octet & LABEL_KIND;
      if (kind == POINTER) {
        return POINTER_OCTETS <= end - at ? at + POINTER_OCTETS : failure(MessageDefect.PAST_END);
      }
      if (kind != ORDINARY) {
        return failure(MessageDefect.RESERVED_LABEL);
      }
      at += 1 + octet;
      if (at - start >= MAX_NAME_OCTETS) {
        return failure(MessageDefect.NAME_TOO_LONG);
      }
    }
    return failure(MessageDefect.PAST_END);
  }

  /// Steps over a name and follows its pointers. Each must lead to before the labels that it ends,
  /// and not into the header; so the walk goes backwards only, and ends. There may be no more of them
  /// than a name has labels.
  ///
  /// @param message where the message's header begins
  static int follow(ByteBuffer memory, int message, int start, int end) {
    int after = 0;
    int octets = 0;
    int pointers = 0;
    int run = start;
    int at = start;
    while (at < end) {
      int octet = Octets.u8(memory, at);
      if (octet == 0) {
        return after == 0 ? at + 1 : after;
      }
      int kind = octet & LABEL_KIND;
      if (kind == ORDINARY) {
        at += 1 + octet;
        octets += 1 + octet;
        if (octets >= MAX_NAME_OCTETS) {
          return failure(MessageDefect.NAME_TOO_LONG);
        }
      } else if (kind == POINTER) {
        if (POINTER_OCTETS > end - at) {
          return failure(MessageDefect.PAST_END);
        }
        int target = message + (Octets.u16(memory, at) & POINTER_TARGET);
        pointers++;
        if (target >= run
            || target < message + DnsMessageView.HEADER_OCTETS
            || pointers > MAX_LABELS) {
          return failure(MessageDefect.BAD_POINTER);
        }
        after = after == 0 ? at + POINTER_OCTETS : after;
        run = target;
        at = target;
      } else {
        return failure(MessageDefect.RESERVED_LABEL);
      }
    }
    return failure(MessageDefect.PAST_END);
  }
}
