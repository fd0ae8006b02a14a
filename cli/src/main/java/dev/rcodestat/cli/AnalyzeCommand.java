package dev.rcodestat.cli;

import dev.rcodestat.analysis.AnalysisOptions;
import dev.rcodestat.analysis.Analyzer;
import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Reads captures and prints their report.
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    usageHelpWidth = 80,
    header = "Reads captures and prints one report on all of them.",
    description = {
      "Reads pcap and pcapng, told apart by content. Several files are one stream in the order of"
          + " time: rotated files follow each other, files of two taps are merged."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rcodestat analyze capture.pcap",
      "  rcodestat analyze --port 53,5300 monday.pcap tuesday.pcap",
      "  rcodestat analyze --from 2026-11-22T08:00:00Z day.pcap",
      "  zcat capture.pcap.gz | rcodestat analyze -",
      "  tcpdump -i eth0 -w - port 53 | rcodestat analyze --format json -",
      "",
      "Ctrl-C while standard input is read ends it, and the report is printed.",
      "",
      "Exit status: 0 fine, 2 wrong command line, 3 an input could not be read whole",
      "(what could be read is reported), 70 a fault of rcodestat, 74 the report could",
      "not be written."
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// How long standard input may take to end by itself after an interrupt, which its writer got too.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @ParentCommand private RcodestatCommand parent;
  @Spec private CommandSpec spec;
  @Mixin private ReportOptions options;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Captures to read; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Moment.class,
      description =
          "Looks only at frames from this time on: RFC 3339, such as 2026-11-22T08:30:00Z. Default:"
              + " from the first.")
  private Optional<Instant> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Looks only at frames before this time: RFC 3339. Default: to the last.")
  private Optional<Instant> to = Optional.empty();

  @Override
  public Integer call() {
    Analyzer analyzer = new Analyzer(new AnalysisOptions(options.ports(), range()));
    return switch (Collections.frequency(files, STANDARD_INPUT)) {
      case 0 -> report(analyzer, CaptureInput::file);
      case 1 -> reportWithStandardInput(analyzer);
      default -> throw wrong("standard input (-) can be read only once");
    };
  }

  /// Ctrl-C at `tcpdump -w - | rcodestat analyze -` reaches both programs, and asks for the report.
  private int reportWithStandardInput(Analyzer analyzer) {
    Surroundings surroundings = parent.surroundings();
    EndableChannel channel = new EndableChannel(surroundings.standardInput().get());
    try (Interrupts.Registration _ =
        surroundings.interrupts().onInterrupt(() -> channel.end(PATIENCE))) {
      return report(
          analyzer,
          file ->
              file.equals(STANDARD_INPUT)
                  ? CaptureInput.stream(file, channel)
                  : CaptureInput.file(file));
    }
  }

  private int report(Analyzer analyzer, Function<String, CaptureInput> input) {
    Report report = analyzer.analyze(new CaptureFiles(files.stream().map(input).toList()));
    return new ReportPrinter(spec.commandLine(), parent.surroundings())
        .print(report, options.format())
        .code();
  }

  private TimeRange range() {
    if (from.isEmpty() && to.isEmpty()) {
      return TimeRange.ALL;
    }
    // One more than the least: a frame without a time is in no range.
    long fromNanos = from.map(AnalyzeCommand::nanos).orElse(Long.MIN_VALUE + 1);
    long toNanos = to.map(AnalyzeCommand::nanos).orElse(Long.MAX_VALUE);
    if (fromNanos >= toNanos) {
      throw wrong("--from is not before --to, so no frame can be looked at");
    }
    return new TimeRange(fromNanos, toNanos);
  }

  /// Captures reach from 1677 to 2262; a time outside is as good as the nearest inside.
  private static long nanos(Instant moment) {
    long limit = Long.MAX_VALUE / NANOS_PER_SECOND - 1;
    long seconds = Math.clamp(moment.getEpochSecond(), -limit, limit);
    return seconds * NANOS_PER_SECOND + moment.getNano();
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
