package dev.rcodestat.cli;

import dev.rcodestat.analysis.AnalysisOptions;
import dev.rcodestat.analysis.Analyzer;
import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.FrameFilter;
import dev.rcodestat.capture.TimeRange;
import dev.rcodestat.capture.live.BpfFilter;
import dev.rcodestat.capture.live.FilterException;
import dev.rcodestat.capture.live.LiveCaptureException;
import dev.rcodestat.report.Report;
import dev.rcodestat.tally.Resolvers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/// Reads captures and prints their report.
final class AnalyzeCommand implements Callable<Integer> {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// How long pipes may take to end by itself after an interrupt, which their writers got too.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final PositionalParamSpec files =
      PositionalParamSpec.builder()
          .paramLabel("FILE")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .arity("1..*")
          .required(true)
          .description("Captures to read, or folders with --recursive; - is standard input.")
          .build();

  private final OptionSpec recursive =
      OptionSpec.builder("-r", "--recursive")
          .type(Boolean.class)
          .arity("0")
          .description(
              "Reads every capture in the folders that are named, and in those below; hidden files"
                  + " and links too. Other files are passed over and counted.")
          .build();

  private final OptionSpec from =
      moment(
          "--from",
          "Looks only at frames from this time on: RFC 3339, such as 2026-11-22T08:30:00Z."
              + " Default: from the first.");

  private final OptionSpec to =
      moment("--to", "Looks only at frames before this time: RFC 3339. Default: to the last.");

  private final OptionSpec jobs =
      OptionSpec.builder("-j", "--jobs")
          .paramLabel("N")
          .type(Integer.class)
          .description(
              "Threads that read and count, 1 or more, for files that are not compressed; the report is"
                  + " the same for any number. Default: as many as there are processors, at most 8.")
          .build();

  private final OptionSpec filter =
      OptionSpec.builder("--filter")
          .paramLabel("EXPRESSION")
          .type(String.class)
          .description(
              "Looks only at frames that match a pcap-filter(7), such as 'host 192.0.2.53'; hosts and"
                  + " networks by their addresses. As in tcpdump it sees the outermost headers only: what is inside of VLANs and"
                  + " tunnels needs words of its own, and a port is not in later fragments. Needs"
                  + " libpcap, and time.")
          .build();

  private final ReportOptions options = new ReportOptions();
  private final SaveOption save = new SaveOption();
  private final Surroundings surroundings;
  private final CommandSpec spec;

  AnalyzeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    spec = Commands.spec("analyze", this);
    spec.addPositional(files)
        .addOption(recursive)
        .addOption(from)
        .addOption(to)
        .addOption(filter)
        .addOption(jobs);
    options.addTo(spec);
    save.addTo(spec);
    spec.usageMessage()
        .header("Reads captures and prints one report on all of them.")
        .description(
            "Reads pcap, pcapng, snoop and ERF, as they are or compressed with gzip, zstd, lz4 or xz, told"
                + " apart by content. Several files are one stream in the order of time: rotated"
                + " files follow each other, files of two taps are merged.")
        .footerHeading("%nExamples:%n")
        .footer(
            "  rcodestat analyze capture.pcap",
            "  rcodestat analyze --port 53,5300 monday.pcap tuesday.pcap",
            "  rcodestat analyze --from 2026-11-22T08:00:00Z day.pcap",
            "  rcodestat analyze --recursive /var/captures",
            "  tcpdump -i eth0 -w - port 53 | rcodestat analyze --format json -",
            "",
            "Ctrl-C while standard input or another pipe is read ends it, and the report is",
            "printed.",
            "",
            "Exit status: 0 fine, 2 wrong command line, 3 an input could not be read whole",
            "(what could be read is reported), 70 a fault of rcodestat, 74 the report could",
            "not be written.");
  }

  /// The command as it stands on the command line.
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    String expression = filter.getValue();
    if (expression == null || expression.isBlank()) {
      return call(FrameFilter.ALL).code();
    }
    ReportPrinter printer = new ReportPrinter(spec.commandLine(), surroundings);
    try {
      BpfFilter bpf = BpfFilter.of(expression);
      ExitStatus status = call(bpf);
      for (String problem : bpf.problems()) {
        printer.say("--filter matches no frame of " + problem);
        status = ExitStatus.INCOMPLETE;
      }
      return status.code();
    } catch (FilterException e) {
      throw wrong("--filter: " + e.getMessage());
    } catch (LiveCaptureException e) {
      printer.say(String.valueOf(e.getMessage()));
      return ExitStatus.INCOMPLETE.code();
    }
  }

  private ExitStatus call(FrameFilter frames) {
    AnalysisOptions analysis = options.analysis().withRange(range()).withFilter(frames);
    save.check(analysis);
    List<String> names = files.getValue();
    if (Collections.frequency(names, EndableInputs.STANDARD_INPUT) > 1) {
      throw wrong("standard input (-) can be read only once");
    }
    EndableInputs inputs = new EndableInputs(surroundings.standardInput());
    NamedInputs named = new NamedInputs(names, isGiven(recursive), inputs::of);
    if (analysis.needsResolversFirst() && !inputs.isEmpty()) {
      throw wrong(
          "--where: who resolves is known only at the end, and a pipe can be read only once: name a"
              + " file, or the resolvers with --resolver");
    }
    try (Interrupts.Registration _ = endsAtInterrupt(inputs)) {
      return report(withResolvers(analysis, named), named);
    }
  }

  /// Ctrl-C at `tcpdump -w - | rcodestat analyze -` reaches both programs, and asks for the report.
  private Interrupts.Registration endsAtInterrupt(EndableInputs inputs) {
    return inputs.isEmpty()
        ? () -> {}
        : surroundings.interrupts().onInterrupt(() -> inputs.end(PATIENCE));
  }

  /// Reads the inputs once more before, where what is to be counted depends on who resolves.
  private AnalysisOptions withResolvers(AnalysisOptions analysis, NamedInputs named) {
    return analysis.needsResolversFirst()
        ? analysis.withResolvers(
            resolvers(new CaptureFiles(named.inputs()), new Analyzer(analysis)))
        : analysis;
  }

  private Resolvers resolvers(CaptureFiles captures, Analyzer analyzer) {
    return read(captures, () -> analyzer.resolvers(captures));
  }

  private ExitStatus report(AnalysisOptions analysis, NamedInputs named) {
    ReportPrinter printer = new ReportPrinter(spec.commandLine(), surroundings);
    named.repetition().ifPresent(printer::say);
    List<CaptureFiles> all = CaptureFiles.several(named.inputs(), jobs());
    CaptureFiles captures = all.getFirst();
    Report report = read(captures, () -> save.analyze(all, analysis, printer));
    ExitStatus status = printer.print(report, options);
    named.strangers(captures).forEach(printer::say);
    for (String folder : named.emptyFolders(captures)) {
      printer.say(folder + ": no capture in this folder");
      status = ExitStatus.INCOMPLETE;
    }
    return save.orElse(status);
  }

  private <T> T read(CaptureFiles captures, Supplier<T> reading) {
    if (!surroundings.showsProgress()) {
      return reading.get();
    }
    try (ProgressLine line = ProgressLine.start(spec.commandLine().getErr(), captures);
        Interrupts.Registration _ = surroundings.interrupts().beforeEnd(line::close)) {
      return reading.get();
    }
  }

  private static boolean isGiven(OptionSpec flag) {
    return Optional.<Boolean>ofNullable(flag.getValue()).orElse(false);
  }

  private TimeRange range() {
    TimeRange range = TimeRange.of(nanos(from), nanos(to));
    if (range.fromNanos() >= range.toNanos()) {
      throw wrong("--from is not before --to, so no frame can be looked at");
    }
    return range;
  }

  private int jobs() {
    int count =
        Optional.<Integer>ofNullable(jobs.getValue())
            .orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (count < 1) {
      throw wrong("--jobs takes a number from 1 on, not " + count);
    }
    return Math.min(count, Analyzer.MOST_JOBS);
  }

  private static OptionalLong nanos(OptionSpec option) {
    Instant moment = option.getValue();
    return moment == null ? OptionalLong.empty() : OptionalLong.of(nanos(moment));
  }

  /// Captures reach from 1677 to 2262; a time outside is as good as the nearest inside.
  private static long nanos(Instant moment) {
    long limit = Long.MAX_VALUE / NANOS_PER_SECOND - 1;
    long seconds = Math.clamp(moment.getEpochSecond(), -limit, limit);
    return seconds * NANOS_PER_SECOND + moment.getNano();
  }

  private static OptionSpec moment(String name, String description) {
    return OptionSpec.builder(name)
        .paramLabel("TIME")
        .type(Instant.class)
        .converters(new Moment())
        .description(description)
        .build();
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
