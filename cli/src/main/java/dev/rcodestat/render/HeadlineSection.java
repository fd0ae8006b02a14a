package dev.rcodestat.render;

import dev.rcodestat.dns.Outcome;
import dev.rcodestat.report.InputOutcome;
import dev.rcodestat.report.MessageSummary;
import dev.rcodestat.report.OutcomeCounts;
import dev.rcodestat.report.Overflow;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.TransactionSummary;
import dev.rcodestat.report.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/// What was read, and whether it could be read whole.
final class HeadlineSection implements Section {
  private static final int MOST_INPUTS = 8;
  private static final String ONLY_FRAMES = "only frames ";

  @Override
  public void write(Report report, TextPage page) {
    page.heading(Style.HEADING, "rcodestat report", ", all times in UTC");
    writeInputs(report.inputs(), page);
    writeWindow(report.window(), page);
    page.entry("span", report.span().map(Moments::dated).orElse(noSpan(report)));
    page.entry("read", read(report));
    page.entries("matched", matched(report));
    page.entries("not read", UnreadFrames.of(report));
    page.entries("missing", missing(report));
    page.entries("not exact", notExact(report));
  }

  private static String noSpan(Report report) {
    if (report.ledger().frames() == 0) {
      return "no frame at all";
    }
    if (LedgerBucket.NOT_MATCHED_BY_FILTER.frames(report) > 0) {
      return "no frame that matches";
    }
    return LedgerBucket.OUTSIDE_TIME_RANGE.frames(report) > 0
        ? "no frame inside --from and --to"
        : "no frame with a time";
  }

  private static void writeWindow(Window window, TextPage page) {
    if (window.isAll()) {
      return;
    }
    StringJoiner words = new StringJoiner(", ", ONLY_FRAMES, "");
    window.from().ifPresent(from -> words.add("from " + Moments.dated(from) + " on"));
    window.to().ifPresent(to -> words.add("before " + Moments.dated(to)));
    window.filter().ifPresent(filter -> words.add("that match " + page.escape(filter)));
    if (words.length() > ONLY_FRAMES.length()) {
      page.entry("looked at", words.toString());
    }
    window
        .where()
        .ifPresent(where -> page.entry("counted", "only transactions with " + page.escape(where)));
  }

  /// Those that have a problem come first, so that none of them is left out before one that has none.
  private static void writeInputs(List<InputOutcome> inputs, TextPage page) {
    List<InputOutcome> shown =
        inputs.stream()
            .sorted(Comparator.comparing(InputOutcome::complete))
            .limit(MOST_INPUTS)
            .toList();
    for (int i = 0; i < shown.size(); i++) {
      writeInput(i == 0 ? "input" : "", shown.get(i), page);
    }
    if (inputs.size() > shown.size()) {
      long incomplete = inputs.stream().filter(input -> !input.complete()).count();
      page.entry("", Figures.count(inputs.size()) + " inputs in all, " + incomplete(incomplete));
    }
  }

  private static String incomplete(long inputs) {
    return inputs == 0 ? "each read whole" : Figures.count(inputs) + " not read whole";
  }

  private static void writeInput(String label, InputOutcome input, TextPage page) {
    String frames = Figures.count(input.frames(), "frame", "frames");
    page.entry(label, page.escape(input.name()) + " (" + input.format() + ", " + frames + ")");
    input.problem().ifPresent(problem -> page.entry("", "NOT READ WHOLE: " + page.escape(problem)));
  }

  private static String read(Report report) {
    MessageSummary messages = report.messages();
    return Figures.count(report.ledger().frames(), "frame", "frames")
        + ": "
        + Figures.count(messages.queries(), "query", "queries")
        + ", "
        + Figures.count(messages.responses(), "response", "responses")
        + from(report);
  }

