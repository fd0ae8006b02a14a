package dev.rcodestat.render;

import dev.rcodestat.analysis.AnalysisOptions;
import dev.rcodestat.analysis.Analyzer;
import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import dev.rcodestat.report.Report;
import dev.rcodestat.samples.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.util.List;
import java.util.stream.Stream;

/// The reports on the sample captures.
final class SampleReports {
  private SampleReports() {}

  static Stream<String> names() {
    return Samples.names().stream();
  }

  static Report of(String sample) {
    CaptureInput input =
        CaptureInput.stream(
            sample, Channels.newChannel(new ByteArrayInputStream(Samples.octets(sample))));
    return new Analyzer(AnalysisOptions.defaults()).analyze(new CaptureFiles(List.of(input)));
  }

  static String text(Report report) {
    return rendered(new TextRenderer(new TextOptions(false, true)), report);
  }

  static String json(Report report) {
    return rendered(new JsonRenderer(), report);
  }

  static String rendered(Renderer renderer, Report report) {
    try {
      StringWriter out = new StringWriter();
      renderer.render(report, out);
      return out.toString();
    } catch (IOException e) {
      throw new AssertionError("a StringWriter does not throw", e);
    }
  }
}
