package dev.rcodestat.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Prints the script by which bash and zsh complete this program's command lines.
final class CompletionCommand implements Callable<Integer> {
  private final CommandSpec spec = Commands.spec("generate-completion", this);

  CompletionCommand() {
    spec.usageMessage()
        .header("Prints a script for completion in bash and zsh.")
        .footerHeading("%nExample:%n")
        .footer("  source <(rcodestat generate-completion)");
  }

  /// The command as it stands on the command line.
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.println(AutoComplete.bash(root.getCommandName(), root));
    return ExitStatus.FINE.code();
  }
}
