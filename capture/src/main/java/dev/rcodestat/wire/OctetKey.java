package dev.rcodestat.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Up to 255 octets that key a table: a name, the last labels of one, an address. Mutable, so that one
/// serves for all; single-threaded.
///
/// They are seen as words: eight octets to a word in network order, the last word filled up with zeros.
/// Two keys are the same if and only if their lengths and their words are.
public final class OctetKey {
  /// The most octets, those of the longest name.
  public static final int MAX_OCTETS = 255;

  /// The most words.
  public static final int MAX_WORDS = (MAX_OCTETS + Long.BYTES - 1) / Long.BYTES;

  private final long[] words = new long[MAX_WORDS];
  private int length;

  /// Becomes a key of so many octets, whose words are to be set.
  @HotPath
  public void reset(int octets) {
    if (octets < 0 || octets > MAX_OCTETS) {
      throw new IllegalArgumentException("a key of " + octets + " octets");
    }
    length = octets;
  }

  /// Sets one of its words; the last has zeros behind the last octet.
  ///
  /// @param index from 0 to [#words]
  @HotPath
  public void set(int index, long word) {
    words[index] = word;
  }

  /// Becomes the last octets of another key.
  @HotPath
  public void setTail(OctetKey whole, int octets) {
    if (octets < 0 || octets > whole.length) {
      throw new IllegalArgumentException(octets + " octets of " + whole.length);
    }
    int start = whole.length - octets;
    int tailWords = wordsOf(octets);
    for (int i = 0; i < tailWords; i++) {
      words[i] = whole.eightFrom(start + i * Long.BYTES);
    }
    length = octets;
  }

  /// Becomes a key of these octets.
  public void set(byte[] octets) {
    reset(octets.length);
    ByteBuffer filledUp = ByteBuffer.wrap(Arrays.copyOf(octets, words() * Long.BYTES));
    filledUp.asLongBuffer().get(words, 0, words());
  }

  /// Its octets, in memory of their own.
  public byte[] toOctets() {
    ByteBuffer filledUp = ByteBuffer.allocate(words() * Long.BYTES);
    filledUp.asLongBuffer().put(words, 0, words());
    return Arrays.copyOf(filledUp.array(), length);
  }

  /// The number of octets.
  @HotPath
  public int length() {
    return length;
  }

  /// The number of words.
  @HotPath
  public int words() {
    return wordsOf(length);
  }

  /// One of its words.
  ///
  /// @param index from 0 to [#words]
  @HotPath
  public long word(int index) {
    return words[index];
  }

  /// One of its octets, 0 to 255.
  ///
  /// @param at from 0 to [#length]
  @HotPath
  public int octet(int at) {
    return Octets.u8Of(words[at / Long.BYTES], at % Long.BYTES);
  }

  /// Eight octets from a place on, with zeros behind the last octet.
  ///
  /// @param at from 0 to [#length]
  @HotPath
  public long eightFrom(int at) {
    int index = at / Long.BYTES;
    int bits = at % Long.BYTES * Byte.SIZE;
    if (bits == 0) {
      return words[index];
    }
    long next = index + 1 < words() ? words[index + 1] : 0;
    return words[index] << bits | next >>> (Long.SIZE - bits);
  }

  /// What its octets hash to; only with this mixer, and in this start of the program.
  @HotPath
  public long hash(Mixer mixer) {
    int count = words();
    long hash = length;
    for (int i = 0; i < count; i++) {
      hash = mixer.hash(hash, words[i]);
    }
    return hash;
  }

  @HotPath
  private static int wordsOf(int octets) {
    return (octets + Long.BYTES - 1) / Long.BYTES;
  }
}