  /// What queries and responses are to each other.
  private static List<String> matched(Report report) {
    TransactionSummary transactions = report.transactions();
    if (report.messages().total() == 0) {
      return List.of();
    }
    List<String> matched = new ArrayList<>();
    OutcomeCounts outcomes = transactions.breakdown().byOutcome();
    StringJoiner words =
        new StringJoiner(
            ", ", Figures.count(transactions.total(), "transaction", "transactions") + ": ", "");
    add(words, outcomes.answered(), "answered");
    add(words, outcomes.unanswered(), "unanswered");
    add(words, outcomes.of(new Outcome(Outcome.CAPTURE_ENDED)), "open when the capture ended");
    add(words, outcomes.of(new Outcome(Outcome.TABLE_FULL)), "given up: too many were open");
    add(words, outcomes.of(new Outcome(Outcome.ONE_DIRECTION)), "in a capture of queries only");
    if (transactions.total() > 0) {
      matched.add(words.toString());
    }
    long excluded = transactions.excluded();
    if (excluded > 0) {
      matched.add(Figures.count(excluded, "other transaction", "other transactions") + " left out");
    }
    StringJoiner rest = new StringJoiner(", ");
    rest.setEmptyValue("");
    addCount(rest, transactions.retransmissions(), "retransmission", "retransmissions");
    addCount(rest, transactions.duplicates(), "duplicate response", "duplicate responses");
    addCount(
        rest,
        transactions.continuations(),
        "further message of transfers",
        "further messages of transfers");
    addCount(
        rest,
        transactions.unsolicited(),
        "response without its query",
        "responses without their queries");
    if (rest.length() > 0) {
      matched.add(rest.toString());
    }
    return matched;
  }

  private static void add(StringJoiner words, long count, String what) {
    if (count > 0) {
      words.add(Figures.count(count) + " " + what);
    }
  }

  private static void addCount(StringJoiner words, long count, String singular, String plural) {
    if (count > 0) {
      words.add(Figures.count(count, singular, plural));
    }
  }

  /// What the capture lacks of streams and packets that it shows in part.
  private static List<String> missing(Report report) {
    List<String> missing = new ArrayList<>();
    long gaps = report.reassembly().streamGaps();
    if (gaps > 0) {
      missing.add(Figures.count(gaps, "gap", "gaps") + " in TCP streams: not all was captured");
    }
    long incomplete = report.responses().incomplete();
    if (incomplete > 0) {
      missing.add(
          Figures.count(incomplete, "response", "responses")
              + " of which only the beginning is there; not counted below");
    }
    long headerless = report.reassembly().headerlessMessages();
    if (headerless > 0) {
      missing.add(
          Figures.count(headerless, "message", "messages")
              + " over TCP without a whole header; not counted below");
    }
    long evicted = report.reassembly().connectionsEvicted();
    if (evicted > 0) {
      missing.add(
          Figures.count(evicted, "TCP connection", "TCP connections")
              + " given up: there were more than can be followed at once");
    }
    return missing;
  }

  /// Those that have a row of their own; behind the row that others share there may be any number.
  private static String from(Report report) {
    int rows = report.responses().breakdown().byServer().size();
    if (rows == 0) {
      return "";
    }
    return report.overflow().responses() == 0
        ? " from " + Figures.count(rows, "server", "servers")
        : " from at least " + Figures.count(rows - 1, "server", "servers");
  }

  private static List<String> notExact(Report report) {
    List<String> words = overflow(report.overflow());
    if (!report.failures().exact()) {
      words.add("failures by zone, name or client: more failed than can be kept apart");
    }
    return words;
  }

  /// What found no place in a bounded table.
  private static List<String> overflow(Overflow overflow) {
    List<String> words = new ArrayList<>();
    if (overflow.responses() > 0) {
      words.add(
          Figures.count(overflow.responses(), "response is", "responses are")
              + " counted under \"other\": servers and types beyond the bound are counted together");
    }
    if (overflow.latencies() > 0) {
      words.add(
          Figures.count(overflow.latencies(), "latency is", "latencies are")
              + " counted under \"other\"");
    }
    if (overflow.openTransactions() > 0) {
      words.add(
          Figures.count(overflow.openTransactions(), "transaction", "transactions")
              + " given up: more were open at once than can be followed");
    }
    if (overflow.answeredTransactions() > 0) {
      words.add(
          Figures.count(overflow.answeredTransactions(), "transaction", "transactions")
              + " forgotten early: further responses to them count as unsolicited");
    }
    if (overflow.unjoinedMessages() > 0) {
      words.add(
          Figures.count(overflow.unjoinedMessages(), "message", "messages")
              + " at the beginning of saved results counted without what was before: too many to keep");
    }
    return words;
  }
}
