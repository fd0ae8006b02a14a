package dev.rcodestat.cli;

import dev.rcodestat.analysis.AnalysisOptions;
import dev.rcodestat.analysis.Analyzer;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.capture.live.LiveCapture;
import dev.rcodestat.capture.live.LiveCaptureException;
import dev.rcodestat.capture.live.LiveOptions;
import dev.rcodestat.report.Report;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Watches an interface and prints the report at the end.
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    usageHelpWidth = 80,
    header = "Watches an interface and prints the report at the end.",
    description = {
      "Ends at Ctrl-C or after --duration, and prints the same report as analyze. Needs libpcap and"
          + " the right to capture: root, or the capability CAP_NET_RAW."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rcodestat live -i eth0",
      "  rcodestat live -i any --duration 5m --format json",
      "",
      "Exit status: 0 fine (after Ctrl-C too), 2 wrong command line, 3 the interface",
      "could not be watched or frames were lost, 70 a fault of rcodestat, 74 the",
      "report could not be written."
    })
final class LiveCommand implements Callable<Integer> {
  @ParentCommand private RcodestatCommand parent;
  @Spec private CommandSpec spec;
  @Mixin private ReportOptions options;

  @Option(
      names = {"-i", "--interface"},
      paramLabel = "IFACE",
      required = true,
      description = "The interface, as the system names it; any is all of them, on Linux.")
  private String interfaceName = "";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = Span.class,
      description = "Ends after so long: 30s, 5m, 1h or PT30S. Default: at Ctrl-C.")
  private Optional<Duration> duration = Optional.empty();

  @Override
  public Integer call() {
    if (interfaceName.isBlank()) {
      throw new ParameterException(spec.commandLine(), "the name of the interface is empty");
    }
    ReportPrinter printer = new ReportPrinter(spec.commandLine(), parent.surroundings());
    try (LiveCapture capture = LiveCapture.open(LiveOptions.of(interfaceName))) {
      return printer.print(watch(capture, printer), options.format()).code();
    } catch (LiveCaptureException e) {
      printer.say(String.valueOf(e.getMessage()));
      return ExitStatus.INCOMPLETE.code();
    }
  }

  private Report watch(LiveCapture capture, ReportPrinter printer) {
    Analyzer analyzer = new Analyzer(new AnalysisOptions(options.ports(), TimeRange.ALL));
    try (Interrupts.Registration _ = parent.surroundings().interrupts().onInterrupt(capture::stop);
        Alarm _ =
            duration.map(after -> Alarm.after(after, capture::stop)).orElseGet(Alarm::never)) {
      printer.say("watching " + interfaceName + "; Ctrl-C ends and prints the report");
      return analyzer.analyze(capture);
    }
  }
}
