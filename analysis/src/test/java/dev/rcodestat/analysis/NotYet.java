package dev.rcodestat.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The visible list of captures that do not give their truth, with the reason of each: lines of
/// `file,reason`, and `#` comments.
final class NotYet {
  private final String resource;
  private final Map<String, String> reasons = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> byReason = new TreeMap<>();
  private int compared;
  private int exact;

  NotYet(String resource) {
    this.resource = resource;
    try (InputStream in = NotYet.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no such resource: " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> {
            int comma = line.lastIndexOf(',');
            reasons.put(line.substring(0, comma), line.substring(comma + 1));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Enters the comparison of one capture. One on the list may lack messages, but has none too many
  /// unless tshark is the reason.
  ///
  /// @param excess what it has more of than the truth
  void enter(String file, List<String> differences, List<String> excess) {
    compared++;
    String reason = reasons.remove(file);
    if (differences.isEmpty()) {
      exact++;
      if (reason != null) {
        faults.add(file + ": agrees now; take it off the list (" + reason + ")");
      }
    } else if (reason == null) {
      faults.add(file + ": " + String.join("; ", differences));
    } else if (!excess.isEmpty() && !reason.startsWith("tshark")) {
      faults.add(file + ": is to lack some (" + reason + "), but " + String.join("; ", excess));
    } else {
      byReason.merge(reason, 1, Integer::sum);
    }
  }

  /// What is wrong with the captures or with the list.
  List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    reasons.keySet().forEach(file -> all.add(file + ": on the list, but there is no such capture"));
    return all;
  }

  /// How many agree, and why the others do not.
  String score() {
    return exact + " of " + compared + " exact; not yet (" + resource + "): " + byReason;
  }
}
