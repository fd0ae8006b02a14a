package dev.rcodestat.render;

import dev.rcodestat.report.FailureRanking;
import dev.rcodestat.report.FailureSummary;
import tools.jackson.core.JsonGenerator;

/// Writes whose queries failed to a generator, under the names that docs/reference/report.md explains.
final class JsonFailures {
  private final JsonGenerator json;

  JsonFailures(JsonGenerator json) {
    this.json = json;
  }

  void write(FailureSummary failures) {
    json.writeName("failures");
    json.writeStartObject();
    json.writeNumberProperty("total", failures.total());
    json.writeNumberProperty("nameless", failures.nameless());
    writeRanking("byZone", "zone", failures.byZone());
    writeRanking("byName", "name", failures.byName());
    writeRanking("byClient", "client", failures.byClient());
    json.writeEndObject();
  }

  private void writeRanking(String name, String dimension, FailureRanking ranking) {
    json.writeName(name);
    json.writeStartObject();
    json.writeBooleanProperty("exact", ranking.exact());
    json.writeNumberProperty("mostMissed", ranking.mostMissed());
    json.writeName("rows");
    json.writeStartArray();
    for (FailureRanking.Row row : ranking.rows()) {
      json.writeStartObject();
      json.writeStringProperty(dimension, row.key());
      json.writeNumberProperty("count", row.count());
      json.writeNumberProperty("error", row.error());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
