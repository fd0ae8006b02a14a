package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressParseTest {
  /// What Java takes and we do not: zones, brackets, leading zeros, IPv4 of fewer than four parts.
  private static final Pattern LOOSE =
      Pattern.compile(
          ".*%.*|\\[.*]|(.*[:.])?0[0-9]+[.].*|.*[.]0[0-9]+|(.*:)?0[0-9a-fA-F]{4,}(:.*)?|[0-9]+([.][0-9]+){0,2}");

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,                                 0.0.0.0",
    "255.255.255.255,                         255.255.255.255",
    "192.0.2.53,                              192.0.2.53",
    "::,                                      ::",
    "::1,                                     ::1",
    "1::,                                     1::",
    "0:0:0:0:0:0:0:0,                         ::",
    "2001:DB8:0:0:8:800:200C:417A,            2001:db8::8:800:200c:417a",
    "2001:0db8:0000:0000:0008:0800:200c:417a, 2001:db8::8:800:200c:417a",
    "1:2:3:4:5:6:7::,                         1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8,                         0:2:3:4:5:6:7:8",
    "1:2:3::5:6:7:8,                          1:2:3:0:5:6:7:8",
    "::13.1.68.3,                             ::d01:4403",
    "::FFFF:129.144.52.38,                    ::ffff:8190:3426",
    "64:ff9b::192.0.2.33,                     64:ff9b::c000:221",
    "1:2:3:4:5:6:255.0.0.1,                   1:2:3:4:5:6:ff00:1",
    "1:2:3:4:5::192.0.2.1,                    1:2:3:4:5:0:c000:201",
  })
  void textFormsOfRfc4291AreRead(String text, String canonical) {
    assertThat(IpAddress.parse(text)).get().hasToString(canonical);
    assertThat(IpAddress.parse(text)).isEqualTo(java(text));
  }

  @Test
  void ipv4MappedAddressIsNotTheIpv4Address() {
    assertThat(IpAddress.parse("::ffff:192.0.2.53"))
        .contains(new IpAddress(6, 0, 0xFFFF_C000_0235L));
    assertThat(IpAddress.parse("192.0.2.53")).contains(new IpAddress(4, 0, 0xC000_0235L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "dead.beef",
        "1",
        "127.1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.4.",
        ".1.2.3.4",
        "1..3.4",
        "1.2.3.256",
        "1.2.3.1000",
        "1.2.3.99999999999999999999",
        "010.0.0.1",
        "1.2.3.00",
        "0x1.2.3.4",
        "+1.2.3.4",
        "1.2.3.-4",
        "1.2.3.4 ",
        " 1.2.3.4",
        "1.2.3.4\n",
        "1.2.3.4/32",
        "1.2.3.4:53",
        "\u0661.2.3.4",
        ":",
        ":::",
        "::::",
        ":1",
        "1:",
        ":1::2",
        "1::2:",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        ":2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4::5:6:7:8",
        "1::2::3",
        "12345::",
        "00001::",
        "g::",
        "-1::",
        "+1::",
        "0x1::",
        "::\u0661",
        "::1%eth0",
        "fe80::1%1",
        "[::1]",
        "[::1]:53",
        "::1/128",
        "2001:db8::/32",
        "::ffff:1.2.3",
        "::ffff:1.2.3.256",
        "::ffff:01.2.3.4",
        "::1.2.3.4:1",
        "1.2.3.4::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:1.2.3.4",
        "1:2:3:4:5:6::1.2.3.4",
        ":1.2.3.4",
        "::1 "
      })
  void anythingElseIsNoAddress(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Test
  void whateverIsWrittenReadsBackAsTheSame() {
    Random random = new Random(4291);
    for (int i = 0; i < 20_000; i++) {
      IpAddress address = address(random);
      String text = text(address, random);
      assertThat(IpAddress.parse(text)).as(text).contains(address);
      assertThat(java(text)).as(text).contains(address);
      assertThat(IpAddress.parse(address.toString())).contains(address);
    }
  }

  @Test
  void brokenTextIsReadAsJavaReadsItOrNotAtAll() {
    Random random = new Random(6943);
    List<String> agreed = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<String> loose = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      String text = broken(text(address(random), random), random);
      Optional<IpAddress> read = IpAddress.parse(text);
      Optional<IpAddress> java = java(text);
      if (read.equals(java)) {
        (read.isPresent() ? agreed : refused).add(text);
      } else {
        assertThat(read).as(text).isEmpty();
        assertThat(text).matches(LOOSE);
        loose.add(text);
      }
    }
    assertThat(agreed).hasSizeGreaterThan(10_000);
    assertThat(refused).hasSizeGreaterThan(10_000);
    assertThat(loose).hasSizeGreaterThan(1_000);
  }

  private static IpAddress address(Random random) {
    return random.nextInt(4) == 0
        ? new IpAddress(4, 0, random.nextInt() >>> random.nextInt(32) & 0xFFFF_FFFFL)
        : new IpAddress(6, half(random), random.nextInt(4) == 0 ? 0xFFFF_0000_0000L : half(random));
  }

  /// Groups of zeros are common.
  private static long half(Random random) {
    long bits = 0;
    for (int group = 0; group < 4; group++) {
      bits = bits << 16 | (random.nextBoolean() ? random.nextInt(0x10000) : 0);
    }
    return bits;
  }

  /// Any of the forms that an address may be written in.
  private static String text(IpAddress address, Random random) {
    if (address.version() == 4) {
      return address.toString();
    }
    List<String> groups = new ArrayList<>();
    for (int at = 48; at >= 0; at -= 16) {
      groups.add(group(address.high() >>> at & 0xFFFF, random));
    }
    for (int at = 48; at >= 0; at -= 16) {
      groups.add(group(address.low() >>> at & 0xFFFF, random));
    }
    if (random.nextInt(3) == 0) {
      groups.subList(6, 8).clear();
      groups.add(new IpAddress(4, 0, address.low() & 0xFFFF_FFFFL).toString());
    }
    return withGap(groups, random);
  }

  private static String group(long bits, Random random) {
    String digits = random.nextBoolean() ? "%x".formatted(bits) : "%04x".formatted(bits);
    return random.nextBoolean() ? digits : digits.toUpperCase(Locale.ROOT);
  }

  private static String withGap(List<String> groups, Random random) {
    int from = random.nextInt(groups.size());
    int to = from;
    while (to < groups.size() && groups.get(to).matches("0+")) {
      to++;
    }
    return from == to || random.nextInt(4) == 0
        ? String.join(":", groups)
        : String.join(":", groups.subList(0, from))
            + "::"
            + String.join(":", groups.subList(to, groups.size()));
  }

  /// One or two characters removed, inserted, replaced or doubled.
  private static String broken(String text, Random random) {
    String alphabet = "0012589aFg:::...%[] x-+";
    StringBuilder broken = new StringBuilder(text);
    for (int i = random.nextInt(2); i >= 0 && !broken.isEmpty(); i--) {
      int at = random.nextInt(broken.length());
      char other = alphabet.charAt(random.nextInt(alphabet.length()));
      switch (random.nextInt(4)) {
        case 0 -> broken.deleteCharAt(at);
        case 1 -> broken.insert(at, other);
        case 2 -> broken.setCharAt(at, other);
        default -> broken.insert(at, broken.charAt(at));
      }
    }
    return broken.toString();
  }

  /// What Java makes of a literal, which it never looks up; IPv4-mapped addresses as what they are.
  private static Optional<IpAddress> java(String text) {
    ByteBuffer octets;
    try {
      octets = ByteBuffer.wrap(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (octets.capacity() == 16) {
      return Optional.of(new IpAddress(6, octets.getLong(0), octets.getLong(8)));
    }
    long bits = octets.getInt(0) & 0xFFFF_FFFFL;
    return Optional.of(
        text.contains(":")
            ? new IpAddress(6, 0, 0xFFFF_0000_0000L | bits)
            : new IpAddress(4, 0, bits));
  }
}
