package dev.rcodestat.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What all commands have in common.
///
/// Commands are put together by picocli's builders, not by its annotations: to read annotations takes
/// a third of the time in which the program starts.
final class Commands {
  private static final int HELP_WIDTH = 80;

  private Commands() {}

  /// A command with --help and --version.
  ///
  /// @param action what it does, giving an [ExitStatus]
  static CommandSpec spec(String name, Callable<Integer> action) {
    return withHelp(CommandSpec.wrapWithoutInspection(action).name(name));
  }

  /// Adds --help and --version.
  static CommandSpec withHelp(CommandSpec spec) {
    spec.usageMessage().width(HELP_WIDTH);
    return spec.versionProvider(new VersionProvider())
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
  }
}
