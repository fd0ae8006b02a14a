package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rcodestat.report.BreakdownRow;
import dev.rcodestat.tally.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Resolvers by name: what is read of them shows in the rows of a sample in which 198.51.100.54 asks from
/// 198.51.100.154 and 2001:db8::154.
class ResolverExpressionTest {
  private static final List<String> BOTH_LEGS = List.of("client 2", "upstream 2");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.54=198.51.100.154,2001:db8::154",
        "198.51.100.54=198.51.100.154,198.51.100.54,2001:DB8:0::154",
        "198.51.100.54=198.51.100.154 198.51.100.54=2001:db8::154",
        "198.51.100.54 198.51.100.54=2001:db8::154,198.51.100.154"
      })
  void addressesOfAResolverBelongTogether(String expressions) {
    assertThat(legs(HostNames.none(), expressions.split(" ", -1))).isEqualTo(BOTH_LEGS);
  }

  @Test
  void aResolverNeedNotAskFromOtherAddresses() {
    assertThat(legs(HostNames.none(), "198.51.100.54")).containsExactly("client 2");
  }

  @Test
  void aNameStandsForAllItsAddresses() throws IOException, AddressFileException {
    HostNames hosts =
        hosts(
            "2001:db8::154 egress\n198.51.100.154 egress\n198.51.100.54 service\n",
            "192.0.2.1 other\n");
    assertThat(legs(hosts, "service=egress")).isEqualTo(BOTH_LEGS);
    assertThat(legs(hosts, "service=198.51.100.154,2001:db8::154")).isEqualTo(BOTH_LEGS);
    HostNames one = hosts("2001:db8::154 r\n198.51.100.154 r\n198.51.100.54 r\n");
    assertThat(legs(one, "r")).isEqualTo(BOTH_LEGS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                        | found ''",
        "=192.0.2.1                | found ''",
        "192.0.2.1=                | found ''",
        "192.0.2.1=192.0.2.2,      | found ''",
        "192.0.2.1=192.0.2.2/24    | found '192.0.2.2/24'",
        "ns.example                | found 'ns.example'",
        "192.0.2.1=192.0.2.2=x     | found '192.0.2.2=x'",
        "192.0.2.1, 192.0.2.2      | found '192.0.2.1, 192.0.2.2'",
        "192.0.2.1=192.0.2.3;192.0.2.2=192.0.2.3 | 192.0.2.3 belongs to two resolvers, 192.0.2.1 and 192.0.2.2",
        "192.0.2.1=192.0.2.2;192.0.2.2 | 192.0.2.2 belongs to two resolvers, 192.0.2.1 and 192.0.2.2"
      })
  void whatCannotBeReadIsRefused(String expressions, String words) {
    List<String> parts = Arrays.asList(expressions.split(";", -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResolverExpression.parse(parts, HostNames.none()))
        .withMessageContaining(words);
  }

  private List<String> legs(HostNames hosts, String... expressions) {
    AnalysisOptions options =
        AnalysisOptions.defaults()
            .withBy(List.of(Dimension.LEG))
            .withResolvers(ResolverExpression.parse(Arrays.asList(expressions), hosts));
    return new Analyzer(options)
        .analyze(SampleReports.files("resolvers.pcap")).breakdown().rows().stream()
            .filter(row -> !row.values().equals(List.of("none")))
            .map(ResolverExpressionTest::text)
            .toList();
  }

  private static String text(BreakdownRow row) {
    return row.values().getFirst() + " " + row.transactions().total();
  }

  private HostNames hosts(String... lines) throws IOException, AddressFileException {
    return HostNames.read(Files.writeString(folder.resolve("hosts"), String.join("", lines)));
  }
}
