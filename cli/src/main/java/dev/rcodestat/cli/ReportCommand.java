package dev.rcodestat.cli;

import dev.rcodestat.analysis.AddressNaming;
import dev.rcodestat.analysis.PartialAnalysis;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/// Merges saved results and prints their report.
final class ReportCommand implements Callable<Integer> {
  private final PositionalParamSpec files =
      PositionalParamSpec.builder()
          .paramLabel("FILE")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .arity("1..*")
          .required(true)
          .description("Results that analyze or live have saved with --save.")
          .build();

  private final ReportOptions options = new ReportOptions();
  private final SaveOption save = new SaveOption();
  private final Surroundings surroundings;
  private final CommandSpec spec;

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    spec = Commands.spec("report", this);
    spec.addPositional(files);
    options.addThoseOfPrintingTo(spec);
    save.addTo(spec);
    spec.usageMessage()
        .header("Merges saved results and prints one report on all of them.")
        .description(
            "In any order. Parts of one capture give the report of the whole; what overlaps in time is"
                + " taken for different traffic and added up. All must have been made with the same"
                + " options.")
        .footerHeading("%nExamples:%n")
        .footer(
            "  rcodestat analyze --save monday.part monday.pcap",
            "  rcodestat analyze --save tuesday.part tuesday.pcap",
            "  rcodestat report monday.part tuesday.part",
            "  rcodestat report --format json --anonymize site*.part",
            "",
            "Exit status: 0 fine, 2 wrong command line, or results that do not belong",
            "together, 3 a file could not be read, or what it is of could not be read",
            "whole (the others are reported), 70 a fault of rcodestat, 74 the report could",
            "not be written.");
  }

  /// The command as it stands on the command line.
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    AddressNaming naming = options.naming();
    ReportPrinter printer = new ReportPrinter(spec.commandLine(), surroundings);
    SavedResults results = new SavedResults(files.getValue(), printer::say);
    results
        .difference()
        .ifPresent(words -> {
          throw new ParameterException(spec.commandLine(), words);
        });
    Optional<PartialAnalysis> sum = results.merged(save.isGiven());
    ExitStatus status = ExitStatus.INCOMPLETE;
    if (sum.isPresent()) {
      save.save(sum.get(), printer);
      ExitStatus printed = printer.print(sum.get().report(naming), options);
      status = results.isComplete() ? printed : ExitStatus.INCOMPLETE;
    }
    return save.orElse(status).code();
  }
}
