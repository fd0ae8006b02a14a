package dev.rcodestat.zone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InternetDomainName;
import crawlercommons.domains.EffectiveTldFinder;
import dev.rcodestat.samples.MessageBuilder;
import dev.rcodestat.wire.OctetKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Names made of each rule of the list have the zone that the library finds for the whole name.
class PublicSuffixListTest {
  private static final List<String> RULES = new ArrayList<>();

  /// No suffixes, but there are suffixes below them. To find those, the list would have to be asked for
  /// each name below each zone: so they count under the name in front of them.
  private static final Set<String> IN_FRONT_OF_SUFFIXES =
      Set.of(
          "akershus.no",
          "buskerud.no",
          "hedmark.no",
          "hordaland.no",
          "more-og-romsdal.no",
          "nordland.no",
          "ostfold.no",
          "telemark.no",
          "vestfold.no",
          "xn--mre-og-romsdal-qqb.no",
          "xn--stfold-9xa.no");

  private final ZoneFinder finder = new ZoneFinder();
  private final OctetKey key = new OctetKey();

  /// The library does not tell its rules; another one has them as a file, of some other day.
  @BeforeAll
  static void readRules() throws IOException {
    try (InputStream list =
            EffectiveTldFinder.class.getResourceAsStream("/effective_tld_names.dat");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(list), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("//"))
          .map(line -> line.replaceFirst("^(!|[*][.])", ""))
          .filter(rule -> !rule.endsWith("in-addr.arpa") && !rule.endsWith("ip6.arpa"))
          .map(rule -> IDN.toASCII(rule, IDN.ALLOW_UNASSIGNED))
          .forEach(RULES::add);
    }
  }

  @Test
  void zonesAreThoseOfTheLibrary() {
    assertThat(RULES).hasSizeGreaterThan(9000);
    Set<String> otherZones = new TreeSet<>();
    for (String rule : RULES) {
      for (String name : List.of(rule, "a." + rule, "b.a." + rule, "c.b.a." + rule)) {
        if (!zone(name).equals(ofTheLibrary(name))) {
          otherZones.add(zone(name));
        }
      }
    }
    assertThat(otherZones).isEqualTo(IN_FRONT_OF_SUFFIXES);
  }

  private static String ofTheLibrary(String name) {
    InternetDomainName domain = InternetDomainName.from(name);
    if (!domain.hasRegistrySuffix()) {
      List<String> labels = domain.parts();
      return String.join(".", labels.subList(Math.max(0, labels.size() - 2), labels.size()));
    }
    return domain.isUnderRegistrySuffix() ? domain.topDomainUnderRegistrySuffix().toString() : name;
  }

  private String zone(String name) {
    key.set(MessageBuilder.name(name));
    return name.substring(Math.max(0, name.length() - finder.octets(key) + 2));
  }
}
