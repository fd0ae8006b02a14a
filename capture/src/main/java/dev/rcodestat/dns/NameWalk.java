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
  private static final int MAX_LABEL_OCTETS = 63;

  /// From here on, the two upper bits of an octet say that it begins a pointer.
  static final int POINTER = 0xC0;

  private static final int POINTER_OCTETS = 2;

  /// The bits of a pointer that hold its target, counted from the header of the message.
  static final int POINTER_TARGET = 0x3FFF;

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
    int first = start < end ? Octets.u8(memory, start) : 0;
    if (first >= POINTER) { // as most names are that are skipped
      return pastPointer(start, end);
    }
    int at = pastLabels(memory, start, Math.min(end, start + MAX_NAME_OCTETS));
    if (at - start >= MAX_NAME_OCTETS) {
      return failure(MessageDefect.NAME_TOO_LONG);
    }
    if (at >= end) {
      return failure(MessageDefect.PAST_END);
    }
    int octet = Octets.u8(memory, at);
    if (octet == 0) {
      return at + 1;
    }
    return octet >= POINTER ? pastPointer(at, end) : failure(MessageDefect.RESERVED_LABEL);
  }

  /// Steps over a name and follows its pointers. Each must lead to before the labels that it ends,
  /// and not into the header; so the walk goes backwards only, and ends. There may be no more of them
  /// than a name has labels.
  ///
  /// @param message where the message's header begins
  static int follow(ByteBuffer memory, int message, int start, int end) {
    int run = start;
    int at = pastLabels(memory, run, Math.min(end, run + MAX_NAME_OCTETS));
    int octets = at - run;
    int pointers = 0;
    int after = 0;
    while (octets < MAX_NAME_OCTETS && at < end) {
      int octet = Octets.u8(memory, at);
      if (octet == 0) {
        return after == 0 ? at + 1 : after;
      }
      if (octet < POINTER) {
        return failure(MessageDefect.RESERVED_LABEL);
      }
      int next = pastPointer(at, end);
      if (next < 0) {
        return next;
      }
      int target = message + (Octets.u16(memory, at) & POINTER_TARGET);
      pointers++;
      if (target >= run
          || target < message + DnsMessageView.HEADER_OCTETS
          || pointers > MAX_LABELS) {
        return failure(MessageDefect.BAD_POINTER);
      }
      after = after == 0 ? next : after;
      run = target;
      at = pastLabels(memory, run, Math.min(end, run + MAX_NAME_OCTETS - octets));
      octets += at - run;
    }
    return failure(octets < MAX_NAME_OCTETS ? MessageDefect.PAST_END : MessageDefect.NAME_TOO_LONG);
  }

  /// Steps over ordinary labels, as long as they begin before the limit.
  private static int pastLabels(ByteBuffer memory, int start, int limit) {
    int at = start;
    while (at < limit) {
      int octet = Octets.u8(memory, at);
      if (octet == 0 || octet > MAX_LABEL_OCTETS) {
        return at;
      }
      at += 1 + octet;
    }
    return at;
  }

  private static int pastPointer(int at, int end) {
    return POINTER_OCTETS <= end - at ? at + POINTER_OCTETS : failure(MessageDefect.PAST_END);
  }
}
