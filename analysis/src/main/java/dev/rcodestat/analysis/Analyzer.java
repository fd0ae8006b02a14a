package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameLedger;
import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.capture.MessageReader;
import dev.rcodestat.capture.TrafficShares;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.tally.ResolverEvidence;
import dev.rcodestat.tally.Resolvers;
import java.util.ArrayList;
import java.util.List;

/// Runs one analysis: the same for files and for live interfaces.
public final class Analyzer {
  /// The most sources that it is worth to have.
  public static final int MOST_JOBS = Partitions.COUNT;

  private final AnalysisOptions options;

  /// An analyzer of what the options say.
  public Analyzer(AnalysisOptions options) {
    this.options = options;
  }

  /// Reads the source to its end, on the calling thread, and concludes.
  public Report analyze(FrameSource source) {
    return analyze(List.of(source));
  }

  /// Reads the sources to their ends, each on a thread of its own, the first on the calling one, and
  /// concludes. The conclusion does not depend on how many there are.
  ///
  /// @param sources at least one and at most [#MOST_JOBS]; each has all frames, in the same order
  public Report analyze(List<? extends FrameSource> sources) {
    Counted counted = Counted.of(jobs(options, sources));
    counted.partitions.forEach(ofJob -> ofJob.finish(counted.ledger.lastNanos()));
    return new ReportBuilder(
            options,
            sources.getFirst().inputs(),
            counted.ledger,
            counted.reassembly,
            Partitions.tally(options, counted.partitions),
            Partitions.failures(options, counted.partitions),
            0)
        .build();
  }

  /// Reads the sources to their ends as [#analyze] does, for a result that others can be merged with.
  public PartialAnalysis analyzePart(List<? extends FrameSource> sources) {
    AnalysisOptions ofPart = options.asPart();
    Counted counted = Counted.of(jobs(ofPart, sources));
    return PartialAnalysis.of(
        ofPart,
        sources.getFirst().inputs(),
        counted.ledger,
        counted.reassembly,
        counted.partitions);
  }

  /// As many jobs as there are sources, all of them done.
  private static List<Job> jobs(AnalysisOptions options, List<? extends FrameSource> sources) {
    List<Job> jobs = new ArrayList<>();
    for (FrameSource source : sources) {
      jobs.add(new Job(options, source, jobs.size(), sources.size()));
    }
    run(jobs);
    return jobs;
  }

  private static void run(List<Job> jobs) {
    List<Job> others = jobs.subList(1, jobs.size());
    try {
      others.forEach(Job::start);
      jobs.getFirst().run();
      others.forEach(Job::join);
    } finally {
      others.forEach(Job::stop);
    }
  }

  /// Reads the source to its end only to find out who resolves, on the calling thread.
  public Resolvers resolvers(FrameSource source) {
    ResolverEvidence evidence = ResolverEvidence.ofSum(Partitions.COUNT);
    MessageReader reader =
        new MessageReader((_, flow, message) -> evidence.add(flow, message, 0), (_, _, _) -> {});
    MessageExtractor extractor =
        new MessageExtractor(
            new ServicePorts(options.dnsPorts()),
            options.range(),
            options.filter(),
            TrafficShares.undivided(reader));
    source.forEachFrame(extractor);
    extractor.finish();
    return evidence.resolvers();
  }

  /// What the jobs have counted.
  private record Counted(
      FrameLedger ledger, ReassemblySummary reassembly, List<Partitions> partitions) {
    static Counted of(List<Job> jobs) {
      List<MessageExtractor> extractors = jobs.stream().map(job -> job.done().extractor()).toList();
      FrameLedger ledger = new FrameLedger();
      extractors.forEach(extractor -> ledger.add(extractor.ledger()));
      ReassemblySummary reassembly =
          new ReassemblySummary(
              extractors.stream().mapToLong(MessageExtractor::streamGaps).sum(),
              extractors.stream().mapToLong(MessageExtractor::headerlessMessages).sum(),
              extractors.stream().mapToLong(MessageExtractor::connectionsEvicted).sum());
      return new Counted(
          ledger, reassembly, jobs.stream().map(job -> job.done().partitions()).toList());
    }
  }
}
