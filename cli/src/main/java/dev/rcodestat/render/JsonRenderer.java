package dev.rcodestat.render;

import dev.rcodestat.report.Report;
import java.io.IOException;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// The report for machines, as JSON (RFC 8259) of the structure [Report#SCHEMA].
///
/// Pure ASCII, indented by two spaces, with a line feed at each line's end whatever the platform, so that two
/// reports can be compared as text.
public final class JsonRenderer implements Renderer {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .characterEscapes(new AsciiEscapes())
          .build();

  @Override
  public void render(Report report, Writer out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(new Indented(), out)) {
      new JsonReport(json).write(report);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
    out.write('\n');
  }
}
