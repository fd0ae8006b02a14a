package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine;

class CompletionTest {
  @Test
  void theShellKnowsCommandsOptionsAndFormats() {
    String script = AutoComplete.bash("rcodestat", new CommandLine(new RcodestatCommand()));

    assertThat(script)
        .contains("analyze live", "'--interface'", "'--port'")
        .contains("\"text\" \"json\"");
  }
}
