package dev.rcodestat.render;

import dev.rcodestat.dns.Rcode;
import dev.rcodestat.report.Report;
import dev.rcodestat.report.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Responses over time: a strip for each kind of outcome, where there is enough time to see a course.
final class TimelineSection implements Section {
  private static final int FEWEST_COLUMNS = 3;
  private static final String BLOCKS = "·▁▂▃▄▅▆▇█";
  private static final String ASCII = ".:-=+*#%@";
  private static final List<Strip> STRIPS =
      List.of(
          new Strip("SERVFAIL", Style.SERVFAIL, bucket -> bucket.byRcode().of(Rcode.SERVFAIL)),
          new Strip("NOTIMP", Style.NOTIMP, bucket -> bucket.byRcode().of(Rcode.NOTIMP)),
          new Strip("other errors", Style.OTHER_ERROR, TimelineSection::otherErrors),
          new Strip("all", Style.PLAIN, Timeline.Bucket::responses));

  @Override
  public void write(Report report, TextPage page) {
    Timeline timeline = report.timeline();
    if (timeline.buckets().isEmpty()) {
      return;
    }
    TimeScale scale = TimeScale.of(timeline);
    if (scale.columns() < FEWEST_COLUMNS) {
      return;
    }
    page.heading("Responses over time");
    page.sentence(
        Moments.dated(scale.span()) + ", one column is " + Figures.duration(scale.columnWidth()));
    page.table(table(scale, page.unicode() ? BLOCKS : ASCII));
    sayLeftOut(page, scale.leftOut(timeline), "at other times");
    sayLeftOut(page, timeline.untimed(), "without a time");
  }

  private static TextTable table(TimeScale scale, String levels) {
    TextTable table = new TextTable().words("").words("").numbers("most");
    for (Strip strip : STRIPS) {
      long[] counts = scale.counts(strip.responses);
      long most = Arrays.stream(counts).max().orElse(0);
      if (most > 0) {
        table.row(
            strip.style, List.of(strip.label, drawn(counts, most, levels), Figures.count(most)));
      }
    }
    return table;
  }

  /// RCODEs that a bucket does not tell apart are errors, all of them.
  private static long otherErrors(Timeline.Bucket bucket) {
    long errors = bucket.otherRcodes();
    for (Map.Entry<Rcode, Long> count : bucket.byRcode().counts().entrySet()) {
      errors += Style.of(count.getKey()) == Style.OTHER_ERROR ? count.getValue() : 0;
    }
    return errors;
  }

  /// One character a column: the first level for none, the last for the most.
  private static String drawn(long[] counts, long most, String levels) {
    int top = levels.length() - 1;
    StringBuilder drawn = new StringBuilder();
    for (long count : counts) {
      drawn.append(levels.charAt((int) Math.ceilDiv(count * top, most)));
    }
    return drawn.toString();
  }

  private static void sayLeftOut(TextPage page, long responses, String which) {
    if (responses > 0) {
      page.sentence(
          "not shown: " + Figures.count(responses, "response", "responses") + " " + which);
    }
  }

  private record Strip(String label, Style style, ToLongFunction<Timeline.Bucket> responses) {}
}
