package dev.rcodestat.analysis;

import dev.rcodestat.packet.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Stands another address for each, so that a report can be shown to others: the same one always, no two the
/// same, and any two with exactly as many first bits in common as the originals have.
///
/// This is Crypto-PAn (Xu, Fan, Ammar and Moon, "Prefix-Preserving IP Address Anonymization", ICNP 2002): each
/// bit is flipped or not as the first bit of AES says, over the bits before it, filled up to a block with a
/// secret pad. The paper is on IPv4; IPv6 is the same over 128 bits, as in yacryptopan and other programs, so
/// that with one key all give the same pseudonyms.
///
/// It hides no more than a pseudonym does. Whoever knows the original of one, because the server is well known
/// or the packets were their own, knows the first bits of all that begin alike. Nothing is exempt: private,
/// multicast and loopback addresses become any others.
///
/// For one thread at a time.
public final class AddressPseudonyms {
  /// The octets of a key: 16 of AES-128, and 16 that the pad is made of.
  public static final int KEY_LENGTH = 32;

  private static final int BLOCK = 16;
  private static final String DIGITS = 2 * KEY_LENGTH + " hexadecimal digits";
  private static final int LONGEST_KEY_FILE = 4_096;

  /// As many as a report has servers.
  private static final int REMEMBERED = 1 << 16;

  private final Cipher aes;
  private final long padHigh;
  private final long padLow;
  private final Recent recent;

  /// @param remembered the most addresses whose pseudonyms are remembered
  AddressPseudonyms(byte[] key, int remembered) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("a key has " + KEY_LENGTH + " octets, not " + key.length);
    }
    aes = aes(key);
    ByteBuffer pad = ByteBuffer.wrap(encrypted(aes, Arrays.copyOfRange(key, BLOCK, KEY_LENGTH)));
    padHigh = pad.getLong();
    padLow = pad.getLong();
    recent = new Recent(remembered);
  }

  /// Pseudonyms that nobody can repeat: their key is drawn at random and told to no one.
  public static AddressPseudonyms random() {
    byte[] key = new byte[KEY_LENGTH];
    new SecureRandom().nextBytes(key);
    return of(key);
  }

  /// The pseudonyms of a key, the same in every run.
  ///
  /// @param key [#KEY_LENGTH] octets, which are copied
  public static AddressPseudonyms of(byte[] key) {
    return new AddressPseudonyms(key, REMEMBERED);
  }

  /// The pseudonyms of the key in a file: 64 hexadecimal digits in either case, and any white space before
  /// and after them. What is wrong is told without the digits of the key.
  public static AddressPseudonyms read(Path keyFile) throws AddressFileException {
    try (InputStream in = Files.newInputStream(keyFile)) {
      byte[] octets = in.readNBytes(LONGEST_KEY_FILE + 1);
      if (octets.length > LONGEST_KEY_FILE) {
        throw new AddressFileException(
            keyFile, DIGITS, "more than " + LONGEST_KEY_FILE + " octets");
      }
      return of(key(keyFile, new String(octets, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      throw new AddressFileException(keyFile, e);
    }
  }

  /// The address that stands for this one, of the same version.
  public IpAddress pseudonym(IpAddress address) {
    return recent.computeIfAbsent(address, this::encrypted);
  }

  /// How many pseudonyms are remembered.
  int remembered() {
    return recent.size();
  }

  private static byte[] key(Path file, String text) throws AddressFileException {
    String digits = text.strip();
    int start = text.indexOf(digits);
    for (int i = 0; i < digits.length(); i++) {
      if (!HexFormat.isHexDigit(digits.charAt(i))) {
        throw new AddressFileException(
            file, DIGITS, octet(digits.charAt(i)) + " at octet " + (start + i));
      }
    }
    if (digits.length() != 2 * KEY_LENGTH) {
      throw new AddressFileException(
          file, DIGITS, digits.isEmpty() ? "none" : Integer.toString(digits.length()));
    }
    return HexFormat.of().parseHex(digits);
  }

  private static String octet(char octet) {
    return octet > ' ' && octet <= '~' ? "'" + octet + "'" : "0x%02x".formatted((int) octet);
  }

  private IpAddress encrypted(IpAddress address) {
    long high = address.high();
    long low = address.low();
    return address.version() == 4
        ? new IpAddress(4, 0, low ^ flips(low << 32, 0, 0, 32) >>> 32)
        : new IpAddress(6, high ^ flips(high, low, 0, 64), low ^ flips(high, low, 64, 64));
  }

  /// Which bits to flip of those that begin at `from`; the leftmost bit is for the first.
  private long flips(long high, long low, int from, int count) {
    ByteBuffer blocks = ByteBuffer.allocate(count * BLOCK);
    for (int bit = from; bit < from + count; bit++) {
      blocks.putLong(filledUp(high, bit, padHigh));
      blocks.putLong(filledUp(low, bit - Long.SIZE, padLow));
    }
    byte[] encrypted = encrypted(aes, blocks.array());
    long flips = 0;
    for (int i = 0; i < count; i++) {
      if (encrypted[i * BLOCK] < 0) {
        flips |= Long.MIN_VALUE >>> i;
      }
    }
    return flips;
  }

  /// The first bits, none below 1 and all above 63, and the pad behind them.
  private static long filledUp(long bits, int count, long pad) {
    long first = count <= 0 ? 0 : -1L << Math.max(0, Long.SIZE - count);
    return (bits & first) | (pad & ~first);
  }

  /// ECB is what the algorithm wants: AES as a function of single blocks, nothing of which is stored or sent but
  /// a bit each.
  private static Cipher aes(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK, "AES"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  private static byte[] encrypted(Cipher aes, byte[] blocks) {
    try {
      return aes.doFinal(blocks);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES refused whole blocks", e);
    }
  }

  /// The addresses that were asked for last, with their pseudonyms.
  private static final class Recent extends LinkedHashMap<IpAddress, IpAddress> {
    private static final long serialVersionUID = 1L;

    private final int bound;

    Recent(int bound) {
      super(16, 0.75f, true);
      this.bound = bound;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<IpAddress, IpAddress> eldest) {
      return size() > bound;
    }
  }
}
