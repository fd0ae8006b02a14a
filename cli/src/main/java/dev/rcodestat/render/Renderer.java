package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import java.io.IOException;
import java.io.Writer;

/// Turns a report into one output format. Stateless, so that any thread may use it, and any number of times.
public interface Renderer {
  /// Writes the whole report, its last line end included; neither flushes nor closes.
  ///
  /// @throws IOException from the writer
  void render(Report report, Writer out) throws IOException;
}
