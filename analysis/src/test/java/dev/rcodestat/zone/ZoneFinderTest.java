package dev.rcodestat.zone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.wire.OctetKey;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneFinderTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ATTEMPTS = 5;

  private final ZoneFinder finder = new ZoneFinder();
  private final OctetKey key = new OctetKey();
  private final List<String> asked = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "www.example.com,                example.com",
    "a.b.c.d.e.example.com,          example.com",
    "www.example.co.uk,              example.co.uk",
    "example.co.uk,                  example.co.uk",
    "www.pvt.k12.ma.us,              www.pvt.k12.ma.us",
    "a.www.pvt.k12.ma.us,            www.pvt.k12.ma.us",
    "www.example.xn--p1ai,           example.xn--p1ai",
    "a.b.xn--55qx5d.cn,              b.xn--55qx5d.cn",
  })
  void aZoneHasOneLabelMoreThanThePublicSuffix(String name, String zone) {
    assertThat(zone(finder, name)).isEqualTo(zone);
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.kawasaki.jp,                a.b.kawasaki.jp",
    "z.a.b.kawasaki.jp,              a.b.kawasaki.jp",
    "b.kawasaki.jp,                  b.kawasaki.jp",
    "kawasaki.jp,                    kawasaki.jp",
    "city.kawasaki.jp,               city.kawasaki.jp",
    "a.b.city.kawasaki.jp,           city.kawasaki.jp",
    "a.b.c.ck,                       b.c.ck",
    "a.b.www.ck,                     www.ck",
    "www.school.somewhere.sch.uk,    school.somewhere.sch.uk",
    "sch.uk,                         sch.uk",
  })
  void wildcardsAndTheirExceptionsHold(String name, String zone) {
    assertThat(zone(finder, name)).isEqualTo(zone);
  }

  @ParameterizedTest
  @CsvSource({
    "bucket.s3.amazonaws.com,        amazonaws.com",
    "someone.github.io,              github.io",
    "www.example.uk.com,             uk.com",
    "a.foo.uberspace.de,             uberspace.de",
  })
  void suffixesOfThePrivateSectionAreZonesOfThoseThatRunThem(String name, String zone) {
    assertThat(zone(finder, name)).isEqualTo(zone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "com", "co.uk", "uk", "localhost", "kawasaki.jp", "in-addr.arpa"})
  void aNameThatIsUsedUpIsItsOwnZone(String name) {
    assertThat(zone(finder, name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "printer.local,                  printer.local",
    "a.b.corp.internal,              corp.internal",
    "host.example.zz--nowhere,       example.zz--nowhere",
    "a.b.10,                         b.10",
  })
  void belowATopLevelDomainThatIsInNoListItIsTheSecondLevel(String name, String zone) {
    assertThat(zone(finder, name)).isEqualTo(zone);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.0.192.in-addr.arpa,                 2.0.192.in-addr.arpa",
    "2.0.192.in-addr.arpa,                   2.0.192.in-addr.arpa",
    "10.in-addr.arpa,                        10.in-addr.arpa",
    "5.0-63.2.0.192.in-addr.arpa,            2.0.192.in-addr.arpa",
    "lb._dns-sd._udp.0.1.168.192.in-addr.arpa, 1.168.192.in-addr.arpa",
    "f.f.f.f.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, 0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
    "8.b.d.0.1.0.0.2.ip6.arpa,               8.b.d.0.1.0.0.2.ip6.arpa",
    "1.2.3.in-addr.arpa.example.com,         example.com",
    "www.home.arpa,                          www.home.arpa",
    "a.www.home.arpa,                        www.home.arpa",
  })
  void reverseNamesEndAtThePrefixesThatAreRouted(String name, String zone) {
    assertThat(zone(finder, name)).isEqualTo(zone);
  }

  @ParameterizedTest
  @CsvSource({
    "_dmarc.example.com,             example.com",
    "_sip._tcp.example.co.uk,        example.co.uk",
    "_tcp.co.uk,                     _tcp.co.uk",
    "a._tcp.co.uk,                   _tcp.co.uk",
    "a.-b-.co.uk,                    -b-.co.uk",
    "a.b.-c-.kawasaki.jp,            b.-c-.kawasaki.jp",
    "*.example.com,                  example.com",
    "a.*.kawasaki.jp,                a.*.kawasaki.jp",
    "no--rule.co.uk,                 no--rule.co.uk",
    "a.!city.kawasaki.jp,            a.!city.kawasaki.jp",
  })
  void labelsThatNobodyRegistersAreLabelsLikeOthers(String name, String zone) {
    assertThat(zone(finder, name)).isEqualTo(zone);
  }

  @Test
  void aDotInsideOfALabelSeparatesNothing() {
    key.set(octets(label("a"), label("b"), label("co.uk"), new byte[1]));
    assertThat(finder.octets(key)).isEqualTo(2 + 6 + 1);
    key.set(octets(label("a"), label("example.co"), label("uk"), new byte[1]));
    assertThat(finder.octets(key)).isEqualTo(11 + 3 + 1);
  }

  @Test
  void theListIsAskedOnlyForWhatIsSafe() {
    Random random = new Random(2181);
    ZoneFinder recording = finder(1 << 3);
    for (int i = 0; i < 20_000; i++) {
      key.set(hostileName(random));
      int octets = recording.octets(key);
      assertThat(octets).isBetween(1, key.length());
    }
    assertThat(asked)
        .hasSizeGreaterThan(10_000)
        .allMatch(each ->
            each.matches("([a-z0-9]([a-z0-9_-]*[a-z0-9])?[.])+[a-z]([a-z0-9_-]*[a-z0-9])?"));
  }

  @Test
  void theLibraryTakesWhateverItIsAskedUnlessItIsTooLong() {
    Random random = new Random(2182);
    ZoneFinder unguarded = new ZoneFinder(this::ask, 1 << 3);
    for (int i = 0; i < 20_000; i++) {
      key.set(hostileName(random));
      unguarded.octets(key);
    }
    PublicSuffixes suffixes = new PublicSuffixes();
    for (String each : asked) {
      if (each.length() + PublicSuffixes.NO_RULE.length() < 253) {
        suffixes.test(each); // throws nothing
      }
    }
    assertThat(asked).hasSizeGreaterThan(10_000);
  }

  @Test
  void whateverTheLibraryThrowsTheZoneIsTheSecondLevel() {
    ZoneFinder broken =
        new ZoneFinder(
            domain -> {
              throw new IllegalStateException(domain);
            },
            1 << 4);
    assertThat(zone(broken, "a.b.example.co.uk")).isEqualTo("co.uk");
    assertThat(zone(broken, "a.b.example.co.uk")).isEqualTo("co.uk");
    assertThat(zone(broken, "co.uk")).isEqualTo("co.uk");
  }

  @Test
  void theLongestNamesAreTaken() {
    byte[] wide =
        octets(
            label("a".repeat(61)),
            label("b".repeat(63)),
            label("c".repeat(63)),
            label("d".repeat(63)),
            new byte[1]);
    assertThat(wide).hasSize(OctetKey.MAX_OCTETS);
    key.set(wide);
    assertThat(finder.octets(key)).isEqualTo(64 + 64 + 1);
    key.set(MessageBuilder.name("a.".repeat(126) + "b"));
    assertThat(key.length()).isEqualTo(OctetKey.MAX_OCTETS);
    assertThat(finder.octets(key)).isEqualTo(5);
    key.set(
        octets(
            label("a".repeat(55)),
            label("b".repeat(63)),
            label("c".repeat(63)),
            label("d".repeat(57)),
            label("kawasaki"),
            label("jp"),
            new byte[1]));
    assertThat(finder.octets(key)).isEqualTo(64 + 58 + 9 + 3 + 1);
  }

  @Test
  void subdomainsAreNotAskedFor() {
    ZoneFinder recording = finder(1 << 10);
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      zone(recording, "x" + random.nextLong() + ".www.example.co.uk");
    }
    assertThat(asked).containsExactly("co.uk", "example.co.uk");
  }

  @Test
  void namesOfTwoLabelsAndReverseNamesAreNotAskedFor() {
    ZoneFinder recording = finder(1 << 10);
    for (String name : List.of("", "com", "example.com", "4.3.2.1.in-addr.arpa", "8.ip6.arpa")) {
      zone(recording, name);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void domainsInUseStayInTheCacheOfAFlood() {
    ZoneFinder recording = finder(1 << 4);
    for (int i = 0; i < 10_000; i++) {
      zone(recording, "www.flood" + i + ".co.uk");
    }
    assertThat(asked.stream().filter(each -> each.equals("co.uk"))).hasSizeLessThan(10);
  }

  @Test
  void theAnswerDoesNotDependOnTheCache() {
    Random random = new Random(4);
    List<String> names = new ArrayList<>();
    List<String> suffixes =
        List.of("com", "co.uk", "kawasaki.jp", "city.kawasaki.jp", "ck", "www.ck", "no", "arpa");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int labels = random.nextInt(4); labels >= 0; labels--) {
        name.append((char) ('a' + random.nextInt(26))).append('.');
      }
      names.add(name + suffixes.get(random.nextInt(suffixes.size())));
    }
    List<ZoneFinder> finders =
        List.of(new ZoneFinder(new PublicSuffixes(), 1 << 3), finder(1 << 6), new ZoneFinder());
    for (String name : names) {
      String uncached = zone(new ZoneFinder(new PublicSuffixes(), 1 << 3), name);
      for (ZoneFinder each : finders) {
        assertThat(zone(each, name)).isEqualTo(uncached);
      }
    }
  }

  @Test
  void whatIsInTheCacheAllocatesNothing() {
    List<byte[]> names = new ArrayList<>();
    for (String zone : List.of("com", "co.uk", "org", "b.kawasaki.jp", "in-addr.arpa")) {
      for (int i = 0; i < 200; i++) {
        names.add(MessageBuilder.name("www.example" + i + "." + zone));
      }
    }
    List<OctetKey> keys = new ArrayList<>();
    for (byte[] name : names) {
      OctetKey each = new OctetKey();
      each.set(name);
      keys.add(each);
    }
    OctetKey[] all = keys.toArray(new OctetKey[0]);
    find(all);
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && fewest > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      find(all);
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(fewest).isZero();
  }

  private void find(OctetKey[] names) {
    for (int round = 0; round < 200; round++) {
      for (OctetKey name : names) {
        finder.octets(name);
      }
    }
  }

  /// One that asks the list, and notes what for.
  private ZoneFinder finder(int cached) {
    PublicSuffixes suffixes = new PublicSuffixes();
    return new ZoneFinder(domain -> ask(domain) && suffixes.test(domain), cached);
  }

  private boolean ask(String domain) {
    asked.add(domain);
    return true;
  }

  private String zone(ZoneFinder finder, String name) {
    key.set(MessageBuilder.name(name));
    OctetKey zone = new OctetKey();
    zone.setTail(key, finder.octets(key));
    String end = name.substring(Math.clamp(name.length() - zone.length() + 2, 0, name.length()));
    assertThat(zone.toOctets()).isEqualTo(MessageBuilder.name(end));
    return end;
  }

  /// Labels with any octets in them, and some that rules have.
  private static byte[] hostileName(Random random) {
    String[] known = {"com", "co", "uk", "jp", "kawasaki", "ck", "xn--p1ai", "arpa", "no"};
    byte[] name = new byte[1];
    int labels = random.nextInt(6);
    for (int i = 0; i < labels; i++) {
      byte[] octets = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 63 : 4)];
      for (int at = 0; at < octets.length; at++) {
        octets[at] = (byte) random.nextInt(random.nextBoolean() ? 256 : 128);
        octets[at] = octets[at] >= 'A' && octets[at] <= 'Z' ? (byte) '-' : octets[at];
      }
      byte[] label = {(byte) octets.length};
      byte[] longer =
          random.nextBoolean()
              ? octets(label(known[random.nextInt(known.length)]), name)
              : octets(label, octets, name);
      name = longer.length <= OctetKey.MAX_OCTETS ? longer : name;
    }
    return name;
  }

  private static byte[] label(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    return octets(new byte[] {(byte) octets.length}, octets);
  }

  private static byte[] octets(byte[]... parts) {
    return MessageBuilder.concat(parts);
  }
}
