package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.tally.Tally;

/// Runs one analysis: the same for files and for live interfaces.
public final class Analyzer {
  private final AnalysisOptions options;

  /// An analyzer of what the options say.
  public Analyzer(AnalysisOptions options) {
    this.options = options;
  }

  /// Reads the source to its end, on the calling thread, and concludes.
  public Report analyze(FrameSource source) {
    Tally tally = new Tally();
    MessageExtractor extractor =
        new MessageExtractor(
            new ServicePorts(options.dnsPorts()),
            options.range(),
            options.filter(),
            tally::count,
            tally::countIncomplete);
    source.forEachFrame(extractor);
    extractor.finish();
    ReassemblySummary reassembly =
        new ReassemblySummary(
            extractor.streamGaps(), extractor.headerlessMessages(), extractor.connectionsEvicted());
    return new ReportBuilder(options, source.inputs(), extractor.ledger(), reassembly, tally)
        .build();
  }
}
