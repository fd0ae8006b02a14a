package dev.rcodestat.cli;

import dev.rcodestat.render.TerminalText;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/// The program.
public final class Main {
  private final Surroundings surroundings;
  private final WatchedWriter out;
  private final PrintWriter err;

  Main(Surroundings surroundings, Writer out, Writer err) {
    this.surroundings = surroundings;
    this.out = new WatchedWriter(out, surroundings.outputHasReader());
    this.err = new PrintWriter(err, true);
  }

  /// Runs a command and ends the process with its status.
  public static void main(String[] arguments) {
    ShutdownInterrupts interrupts = new ShutdownInterrupts();
    Surroundings surroundings = Surroundings.ofProcess(interrupts);
    int status =
        new Main(surroundings, writer(FileDescriptor.out), writer(FileDescriptor.err))
            .run(arguments)
            .code();
    interrupts.finish(status);
    System.exit(status);
  }

  /// Runs a command. When it returns, all output is written.
  ExitStatus run(String... arguments) {
    ExitStatus status;
    try {
      status = statusOf(commandLine(arguments).execute(arguments));
      // The outermost boundary: nothing that is thrown may end as a stack trace.
    } catch (RuntimeException | Error e) {
      status = fault(e);
    }
    return flush(status);
  }

  private CommandLine commandLine(String... arguments) {
    Ansi ansi = surroundings.display().colour() ? Ansi.ON : Ansi.OFF;
    return RcodestatCommand.commandLine(surroundings, arguments)
        .setOut(new PrintWriter(out))
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        // A file may be called @capture.pcap.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((exception, rest) -> usage(exception).code())
        .setExecutionExceptionHandler((exception, command, parsed) -> fault(exception).code());
  }

  private static ExitStatus statusOf(int code) {
    for (ExitStatus status : ExitStatus.values()) {
      if (status.code() == code) {
        return status;
      }
    }
    throw new IllegalStateException("no such exit status: " + code);
  }

  private ExitStatus usage(ParameterException exception) {
    CommandLine commandLine = exception.getCommandLine();
    say(complaint(exception, commandLine.getUnmatchedArguments()));
    String command = commandLine.getCommandSpec().qualifiedName();
    err.println("try '" + command + " --help'");
    return ExitStatus.USAGE;
  }

  /// An argument that nobody knows is the likelier reason for all that is wrong else.
  private static String complaint(ParameterException exception, List<String> unmatched) {
    if (unmatched.isEmpty()) {
      return String.valueOf(exception.getMessage());
    }
    String argument = unmatched.getFirst();
    if (argument.startsWith("-")) {
      return "no such option: " + argument;
    }
    boolean takesCommands = !exception.getCommandLine().getSubcommands().isEmpty();
    return (takesCommands ? "no such command: " : "unexpected argument: ") + argument;
  }

  private ExitStatus fault(Throwable fault) {
    say("this is a fault of rcodestat: " + fault);
    err.println(
        "please report it with the command, the output of 'rcodestat --version' and, if it may be"
            + " shared, the capture; RCODESTAT_DEBUG=1 shows where it happened");
    if (surroundings.debug()) {
      fault.printStackTrace(err);
    }
    return ExitStatus.FAULT;
  }

  private ExitStatus flush(ExitStatus status) {
    try {
      out.flush();
    } catch (IOException e) {
      // remembered by the writer, and looked at below
    }
    return out.failure()
        .map(failure -> {
          say("the output could not be written: " + failure.getMessage());
          return ExitStatus.OUTPUT;
        })
        .orElse(status);
  }

  private void say(String words) {
    err.println("rcodestat: " + TerminalText.escape(words, surroundings.display().unicode()));
  }

  private static Writer writer(FileDescriptor descriptor) {
    return new BufferedWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}
