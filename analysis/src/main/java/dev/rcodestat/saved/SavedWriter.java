package dev.rcodestat.saved;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Writes a saved result: JSON of one object, compressed by gzip. What is written in the same order is the
/// same to the octet. Single-threaded.
public final class SavedWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final JsonGenerator json;

  private SavedWriter(JsonGenerator json) {
    this.json = json;
  }

  /// Something that is written.
  @FunctionalInterface
  public interface Content {
    /// Writes it.
    void writeTo(SavedWriter out);
  }

  /// Writes an object to a stream, which stays open.
  public static void write(OutputStream stream, Content content) throws IOException {
    GZIPOutputStream compressed = new GZIPOutputStream(stream, 1 << 16);
    try (JsonGenerator json =
        FACTORY.createGenerator(ObjectWriteContext.empty(), compressed, JsonEncoding.UTF8)) {
      SavedWriter out = new SavedWriter(json);
      json.writeStartObject();
      content.writeTo(out);
      json.writeEndObject();
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
    compressed.finish();
  }

  public void startObject(String name) {
    json.writeName(name);
    json.writeStartObject();
  }

  /// Begins an object among the elements of an array.
  public void startObject() {
    json.writeStartObject();
  }

  public void endObject() {
    json.writeEndObject();
  }

  public void startArray(String name) {
    json.writeName(name);
    json.writeStartArray();
  }

  /// Begins an array among the elements of an array.
  public void startRow() {
    json.writeStartArray();
  }

  public void endArray() {
    json.writeEndArray();
  }

  public void number(String name, long value) {
    json.writeNumberProperty(name, value);
  }

  public void flag(String name, boolean value) {
    json.writeBooleanProperty(name, value);
  }

  public void text(String name, String value) {
    json.writeStringProperty(name, value);
  }

  /// Writes the name of what there is nothing of.
  public void nothing(String name) {
    json.writeNullProperty(name);
  }

  public void number(long value) {
    json.writeNumber(value);
  }

  public void flag(boolean value) {
    json.writeBoolean(value);
  }

  public void text(String value) {
    json.writeString(value);
  }

  public void nothing() {
    json.writeNull();
  }

  /// Writes octets as hexadecimal digits.
  public void octets(byte[] octets) {
    json.writeString(HexFormat.of().formatHex(octets));
  }
}
