package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rcodestat.samples.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A report on a part of the inputs says on which.
class WindowTest {
  @TempDir private Path folder;
  private String capture = "";

  @BeforeEach
  void copySample() {
    capture = Samples.copyTo(folder, "servfail-spike.pcap").toString();
  }

  @Test
  void aReportOnEverythingHasNoWindow() {
    assertThat(Outcome.of("analyze", capture).out()).doesNotContain("looked at");
    assertThat(Outcome.of("analyze", "-f", "json", capture).out())
        .contains(
            """
              "window": {
                "from": null,
                "to": null
              },
              "filter": null,
            """);
  }

  @Test
  void aStretchOfTimeIsInTheHead() {
    assertThat(Outcome.of("analyze", "--from", "2026-11-22T08:51:00Z", capture).out())
        .contains("  looked at  only frames from 2026-11-22 08:51:00 on\n");
    assertThat(
            Outcome.of(
                    "analyze",
                    "--from",
                    "2026-11-22T08:51:00Z",
                    "--to",
                    "2026-11-22T08:52:00.5Z",
                    capture)
                .out())
        .containsSubsequence(
            "  looked at  only frames from 2026-11-22 08:51:00 on, before 2026-11-22\n",
            " 08:52:00.500\n");
    assertThat(Outcome.of("analyze", "-f", "json", "--to", "2026-11-22T08:52:00Z", capture).out())
        .contains("\"from\": null,\n    \"to\": \"2026-11-22T08:52:00.000000000Z\"");
  }

  @Test
  void framesThatDoNotMatchAreCounted() {
    Outcome outcome = filtered("udp and host 198.51.100.21");
    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.out())
        .contains("  looked at  only frames that match udp and host 198.51.100.21\n")
        .containsPattern("not-matched-by-filter +923\n")
        .contains("SERVFAIL  43 of 812 transactions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aBlankExpressionIsNone(String expression) {
    assertThat(Outcome.of("analyze", "--filter", expression, capture))
        .isEqualTo(Outcome.of("analyze", capture));
  }

  @Test
  void noFrameThatMatchesIsSaid() {
    assertThat(filtered("tcp port 54321").out())
        .contains("  span       no frame that matches\n")
        .contains("  2,513 frames: not matched by --filter.\n");
  }

  @Test
  void anExpressionThatIsWrongIsAMistakeOnTheCommandLine() {
    Outcome outcome = filtered("udp porrt 53");
    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).startsWith("rcodestat: --filter: ").contains("syntax error");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aNameThatTheDnsWouldBeAskedForIsAMistakeOnTheCommandLine() {
    Outcome outcome = filtered("host www.example.com");
    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err())
        .startsWith(
            "rcodestat: --filter: the name www.example.com would have to be asked of the DNS");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aLinkTypeThatTheExpressionIsNotForIsSaid() {
    Outcome outcome =
        Outcome.of(
            "analyze", "--filter", "vlan 5", Samples.copyTo(folder, "any-sll2.pcap").toString());
    assumeTrue(!outcome.err().contains("needs libpcap"), "no libpcap here");
    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.err()).startsWith("rcodestat: --filter matches no frame of link type 276: ");
  }

  private Outcome filtered(String expression) {
    Outcome outcome = Outcome.of("analyze", "--filter", expression, capture);
    assumeTrue(!outcome.err().contains("needs libpcap"), "no libpcap here");
    return outcome;
  }
}
