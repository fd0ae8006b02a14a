package dev.rcodestat.dns;

import dev.rcodestat.wire.HotPath;
import dev.rcodestat.wire.OctetKey;
import dev.rcodestat.wire.Octets;
import java.nio.ByteBuffer;

/// A domain name in a message: borrowed, valid as long as its message.
///
/// Names are compared without regard to the case of ASCII letters (RFC 4343). For that they are seen
/// as words: the octets of the name (RFC 1035 section 3.1), upper-case letters made lower-case, eight
/// to a word in network order, the last word filled up with zeros. Two names are the same if and only
/// if their words are. Single-threaded; allocates nothing.
@HotPath
public final class NameView {
  /// The most words that a name has.
  public static final int MAX_WORDS = 32;

  private static final int WORD_OCTETS = Long.BYTES;
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /// A name without compression, behind a word that is none of it.
  private final ByteBuffer uncompressed = ByteBuffer.allocateDirect((1 + MAX_WORDS) * WORD_OCTETS);

  private ByteBuffer memory = Octets.NOTHING;
  private int start;
  private int length;

  /// Looks at a name that is known to be sound.
  ///
  /// @param message where the header of its message begins
  /// @param start where the name begins
  /// @param after the place after the name as it stands
  void wrap(ByteBuffer memory, int message, int start, int after) {
    length = after - start;
    if (length == 1 || Octets.u8(memory, after - 2) < NameWalk.POINTER) {
      this.memory = memory;
      this.start = start;
    } else {
      uncompress(memory, message, start); // or a label that ends as a pointer would begin
    }
  }

  /// The octets of the name on the wire without compression, 1 to 255.
  public int length() {
    return length;
  }

  /// The number of words.
  public int words() {
    return (length + WORD_OCTETS - 1) / WORD_OCTETS;
  }

  /// One word of the name, or 0 for the one behind the last.
  ///
  /// Without a branch: where a name ends inside a word is not to be foreseen. So the word is read that
  /// ends where the name does, and what stands before moves out of it; every name has eight octets of
  /// something before it.
  ///
  /// @param index from 0 to [#words]
  public long word(int index) {
    int at = start + index * WORD_OCTETS;
    int lacking = Math.max(at + WORD_OCTETS - (start + length), 0);
    int half = lacking * (Byte.SIZE / 2); // a shift by a whole word would be none
    return lowerCase(Octets.u64(memory, at - lacking) << half << half);
  }

  /// Makes the name a key, which stays when the message goes.
  public void copyTo(OctetKey key) {
    key.reset(length);
    int words = words();
    for (int i = 0; i < words; i++) {
      key.set(i, word(i));
    }
  }

  /// Makes upper-case letters lower-case in eight octets at once. They and few others have the bit of 0x40
  /// without that of 0x20; most words have none of these.
  private static long lowerCase(long word) {
    return (word & ~(word << 1) & EACH << 6) == 0 ? word : withLowerCase(word);
  }

  private static long withLowerCase(long word) {
    long low = word & ~HIGH_BITS;
    long fromA = low + (0x80 - 'A') * EACH; // high bit: 'A' or more
    long pastZ = low + (0x80 - 'Z' - 1) * EACH; // high bit: more than 'Z'
    long letters = fromA & ~pastZ & ~word & HIGH_BITS;
    return word | letters >>> 2; // 0x80 becomes 0x20
  }

  private void uncompress(ByteBuffer memory, int message, int start) {
    int at = start;
    int to = WORD_OCTETS;
    int octet = Octets.u8(memory, at);
    while (octet != 0) {
      if (octet >= NameWalk.POINTER) {
        at = message + (Octets.u16(memory, at) & NameWalk.POINTER_TARGET);
      } else {
        uncompressed.put(to, memory, at, 1 + octet);
        to += 1 + octet;
        at += 1 + octet;
      }
      octet = Octets.u8(memory, at);
    }
    uncompressed.put(to, (byte) 0);
    this.memory = uncompressed;
    this.start = WORD_OCTETS;
    length = to + 1 - WORD_OCTETS;
  }
}
