package dev.rcodestat.analysis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.packet.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPseudonymsTest {
  /// The key of sample.cpp in Crypto-PAn 1.0.
  private static final String SAMPLE_KEY =
      "1522178d33a4cf80130a5b1649907d10d8988f837979652762574c2d2a842202";

  private static final IpAddress SERVER = address("192.0.2.53");

  @TempDir Path folder;

  /// From sample_trace_raw.dat and sample_trace_sanitized.dat of Crypto-PAn 1.0, as the tests of
  /// github.com/Yawning/cryptopan have them.
  @ParameterizedTest
  @CsvSource({
    "128.11.68.132,   135.242.180.132",
    "129.118.74.4,    134.136.186.123",
    "130.132.252.244, 133.68.164.234",
    "141.223.7.43,    141.167.8.160",
    "141.233.145.108, 141.129.237.235",
    "152.163.225.39,  151.140.114.167",
    "156.29.3.236,    147.225.12.42",
    "165.247.96.84,   162.9.99.234",
    "166.107.77.190,  160.132.178.185",
    "192.102.249.13,  252.138.62.131",
    "192.215.32.125,  252.43.47.189",
    "193.150.244.223, 253.169.52.216",
    "195.205.63.100,  255.186.223.5",
    "198.26.132.101,  249.36.123.202",
    "202.49.198.20,   245.206.7.234",
    "205.188.248.25,  242.96.88.27",
    "207.188.7.45,    241.255.249.220",
    "209.246.74.109,  226.22.124.76",
    "212.206.130.201, 228.69.242.193",
    "216.254.18.172,  235.7.16.162",
    "24.0.250.221,    100.15.198.226",
    "38.15.67.68,     64.3.66.187",
    "4.3.88.225,      124.60.155.63",
    "63.14.55.111,    95.9.215.7",
    "64.39.15.238,    0.219.7.41",
  })
  void ipv4IsAsInTheTraceOfTheAuthors(String original, String pseudonym) {
    assertThat(sample().pseudonym(address(original))).hasToString(pseudonym);
  }

  /// From the same tests; the authors have no IPv6.
  @ParameterizedTest
  @CsvSource({
    "::1,         78ff:f001:9fc0:20df:8380:b1f1:704:ed",
    "::2,         78ff:f001:9fc0:20df:8380:b1f1:704:ef",
    "::ffff,      78ff:f001:9fc0:20df:8380:b1f1:704:f838",
    "2001:db8::1, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
    "2001:db8::2, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c",
  })
  void ipv6IsAsInCryptopanForGo(String original, String pseudonym) {
    assertThat(sample().pseudonym(address(original))).hasToString(pseudonym);
  }

  /// From the tests of github.com/noinkling/node-cryptopan.
  @ParameterizedTest
  @CsvSource({
    "123.123.123.123,                     117.8.135.123",
    "131.159.1.42,                        162.112.255.43",
    "0.0.0.0,                             56.131.176.115",
    "255.255.255.255,                     240.15.248.0",
    "2a02:db8:85a3::8a2e:370:7344,        1482:f447:75b3:f1f9:fbdf:622e:34f:ff7b",
    "2a02:db8:85a3:8d3:1319:8a2e:370:7344, 1482:f447:75b3:f904:c1d9:ba2e:489:1346",
    "2001:b8:a3::2e:70:44,                1f18:b37b:1cc3:8118:41f:9fd1:f875:fab8",
    "fc00::,                              f33c:8ca3:ef0f:e019:e7ff:f1e3:f91f:f800",
  })
  void bothAreAsInCryptopanForNode(String original, String pseudonym) {
    String key = "8009ab3a605435bea0c385bea18485d8b0a1103d6590bdf48c968be5de53836e";

    assertThat(AddressPseudonyms.of(hex(key)).pseudonym(address(original))).hasToString(pseudonym);
  }

  /// From the README of github.com/keiichishima/yacryptopan.
  @Test
  void bothAreAsInYacryptopan() {
    byte[] key = "32-char-str-for-AES-key-and-pad.".getBytes(ISO_8859_1);
    AddressPseudonyms pseudonyms = AddressPseudonyms.of(key);

    assertThat(pseudonyms.pseudonym(address("192.0.2.1"))).hasToString("192.0.125.244");
    assertThat(pseudonyms.pseudonym(address("2001:db8::1")))
        .hasToString("27fe:8bc7:fee:1e:1e1f:f0fe:f0e1:83fd");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void pseudonymsBeginAlikeForAsManyBitsAsTheOriginals(int version) {
    Random random = new Random(2002);
    AddressPseudonyms pseudonyms = AddressPseudonyms.random();
    int bits = version == 4 ? 32 : 128;
    for (int i = 0; i < 2_000; i++) {
      IpAddress one = address(version, random);
      IpAddress other = withBitFlipped(one, random.nextInt(bits));
      for (int flips = random.nextInt(8); flips > 0; flips--) {
        other = withBitFlipped(other, random.nextInt(bits));
      }
      assertThat(common(pseudonyms.pseudonym(one), pseudonyms.pseudonym(other)))
          .as("%s and %s", one, other)
          .isEqualTo(common(one, other));
    }
  }

  @Test
  void noTwoOfANetworkHaveTheSamePseudonym() {
    AddressPseudonyms pseudonyms = sample();
    IpAddress network = pseudonyms.pseudonym(address("10.1.0.0"));

    assertThat(
            IntStream.range(0, 0x10000)
                .mapToObj(host -> new IpAddress(4, 0, 0x0A01_0000L + host))
                .map(pseudonyms::pseudonym))
        .doesNotHaveDuplicates()
        .hasSize(0x10000)
        .allMatch(pseudonym -> common(pseudonym, network) >= 16);
  }

  @Test
  void whatIsNoLongerRememberedIsTheSameAgain() {
    AddressPseudonyms pseudonyms = new AddressPseudonyms(hex(SAMPLE_KEY), 3);
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      IpAddress address = new IpAddress(4, 0, random.nextInt(10));

      assertThat(pseudonyms.pseudonym(address)).isEqualTo(sample().pseudonym(address));
      assertThat(pseudonyms.remembered()).isBetween(1, 3);
    }
    assertThat(pseudonyms.remembered()).isEqualTo(3);
  }

  @Test
  void randomKeysDiffer() {
    assertThat(Stream.generate(AddressPseudonyms::random).limit(20))
        .extracting(each -> each.pseudonym(SERVER))
        .doesNotHaveDuplicates();
  }

  @Test
  void keyIsCopied() {
    byte[] key = hex(SAMPLE_KEY);
    AddressPseudonyms pseudonyms = AddressPseudonyms.of(key);
    Arrays.fill(key, (byte) 0);

    assertThat(pseudonyms.pseudonym(SERVER)).isEqualTo(sample().pseudonym(SERVER));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33})
  void keyOfAnotherLengthIsRefused(int length) {
    assertThatThrownBy(() -> AddressPseudonyms.of(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key has 32 octets, not " + length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "  \t"})
  void keyFileMayHaveWhiteSpaceAboutTheDigits(String blank) throws Exception {
    Path file = keyFile(blank + SAMPLE_KEY.toUpperCase(Locale.ROOT) + blank);

    assertThat(AddressPseudonyms.read(file).pseudonym(SERVER))
        .isEqualTo(sample().pseudonym(SERVER));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\",                           none",
        "\" \n\",                        none",
        "KEY0,                           65",
        "0123456789abcdef,               16",
        "KEY KEY,                        0x20 at octet 64",
        "\"\n KEY\nKEY\n\",              0x0a at octet 66",
        "0x1522178d33a4,                 'x' at octet 1",
        "15:22:17:8d,                    ':' at octet 2",
        "swordfish,                      's' at octet 0",
        "\"\u00ef\u00bb\u00bfKEY\",      0xef at octet 0",
        "\"\u00ff\u00fe1\u00005\u0000\", 0xff at octet 0"
      })
  void keyFileWithAnythingElseIsRefused(String text, String found) throws IOException {
    Path file = keyFile(text.replace("KEY", SAMPLE_KEY));

    assertThatThrownBy(() -> AddressPseudonyms.read(file))
        .isInstanceOf(AddressFileException.class)
        .hasMessage(file + ": expected 64 hexadecimal digits, found " + found);
  }

  @Test
  void keyFileWithoutEndIsRefused() throws IOException {
    Path file = keyFile(SAMPLE_KEY + " ".repeat(4_096 - 64));
    Path longer = keyFile(SAMPLE_KEY + " ".repeat(4_097 - 64));

    assertThat(file).satisfies(AddressPseudonyms::read);
    assertThatThrownBy(() -> AddressPseudonyms.read(longer))
        .isInstanceOf(AddressFileException.class)
        .hasMessage(longer + ": expected 64 hexadecimal digits, found more than 4096 octets");
  }

  @Test
  void keyFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("absent");

    assertThatThrownBy(() -> AddressPseudonyms.read(file))
        .isInstanceOf(AddressFileException.class)
        .hasMessage(file + ": expected a file that can be read, found no file");
  }

  private Path keyFile(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "key", ""), text, ISO_8859_1);
  }

  private static AddressPseudonyms sample() {
    return AddressPseudonyms.of(hex(SAMPLE_KEY));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static IpAddress address(int version, Random random) {
    return version == 4
        ? new IpAddress(4, 0, random.nextLong(1L << 32))
        : new IpAddress(6, random.nextLong(), random.nextLong());
  }

  /// @param bit counted from the first, 0
  private static IpAddress withBitFlipped(IpAddress address, int bit) {
    if (address.version() == 4) {
      return new IpAddress(4, 0, address.low() ^ (0x8000_0000L >>> bit));
    }
    return bit < 64
        ? new IpAddress(6, address.high() ^ (Long.MIN_VALUE >>> bit), address.low())
        : new IpAddress(6, address.high(), address.low() ^ (Long.MIN_VALUE >>> (bit - 64)));
  }

  /// How many first bits two addresses have in common.
  private static int common(IpAddress one, IpAddress other) {
    long low = one.low() ^ other.low();
    if (one.version() == 4) {
      return Long.numberOfLeadingZeros(low) - 32;
    }
    int inHigh = Long.numberOfLeadingZeros(one.high() ^ other.high());
    return inHigh < 64 ? inHigh : 64 + Long.numberOfLeadingZeros(low);
  }
}
