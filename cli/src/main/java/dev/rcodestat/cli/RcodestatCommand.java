package dev.rcodestat.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;

/// The command that holds the others.
@Command(
    name = "rcodestat",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = {AnalyzeCommand.class, LiveCommand.class, GenerateCompletion.class},
    usageHelpWidth = 80,
    description = {
      "Watches DNS traffic without sending any, and reports which responses failed: at which"
          + " server, for which query type, how many, since when. SERVFAIL and NOTIMP come first."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rcodestat analyze capture.pcap",
      "  rcodestat analyze --format json capture.pcapng > report.json",
      "  rcodestat live -i eth0",
      "  rcodestat analyze --help",
      "  source <(rcodestat generate-completion)     # in bash, or in zsh",
      "",
      "Exit status:",
      "   0  everything was read and reported",
      "   1  kept for findings",
      "   2  the command line is wrong",
      "   3  an input could not be read whole; the report tells what could be read",
      "  70  a fault of rcodestat",
      "  74  the report could not be written",
      "",
      "Environment:",
      "  NO_COLOR         when set and not empty: no colours",
      "  TERM             when it is dumb: no colours",
      "  RCODESTAT_DEBUG  when set and not empty: a fault of rcodestat shows its stack",
      "                   trace",
      "Colours appear only where standard output is a terminal. All times are UTC."
    })
final class RcodestatCommand {
  private final Surroundings surroundings;

  /// For tools that only look at the options, such as the generator of shell completion.
  RcodestatCommand() {
    this(Surroundings.ofProcess(new ShutdownInterrupts()));
  }

  RcodestatCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }
}
