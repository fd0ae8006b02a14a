package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.MessageReader;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.tally.ResolverEvidence;
import dev.rcodestat.tally.Resolvers;

/// Runs one analysis: the same for files and for live interfaces.
public final class Analyzer {
  private final AnalysisOptions options;

  /// An analyzer of what the options say.
  public Analyzer(AnalysisOptions options) {
    this.options = options;
  }

  /// Reads the source to its end, on the calling thread, and concludes.
  public Report analyze(FrameSource source) {
    int[] owners = MessageDistributor.owners(options.jobs());
    Partitions partitions = new Partitions(options, owners);
    MessageExtractor extractor;
    try (MessageDistributor distributor = new MessageDistributor(partitions, owners)) {
      extractor =
          new MessageExtractor(
              new ServicePorts(options.dnsPorts()),
              options.range(),
              options.filter(),
              distributor::onMessage,
              distributor::onIncompleteMessage);
      source.forEachFrame(extractor);
      extractor.finish();
      distributor.finish();
    }
    partitions.finish(extractor.ledger().lastNanos());
    ReassemblySummary reassembly =
        new ReassemblySummary(
            extractor.streamGaps(), extractor.headerlessMessages(), extractor.connectionsEvicted());
    return new ReportBuilder(
            options,
            source.inputs(),
            extractor.ledger(),
            reassembly,
            partitions.tally(),
            partitions.failures())
        .build();
  }

  /// Reads the source to its end only to find out who resolves, on the calling thread.
  public Resolvers resolvers(FrameSource source) {
    ResolverEvidence evidence = ResolverEvidence.ofSum(Partitions.COUNT);
    MessageExtractor extractor =
        new MessageExtractor(
            new ServicePorts(options.dnsPorts()),
            options.range(),
            options.filter(),
            new MessageReader((_, flow, message) -> evidence.add(flow, message, 0)),
            new MessageReader((_, _, _) -> {}));
    source.forEachFrame(extractor);
    extractor.finish();
    return evidence.resolvers();
  }
}
