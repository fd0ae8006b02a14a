package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The README shows what the program really prints.
class ReadmeTest {
  private static final String SAMPLE = "sample-pcaps/servfail-spike.pcap";
  private static final String COMMAND = "\n$ ./rcodestat analyze " + SAMPLE + "\n";
  private static final String FENCE = "```";
  private static final Path ROOT = Path.of("..");

  @Test
  void theReportInTheReadmeIsTheReportOfTheCommandAboveIt() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    assertThat(readme).containsOnlyOnce(COMMAND);
    String block = readme.substring(readme.indexOf(COMMAND) + COMMAND.length());
    assertThat(block).contains(FENCE);

    Outcome outcome = Outcome.of("analyze", ROOT.resolve(SAMPLE).toString());

    assertThat(block.substring(0, block.indexOf(FENCE)))
        .isEqualTo(outcome.out().replace(ROOT + "/", ""));
  }
}
