package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameLedger;
import dev.rcodestat.capture.InputSummary;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.packet.LinkType;
import dev.rcodestat.report.ReassemblySummary;
import dev.rcodestat.saved.SavedReader;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.saved.SavedWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is saved of inputs and their frames.
final class SavedFrames {
  private static final int GREATEST_LINK_TYPE = 0xFFFF;
  private static final int MOST_INPUTS = 1 << 20;

  private SavedFrames() {}

  static void writeInputs(List<InputSummary> inputs, SavedWriter out) {
    out.startArray("inputs");
    for (InputSummary input : inputs) {
      out.startObject();
      out.text("name", input.name());
      out.text("format", input.format());
      out.number("frames", input.frames());
      input
          .problem()
          .ifPresentOrElse(problem -> out.text("problem", problem), () -> out.nothing("problem"));
      out.endObject();
    }
    out.endArray();
  }

  static List<InputSummary> readInputs(SavedReader in) throws SavedResultException {
    List<InputSummary> inputs = new ArrayList<>();
    in.startArray("inputs");
    while (in.nextObject()) {
      if (inputs.size() == MOST_INPUTS) {
        throw in.wrong("up to " + MOST_INPUTS + " inputs", "more");
      }
      inputs.add(
          new InputSummary(
              in.text("name"), in.text("format"), in.count("frames"), in.textIfAny("problem")));
      in.endObject();
    }
    return inputs;
  }

  static void writeLedger(FrameLedger ledger, SavedWriter out) {
    out.startObject("ledger");
    out.startObject("buckets");
    for (FrameVerdict verdict : FrameVerdict.values()) {
      out.number(verdict.label(), ledger.frames(verdict));
    }
    out.endObject();
    out.startArray("notDecoded");
    ledger
        .notDecoded()
        .forEach((type, frames) -> {
          out.startRow();
          out.number(type.value());
          out.number(frames);
          out.endArray();
        });
    out.endArray();
    out.number("firstNanos", ledger.firstNanos());
    out.number("lastNanos", ledger.lastNanos());
    out.endObject();
  }

  static FrameLedger readLedger(SavedReader in) throws SavedResultException {
    in.startObject("ledger");
    in.startObject("buckets");
    Map<FrameVerdict, Long> frames = new EnumMap<>(FrameVerdict.class);
    for (FrameVerdict verdict : FrameVerdict.values()) {
      frames.put(verdict, in.count(verdict.label()));
    }
    in.endObject();
    SortedMap<LinkType, Long> notDecoded = new TreeMap<>();
    long sum = 0;
    in.startArray("notDecoded");
    while (in.nextRow()) {
      LinkType type = new LinkType(in.number(0, GREATEST_LINK_TYPE));
      long count = in.count();
      notDecoded.merge(type, count, Long::sum);
      sum += count;
      in.endArray();
    }
    long first = in.number("firstNanos");
    long last = in.number("lastNanos");
    if (sum != frames.getOrDefault(FrameVerdict.LINK_TYPE_NOT_DECODED, 0L)) {
      throw in.wrong("as many frames by link type as in their bucket", Long.toString(sum));
    }
    in.endObject();
    return FrameLedger.of(frames, notDecoded, first, last);
  }

  static void writeReassembly(ReassemblySummary reassembly, SavedWriter out) {
    out.startObject("reassembly");
    out.number("streamGaps", reassembly.streamGaps());
    out.number("headerlessMessages", reassembly.headerlessMessages());
    out.number("connectionsEvicted", reassembly.connectionsEvicted());
    out.endObject();
  }

  static ReassemblySummary readReassembly(SavedReader in) throws SavedResultException {
    in.startObject("reassembly");
    ReassemblySummary reassembly =
        new ReassemblySummary(
            in.count("streamGaps"), in.count("headerlessMessages"), in.count("connectionsEvicted"));
    in.endObject();
    return reassembly;
  }
}
