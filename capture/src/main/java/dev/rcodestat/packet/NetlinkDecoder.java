package dev.rcodestat.packet;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// Finds the packets that the Linux firewall hands out: logged ones (NFLOG) and queued ones, as
/// frames of their own or inside netlink messages. Numbers are in the order of the machine that
/// captured.
///
/// ```
/// length (32) | type: subsystem and message (8 each) | flags (16) | sequence (32) | port (32)
/// family (8) | version (8) | resource (16)
/// attributes: length (16), type (16), value, and padding to a multiple of 4 octets
/// ```
@HotPath
final class NetlinkDecoder {
  private static final int MESSAGE_OCTETS = 16;
  private static final int MESSAGE_TYPE = 4;
  private static final int HEADER_OCTETS = 4;
  private static final int ATTRIBUTE_OCTETS = 4;
  private static final int ATTRIBUTE_TYPE = 2;
  private static final int ATTRIBUTE_NUMBER = 0x3FFF;

  private static final int NETFILTER_FAMILY = 12;
  private static final int QUEUED_PACKET = 0x0300;
  private static final int LOGGED_PACKET = 0x0400;
  private static final int QUEUED_PAYLOAD = 10;
  private static final int LOGGED_PAYLOAD = 9;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private final LinkDecoder link;

  NetlinkDecoder(LinkDecoder link) {
    this.link = link;
  }

  /// Goes through the netlink messages of a frame to the first that holds a packet: a frame of the
  /// ledger has one place.
  ///
  /// @param family the netlink family, as the header in front says
  FrameVerdict decode(ByteBuffer memory, int start, int capturedEnd, long wireEnd, int family) {
    if (family != NETFILTER_FAMILY) {
      return FrameVerdict.NOT_IP;
    }
    long at = start;
    while (at < wireEnd) {
      if (MESSAGE_OCTETS > capturedEnd - at) {
        return FrameVerdict.lacking(MESSAGE_OCTETS, wireEnd - at, FrameVerdict.LINK_MALFORMED);
      }
      int message = (int) at;
      boolean little = isLittle(memory, message);
      long octets = little ? Octets.u32le(memory, message) : Octets.u32(memory, message);
      if (octets < MESSAGE_OCTETS) {
        return FrameVerdict.LINK_MALFORMED;
      }
      int payload = payloadType(u16(memory, message + MESSAGE_TYPE, little));
      if (payload != 0) {
        long end = Math.min(wireEnd, at + octets);
        int held = (int) Math.min(capturedEnd, end);
        return packet(memory, message + MESSAGE_OCTETS, held, end, payload);
      }
      at += (octets + 3) & ~3L;
    }
    return FrameVerdict.NOT_IP;
  }

  /// A frame of LINKTYPE_NFLOG.
  FrameVerdict decodeLogged(ByteBuffer memory, int start, int capturedEnd, long wireEnd) {
    return packet(memory, start, capturedEnd, wireEnd, LOGGED_PAYLOAD);
  }

  private static int payloadType(int messageType) {
    return switch (messageType) {
      case QUEUED_PACKET -> QUEUED_PAYLOAD;
      case LOGGED_PACKET -> LOGGED_PAYLOAD;
      default -> 0;
    };
  }

  private FrameVerdict packet(
      ByteBuffer memory, int start, int capturedEnd, long wireEnd, int payloadType) {
    if (HEADER_OCTETS + ATTRIBUTE_OCTETS > capturedEnd - start) {
      return FrameVerdict.lacking(
          HEADER_OCTETS + ATTRIBUTE_OCTETS, wireEnd - start, FrameVerdict.LINK_MALFORMED);
    }
    int family = Octets.u8(memory, start);
    if (family != AF_INET && family != AF_INET6) {
      return FrameVerdict.NOT_IP;
    }
    int at = start + HEADER_OCTETS;
    boolean little = Octets.u16le(memory, at) <= Octets.u16(memory, at);
    while (at < wireEnd) {
      if (ATTRIBUTE_OCTETS > capturedEnd - at) {
        return FrameVerdict.lacking(ATTRIBUTE_OCTETS, wireEnd - at, FrameVerdict.LINK_MALFORMED);
      }
      int octets = u16(memory, at, little);
      if (octets < ATTRIBUTE_OCTETS) {
        return FrameVerdict.LINK_MALFORMED;
      }
      if ((u16(memory, at + ATTRIBUTE_TYPE, little) & ATTRIBUTE_NUMBER) == payloadType) {
        long end = Math.min(wireEnd, (long) at + octets);
        int held = (int) Math.min(capturedEnd, end);
        return link.decode(memory, at + ATTRIBUTE_OCTETS, held, end, LinkType.RAW);
      }
      if (octets > wireEnd - at) {
        return FrameVerdict.LINK_MALFORMED;
      }
      at += (octets + 3) & ~3;
    }
    return FrameVerdict.NOT_IP;
  }

  /// Messages are short: in the wrong order, their length would be a large number.
  private static boolean isLittle(ByteBuffer memory, int at) {
    return Octets.u32le(memory, at) <= Octets.u32(memory, at);
  }

  private static int u16(ByteBuffer memory, int at, boolean little) {
    return little ? Octets.u16le(memory, at) : Octets.u16(memory, at);
  }
}
