package dev.rcodestat.cli;

import dev.rcodestat.analysis.AnalysisOptions;
import dev.rcodestat.analysis.Analyzer;
import dev.rcodestat.analysis.PartialAnalysis;
import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The option of commands that can save their result for `rcodestat report`.
final class SaveOption {
  private final OptionSpec file =
      OptionSpec.builder("--save")
          .paramLabel("FILE")
          .type(String.class)
          .description(
              "Saves the result too, for rcodestat report to merge with others: compressed JSON."
                  + " Holds addresses as they are, and messages of the beginning. A file that is"
                  + " there is replaced when all is written.")
          .build();

  private ExitStatus status = ExitStatus.FINE;

  void addTo(CommandSpec command) {
    command.addOption(file);
  }

  /// Refuses what cannot be saved so that it is of use.
  void check(AnalysisOptions analysis) {
    if (!isGiven()) {
      return;
    }
    if ("-".equals(file.getValue())) {
      throw wrong("takes a file: the report is what is printed");
    }
    if (analysis.needsResolversFirst()) {
      throw wrong(
          "and --where by resolver or leg need --resolver: each part would find resolvers of its own");
    }
    refusePseudonyms(analysis.naming().pseudonyms().isPresent());
  }

  /// Reads sources to their ends, and saves the result where that is wanted.
  ///
  /// @param sources see [Analyzer#analyze]
  Report analyze(
      List<? extends FrameSource> sources, AnalysisOptions analysis, ReportPrinter printer) {
    Analyzer analyzer = new Analyzer(analysis);
    if (!isGiven()) {
      return analyzer.analyze(sources);
    }
    PartialAnalysis part = analyzer.analyzePart(sources);
    save(part, printer);
    return part.report(analysis.naming());
  }

  /// Saves a result where that is wanted.
  void save(PartialAnalysis part, ReportPrinter printer) {
    if (isGiven()) {
      String name = file.getValue();
      try {
        write(part, Path.of(name));
      } catch (IOException | InvalidPathException e) {
        printer.say("--save: " + name + " could not be written: " + reason(e));
        status = ExitStatus.OUTPUT;
      }
    }
  }

  /// The status of a command that would end with another one.
  ExitStatus orElse(ExitStatus other) {
    return status == ExitStatus.FINE ? other : status;
  }

  void refusePseudonyms(boolean hasPseudonyms) {
    if (isGiven() && hasPseudonyms) {
      throw wrong(
          "keeps addresses as they are: give --anonymize or --anonymize-key to rcodestat report instead");
    }
  }

  boolean isGiven() {
    return file.getValue() != null;
  }

  /// Writes beside the file first, so that a full disk leaves no half of one. What is no file, such as
  /// a device or a pipe, is not replaced.
  private static void write(PartialAnalysis part, Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        part.encode(out);
      }
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path beside =
        target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    try {
      try (OutputStream out = Files.newOutputStream(beside)) {
        part.encode(out);
      }
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static String reason(Exception e) {
    return e instanceof FileSystemException ofFile && ofFile.getReason() == null
        ? e.getClass().getSimpleName().replaceFirst("Exception$", "") + " " + e.getMessage()
        : String.valueOf(e.getMessage());
  }

  private ParameterException wrong(String words) {
    return new ParameterException(file.command().commandLine(), "--save " + words);
  }
}
