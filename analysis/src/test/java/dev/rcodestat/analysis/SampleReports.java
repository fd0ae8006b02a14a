package dev.rcodestat.analysis;

import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.stream.Stream;

/// Reports of sample captures.
final class SampleReports {
  private SampleReports() {}

  static Report of(String name) {
    return new Analyzer(AnalysisOptions.defaults()).analyze(files(name));
  }

  /// As many times the same, for as many jobs.
  static List<CaptureFiles> files(String name, int jobs) {
    return Stream.generate(() -> files(name)).limit(jobs).toList();
  }

  static CaptureFiles files(String name) {
    return new CaptureFiles(
        List.of(
            CaptureInput.stream(
                name, Channels.newChannel(new ByteArrayInputStream(Samples.octets(name))))));
  }
}
