package dev.rcodestat.cli;

import dev.rcodestat.analysis.AnalysisOptions;
import dev.rcodestat.capture.live.LiveCapture;
import dev.rcodestat.capture.live.LiveCaptureException;
import dev.rcodestat.capture.live.LiveOptions;
import dev.rcodestat.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Watches an interface and prints the report at the end.
final class LiveCommand implements Callable<Integer> {
  private final OptionSpec interfaceName =
      OptionSpec.builder("-i", "--interface")
          .paramLabel("IFACE")
          .type(String.class)
          .required(true)
          .description("The interface, as the system names it; any is all of them, on Linux.")
          .build();

  private final OptionSpec duration =
      OptionSpec.builder("--duration")
          .paramLabel("TIME")
          .type(Duration.class)
          .converters(new Span())
          .description("Ends after so long: 30s, 5m, 1h or PT30S. Default: at Ctrl-C.")
          .build();

  private final ReportOptions options = new ReportOptions();
  private final SaveOption save = new SaveOption();
  private final Surroundings surroundings;
  private final CommandSpec spec;

  LiveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    spec = Commands.spec("live", this);
    spec.addOption(interfaceName).addOption(duration);
    options.addTo(spec);
    save.addTo(spec);
    spec.usageMessage()
        .header("Watches an interface and prints the report at the end.")
        .description(
            "Ends at Ctrl-C or after --duration, and prints the same report as analyze. Needs"
                + " libpcap and the right to capture: root, or the capability CAP_NET_RAW.")
        .footerHeading("%nExamples:%n")
        .footer(
            "  rcodestat live -i eth0",
            "  rcodestat live -i any --duration 5m --format json",
            "",
            "Exit status: 0 fine (after Ctrl-C too), 2 wrong command line, 3 the interface",
            "could not be watched or frames were lost, 70 a fault of rcodestat, 74 the",
            "report could not be written.");
  }

  /// The command as it stands on the command line.
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    String name = interfaceName.getValue();
    if (name.isBlank()) {
      throw new ParameterException(spec.commandLine(), "the name of the interface is empty");
    }
    AnalysisOptions analysis = options.analysis();
    if (analysis.needsResolversFirst()) {
      throw new ParameterException(
          spec.commandLine(),
          "--where: who resolves is known only at the end: name the resolvers with --resolver");
    }
    save.check(analysis);
    ReportPrinter printer = new ReportPrinter(spec.commandLine(), surroundings);
    try (LiveCapture capture = LiveCapture.open(LiveOptions.of(name))) {
      Report report = watch(capture, analysis, printer);
      return save.orElse(printer.print(report, options)).code();
    } catch (LiveCaptureException e) {
      printer.say(String.valueOf(e.getMessage()));
      return ExitStatus.INCOMPLETE.code();
    }
  }

  private Report watch(LiveCapture capture, AnalysisOptions analysis, ReportPrinter printer) {
    try (Interrupts.Registration _ = surroundings.interrupts().onInterrupt(capture::stop);
        Alarm _ =
            Optional.<Duration>ofNullable(duration.getValue())
                .map(after -> Alarm.after(after, capture::stop))
                .orElseGet(Alarm::never)) {
      printer.say("watching " + interfaceName.getValue() + "; Ctrl-C ends and prints the report");
      return save.analyze(List.of(capture), analysis, printer);
    }
  }
}
