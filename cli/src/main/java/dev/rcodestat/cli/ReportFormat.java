package dev.rcodestat.cli;

import dev.rcodestat.render.JsonRenderer;
import dev.rcodestat.render.Renderer;
import dev.rcodestat.render.TextOptions;
import dev.rcodestat.render.TextRenderer;
import java.util.Arrays;
import java.util.Iterator;

/// The output formats. A new one is a renderer and two lines here.
enum ReportFormat {
  TEXT("text"),
  JSON("json");

  private final String label;

  ReportFormat(String label) {
    this.label = label;
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return label;
  }

  /// The renderer of this format.
  ///
  /// @param display where text goes to; other formats look the same everywhere
  Renderer renderer(TextOptions display) {
    return switch (this) {
      case TEXT -> new TextRenderer(display);
      case JSON -> new JsonRenderer();
    };
  }

  /// For shells that complete.
  static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(ReportFormat::toString).iterator();
    }
  }
}
