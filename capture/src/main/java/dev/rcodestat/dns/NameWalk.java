package dev.rcodestat.dns;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Steps over the domain names of one message (RFC 1035 sections 3.1 and 4.1.4).
///
/// Positions count from the message's first octet. Each step returns the position after the name as
/// it stands there, or -1 and then [#defect] tells why. Single-threaded; allocates nothing.
@HotPath
final class NameWalk {
  private static final int MAX_NAME_OCTETS = 255;
  private static final int LABEL_KIND = 0xC0;
  private static final int POINTER = 0xC0;
  private static final int ORDINARY = 0x00;

  private ByteBuffer memory = Octets.NOTHING;
  private int base;
  private int captured;
  private int length;
  private MessageDefect defect = MessageDefect.NONE;

  void wrap(ByteBuffer memory, int base, int captured, int length) {
    this.memory = memory;
    this.base = base;
    this.captured = captured;
    this.length = length;
  }

  MessageDefect defect() {
    return defect;
  }

  /// Steps over a name without following its pointer.
  int skip(int start) {
    int position = start;
    while (position < captured) {
      int octet = Octets.u8(memory, base + position);
      if (octet == 0) {
        return position + 1;
      }
      int kind = octet & LABEL_KIND;
      if (kind == POINTER) {
        return position + 2 <= captured ? position + 2 : runsOut(position + 2);
      }
      if (kind != ORDINARY) {
        return fail(MessageDefect.RESERVED_LABEL);
      }
      position += 1 + octet;
      if (position - start >= MAX_NAME_OCTETS) {
        return fail(MessageDefect.NAME_TOO_LONG);
      }
    }
    return runsOut(position + 1);
  }

  /// Steps over a name and follows its pointers. Each must lead to before the labels that it ends,
  /// and not into the header; so the walk goes backwards only, and ends.
  int follow(int start) {
    int after = -1;
    int octets = 0;
    int run = start;
    int position = start;
    while (position < captured) {
      int octet = Octets.u8(memory, base + position);
      if (octet == 0) {
        return after < 0 ? position + 1 : after;
      }
      int kind = octet & LABEL_KIND;
      if (kind == POINTER) {
        if (position + 2 > captured) {
          return runsOut(position + 2);
        }
        int target = Octets.u16(memory, base + position) & 0x3FFF;
        if (target >= run || target < DnsMessageView.HEADER_OCTETS) {
          return fail(MessageDefect.BAD_POINTER);
        }
        after = after < 0 ? position + 2 : after;
        run = target;
        position = target;
      } else if (kind == ORDINARY) {
        position += 1 + octet;
        octets += 1 + octet;
        if (octets >= MAX_NAME_OCTETS) {
          return fail(MessageDefect.NAME_TOO_LONG);
        }
      } else {
        return fail(MessageDefect.RESERVED_LABEL);
      }
    }
    return runsOut(position + 1);
  }

  private int runsOut(int needed) {
    return fail(needed <= length ? MessageDefect.CUT : MessageDefect.PAST_END);
  }

  private int fail(MessageDefect found) {
    defect = found;
    return -1;
  }
}
