package dev.rcodestat.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command that holds the others.
@Command(
    name = "rcodestat",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
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

  /// The one command that looks at the others.
  private static final String GENERATE_COMPLETION = "generate-completion";

  /// In the order of the help.
  private static final SequencedMap<String, Supplier<Object>> COMMANDS = commands();

  RcodestatCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// The command line for these arguments: with the one command that they begin with, or with all of
  /// them where they do not begin with one. To look at a command's options takes as long as to read a
  /// hundred thousand frames.
  static CommandLine commandLine(Surroundings surroundings, String... arguments) {
    CommandLine root = new CommandLine(new RcodestatCommand(surroundings));
    String first = arguments.length == 0 ? "" : arguments[0];
    Supplier<Object> named = COMMANDS.get(first);
    if (named != null && !first.equals(GENERATE_COMPLETION)) {
      return root.addSubcommand(first, named.get());
    }
    COMMANDS.forEach((name, command) -> root.addSubcommand(name, command.get()));
    return root;
  }

  private static SequencedMap<String, Supplier<Object>> commands() {
    SequencedMap<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("analyze", AnalyzeCommand::new);
    commands.put("live", LiveCommand::new);
    commands.put(GENERATE_COMPLETION, GenerateCompletion::new);
    return commands;
  }

  Surroundings surroundings() {
    return surroundings;
  }
}
