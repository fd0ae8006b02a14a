package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine;

class CompletionTest {
  @Test
  void theShellKnowsCommandsOptionsAndFormats() {
    Surroundings surroundings = Outcome.surroundings(new byte[0], false, action -> () -> {});
    CommandLine commands = RcodestatCommand.commandLine(surroundings);
    String script = AutoComplete.bash("rcodestat", commands);

    assertThat(script)
        .contains("analyze live", "'--interface'", "'--port'")
        .contains("\"text\" \"json\"");
  }
}
