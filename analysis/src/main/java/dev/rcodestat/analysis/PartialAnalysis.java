package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameLedger;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.report.Report;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import dev.rcodestat.tally.FailureRankings;
import dev.rcodestat.tally.ResolverEvidence;
import dev.rcodestat.tally.Resolvers;
import dev.rcodestat.tally.Tally;
import dev.rcodestat.tally.TallyBounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// What is known of a part of the traffic: counts, and at both ends what may have to do with other parts.
///
/// A capture that is split anywhere between messages, analyzed in parts and merged gives the report of the
/// whole, as long as no bound was hit and times go back by less than a second. [#merge] is associative;
/// the part that was later in the capture goes to the right. A part that begins before another one
/// ends, by more than that second, is of other traffic: both are added up, and nothing of one answers
/// anything of the other.
///
/// Single-threaded. A part is used up where it is merged into another one, and by its report.
public final class PartialAnalysis {
  private final AnalysisOptions options;
  private final List<InputSummary> inputs = new ArrayList<>();
  private final FrameLedger ledger = new FrameLedger();
  private ReassemblySummary reassembly = new ReassemblySummary(0, 0, 0);
  private final Tally tally;
  private final FailureRankings failures;
  private final List<Strand> strands = new ArrayList<>();
  private long unjoined;

  private PartialAnalysis(AnalysisOptions options) {
    this.options = options.asPart();
    tally =
        Tally.ofSum(
            TallyBounds.ofShare(),
            Partitions.COUNT,
            options.selection(),
            options.by(),
            options.resolvers());
    failures = new FailureRankings(options.selection(), options.resolvers().orElse(Resolvers.NONE));
  }

  /// A part without any traffic, which changes none that it is merged with.
  public static PartialAnalysis empty(AnalysisOptions options) {
    return new PartialAnalysis(options);
  }

  /// What some partitions have counted, which end here.
  static PartialAnalysis of(
      AnalysisOptions options,
      List<InputSummary> inputs,
      FrameLedger ledger,
      ReassemblySummary reassembly,
      List<Partitions> partitions) {
    PartialAnalysis part = new PartialAnalysis(options);
    part.inputs.addAll(inputs);
    part.ledger.add(ledger);
    part.reassembly = reassembly;
    part.strands.add(new Strand(Partitions.stop(partitions)));
    Partitions.addTo(part.tally, partitions);
    part.failures.add(Partitions.failures(options, partitions));
    return part;
  }

  /// Reads a saved result.
  ///
  /// @param name the name of the file
  /// @param stream the file, which is closed
  public static PartialAnalysis decode(String name, InputStream stream)
      throws SavedResultException {
    return SavedReader.read(name, stream, PartialAnalysis::read);
  }

  /// Reads the head of a saved result: when it begins, and with which options it was made.
  public static SavedHead decodeHead(String name, InputStream stream) throws SavedResultException {
    return SavedReader.readHead(name, stream, SavedHead::read);
  }

  /// Writes a saved result, in the format [SavedHead#FORMAT]. The same part gives the same JSON.
  ///
  /// @param stream stays open
  public void encode(OutputStream stream) throws IOException {
    SavedWriter.write(stream, this::write);
  }

  private void write(SavedWriter out) {
    new SavedHead(firstNanos(), options).write(out);
    SavedFrames.writeInputs(inputs, out);
    SavedFrames.writeLedger(ledger, out);
    SavedFrames.writeReassembly(reassembly, out);
    out.number("unjoinedMessages", unjoined);
    tally.write("tally", out);
    failures.write("failures", out);
    out.startArray("strands");
    strands.forEach(strand -> strand.write(out));
    out.endArray();
  }

  private static PartialAnalysis read(SavedReader in) throws SavedResultException {
    AnalysisOptions options = SavedHead.read(in).options();
    PartialAnalysis part = new PartialAnalysis(options);
    part.inputs.addAll(SavedFrames.readInputs(in));
    part.ledger.add(SavedFrames.readLedger(in));
    part.reassembly = SavedFrames.readReassembly(in);
    part.unjoined = in.count("unjoinedMessages");
    part.tally.read("tally", in);
    part.failures.read("failures", in);
    in.startArray("strands");
    while (in.nextObject()) {
      part.strands.add(Strand.read(options.matching(), in));
      in.endObject();
    }
    return part;
  }

  /// The time of the first message, in nanoseconds since 1970; empty where none has a time.
  public OptionalLong firstNanos() {
    return strands.stream().map(Strand::first).flatMapToLong(OptionalLong::stream).min();
  }

  /// Goes on with a part that was made with the same options, and was later in the capture.
  ///
  /// @throws IllegalArgumentException where the options were others; the message says which
  public void merge(PartialAnalysis later) {
    SavedOptions.difference(options, later.options)
        .ifPresent(difference -> {
          throw new IllegalArgumentException(difference);
        });
    inputs.addAll(later.inputs);
    ledger.add(later.ledger);
    reassembly =
        new ReassemblySummary(
            reassembly.streamGaps() + later.reassembly.streamGaps(),
            reassembly.headerlessMessages() + later.reassembly.headerlessMessages(),
            reassembly.connectionsEvicted() + later.reassembly.connectionsEvicted());
    tally.add(later.tally);
    failures.add(later.failures);
    unjoined += later.unjoined;
    later.strands.forEach(this::merge);
  }

  /// Counts what was kept for traffic before: no part that was earlier will be merged. Saves memory.
  public void begin() {
    strands.replaceAll(strand -> strand.begin(options, tally, failures));
  }

  /// The report, if nothing else comes.
  ///
  /// @param naming how addresses are shown
  public Report report(AddressNaming naming) {
    for (Strand strand : strands) {
      strand.finish(ledger.lastNanos(), options, tally, failures);
    }
    return new ReportBuilder(
            options.withNaming(naming),
            inputs,
            ledger,
            reassembly,
            Partitions.seeksResolvers(options) ? tallyByResolvers() : tally,
            failures,
            unjoined)
        .build();
  }

  /// Goes on with the stretch that ended last before this one began.
  private void merge(Strand later) {
    strands.stream()
        .filter(later::canFollow)
        .max(Comparator.comparingLong(strand -> strand.last().orElse(Long.MAX_VALUE)))
        .ifPresentOrElse(strand -> join(strand, later), () -> strands.add(later));
  }

  private void join(Strand strand, Strand later) {
    unjoined += later.notKept();
    strands.set(strands.indexOf(strand), strand.goOnWith(later, options, tally, failures));
  }

  private Tally tallyByResolvers() {
    ResolverEvidence evidence = ResolverEvidence.ofSum(Partitions.COUNT);
    evidence.add(tally.resolverEvidence());
    Tally sum = Partitions.emptySum(options, evidence.resolvers());
    sum.add(tally);
    return sum;
  }
}
