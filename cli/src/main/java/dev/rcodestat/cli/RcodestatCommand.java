package dev.rcodestat.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The command that holds the others.
final class RcodestatCommand {
  /// Those that do not look at the others, in the order of the help.
  private static final SequencedMap<String, Function<Surroundings, CommandSpec>> COMMANDS =
      commands();

  private RcodestatCommand() {}

  /// The command line for these arguments: with the one command that they begin with, or with all of
  /// them where they do not begin with one.
  static CommandLine commandLine(Surroundings surroundings, String... arguments) {
    CommandSpec root = root();
    String first = arguments.length == 0 ? "" : arguments[0];
    Function<Surroundings, CommandSpec> named = COMMANDS.get(first);
    if (named != null) {
      root.addSubcommand(first, named.apply(surroundings));
    } else {
      COMMANDS.forEach((name, command) -> root.addSubcommand(name, command.apply(surroundings)));
      root.addSubcommand("generate-completion", new CompletionCommand().spec());
      root.addSubcommand("help", new HelpCommand().spec());
    }
    return new CommandLine(root);
  }

  private static SequencedMap<String, Function<Surroundings, CommandSpec>> commands() {
    SequencedMap<String, Function<Surroundings, CommandSpec>> commands = new LinkedHashMap<>();
    commands.put("analyze", surroundings -> new AnalyzeCommand(surroundings).spec());
    commands.put("live", surroundings -> new LiveCommand(surroundings).spec());
    commands.put("report", surroundings -> new ReportCommand(surroundings).spec());
    return commands;
  }

  private static CommandSpec root() {
    CommandSpec root = Commands.withHelp(CommandSpec.create().name("rcodestat"));
    root.usageMessage()
        .description(
            "Watches DNS traffic without sending any, and reports which responses failed: at which"
                + " server, for which query type, how many, since when. SERVFAIL and NOTIMP come"
                + " first.")
        .footerHeading("%nExamples:%n")
        .footer(
            "  rcodestat analyze capture.pcap",
            "  rcodestat analyze --format json capture.pcapng > report.json",
            "  rcodestat live -i eth0",
            "  rcodestat report monday.part tuesday.part",
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
            "Colours appear only where standard output is a terminal. All times are UTC.");
    return root;
  }
}
