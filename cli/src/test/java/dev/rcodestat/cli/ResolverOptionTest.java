package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--by` and `--where` with resolvers and legs, found or named.
class ResolverOptionTest {
  private static final String SAMPLE = "resolvers.pcap";

  @TempDir private Path folder;

  @Test
  void resolversAreFoundForATable() {
    Outcome outcome = Outcome.of("analyze", "--by", "resolver,leg", sample());

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.out())
        .contains("Transactions by resolver, leg and RCODE\n")
        .containsPattern("198.51.100.53 +upstream +5 ")
        .containsPattern("198.51.100.53 +client +4 ");
  }

  @Test
  void resolversAreFoundInAPipeForATable() {
    assertThat(
            Outcome.withInput(Samples.octets(SAMPLE), "analyze", "--by", "resolver,leg", "-").out())
        .containsPattern("198.51.100.53 +upstream +5 ");
  }

  @ParameterizedTest
  @CsvSource({
    "leg=client, 6",
    "leg=upstream resolver=198.51.100.53, 5",
    "resolver=198.51.100.54, 0",
    "leg!=none rcode=SERVFAIL, 1"
  })
  void resolversAreFoundForConditionsInFiles(String where, String transactions) {
    String report = Outcome.of("analyze", "-f", "json", "--where", where, sample()).out();

    assertThat(report)
        .contains("\"where\": \"" + where + "\"")
        .containsPattern("\"transactions\": \\{\\s+\"total\": " + transactions + ",")
        .containsPattern("\"frames\": 46,");
  }

  @Test
  void aFileThatIsNotThereIsAProblemOfThatInputAsEver() {
    Outcome outcome = Outcome.of("analyze", "--where", "leg=client", folder + "/none", sample());

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err().lines()).hasSize(1).allMatch(line -> line.contains("no such file"));
    assertThat(outcome.out()).contains("6 transactions");
  }

  @Test
  void conditionsOnResolversNeedAFileOrNames() {
    byte[] octets = Samples.octets(SAMPLE);
    Outcome pipe = Outcome.withInput(octets, "analyze", "--where", "leg=client", sample(), "-");

    assertThat(pipe.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(pipe.out()).isEmpty();
    assertThat(pipe.err())
        .isEqualTo(
            "rcodestat: --where: who resolves is known only at the end, and a pipe can be read only"
                + " once: name a file, or the resolvers with --resolver\n"
                + "try 'rcodestat analyze --help'\n");
    Outcome named =
        Outcome.withInput(
            octets, "analyze", "--where=leg=upstream", "--resolver=198.51.100.53", "-");
    assertThat(named.status()).isEqualTo(ExitStatus.FINE);
    assertThat(named.out()).contains(" 5 transactions");
  }

  @Test
  void resolversAreNamedByAddressesOrHosts() throws IOException {
    Path hosts =
        Files.writeString(folder.resolve("hosts"), "198.51.100.54 ns\n198.51.100.154 egress\n");
    String[] command = {"analyze", "--by", "resolver,leg", "--hosts", hosts.toString(), sample()};

    assertThat(with(command, "--resolver", "198.51.100.54=198.51.100.154,2001:db8::154"))
        .isEqualTo(with(command, "--resolver=ns=egress", "--resolver=ns=2001:db8::154"))
        .containsPattern("ns +client +2 ")
        .containsPattern("ns +upstream +2 ")
        .containsPattern("none +none +19 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ns1 | expected addresses or names of --hosts such as 192.0.2.53=192.0.2.7, found 'ns1'",
        "192.0.2.1= | expected addresses or names of --hosts such as 192.0.2.53=192.0.2.7, found ''",
        "192.0.2.1=192.0.2.2 | 192.0.2.2 belongs to two resolvers, 192.0.2.1 and 192.0.2.9"
      })
  void resolversThatCannotBeReadAreAUsageError(String resolver, String words) {
    Outcome outcome =
        Outcome.of("analyze", "--resolver=" + resolver, "--resolver=192.0.2.9=192.0.2.2", "x.pcap");

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err())
        .isEqualTo("rcodestat: --resolver: " + words + "\ntry 'rcodestat analyze --help'\n");
  }

  /// A resolver is shown, as a server is, where its client addresses have pseudonyms.
  @Test
  void resolversHaveNoPseudonyms() {
    assertThat(Outcome.of("analyze", "--anonymize", "--by", "resolver,leg,client", sample()).out())
        .containsPattern("198.51.100.55 +client ")
        .doesNotContain("203.0.113.1 ");
  }

  private static String with(String[] command, String... more) {
    String[] all = Arrays.copyOf(command, command.length + more.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    return Outcome.of(all).out();
  }

  private String sample() {
    return Samples.copyTo(folder, SAMPLE).toString();
  }
}
