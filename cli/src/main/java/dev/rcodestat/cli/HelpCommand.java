package dev.rcodestat.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/// Prints the help of a command, or of the program.
final class HelpCommand implements Callable<Integer> {
  private final PositionalParamSpec command =
      PositionalParamSpec.builder()
          .paramLabel("COMMAND")
          .type(String.class)
          .arity("0..1")
          .description("The command to explain; without one, the program.")
          .build();

  private final CommandSpec spec = Commands.spec("help", this);

  HelpCommand() {
    spec.addPositional(command);
    spec.usageMessage().header("Explains a command.");
  }

  /// The command as it stands on the command line.
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    String name = command.getValue();
    CommandLine explained = name == null ? root : root.getSubcommands().get(name);
    if (explained == null) {
      throw new ParameterException(spec.commandLine(), "no such command: " + name);
    }
    explained.usage(spec.commandLine().getOut());
    return ExitStatus.FINE.code();
  }
}
