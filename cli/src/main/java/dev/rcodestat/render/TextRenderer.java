package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// The report for a person at a terminal of 80 columns: what was read, then SERVFAIL and NOTIMP, then the
/// rest, then where every frame ended up.
public final class TextRenderer implements Renderer {
  private final TextOptions options;

  /// A renderer for a place that shows what the options say.
  public TextRenderer(TextOptions options) {
    this.options = options;
  }

  @Override
  public void render(Report report, Writer out) throws IOException {
    TextPage page = new TextPage(options);
    for (Section section : sections(report)) {
      section.write(report, page);
    }
    out.write(page.toString());
  }

  private static List<Section> sections(Report report) {
    Failures failures = Failures.of(report.cells(), report.basis());
    return List.of(
        new HeadlineSection(),
        new NoResponseSection(),
        new HeadlineRcodeSection(failures),
        new OtherErrorSection(failures),
        new FailureRankingSection(),
        new RcodeSection(),
        new ServerSection(),
        new TypeSection(),
        new BreakdownSection(),
        new LatencySection(),
        new ExtendedErrorSection(),
        new TimelineSection(),
        new HostSection(),
        new MessageSection(),
        new LedgerSection());
  }
}
