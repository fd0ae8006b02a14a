package dev.rcodestat.cli;

import dev.rcodestat.render.TerminalText;
import dev.rcodestat.render.TextOptions;
import dev.rcodestat.report.InputOutcome;
import dev.rcodestat.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;

/// Prints a report on standard output, and what was wrong with its inputs on standard error.
final class ReportPrinter {
  private final PrintWriter out;
  private final PrintWriter err;
  private final TextOptions display;

  ReportPrinter(CommandLine commandLine, Surroundings surroundings) {
    out = commandLine.getOut();
    err = commandLine.getErr();
    display = surroundings.display();
  }

  /// Prints both, and returns the command's exit status.
  ExitStatus print(Report report, ReportOptions options) {
    try {
      options.format().renderer(display.withRows(options.rows())).render(report, out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("a PrintWriter threw", e);
    }
    ExitStatus status = ExitStatus.FINE;
    for (InputOutcome input : report.inputs()) {
      if (!input.complete()) {
        say(input.name() + ": " + input.problem().orElse("not read whole"));
        status = ExitStatus.INCOMPLETE;
      }
    }
    return status;
  }

  /// A line on standard error.
  void say(String words) {
    err.println("rcodestat: " + TerminalText.escape(words, display.unicode()));
    err.flush();
  }
}
