package dev.rcodestat.saved;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Reads what [SavedWriter] has written, in the same order. Whatever else is there is refused, so that what
/// was read can be relied on. Single-threaded.
public final class SavedReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// So that many of them can be added up.
  private static final long GREATEST_COUNT = 1L << 56;

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_LABEL = 63;

  private final String source;
  private final JsonParser json;

  private SavedReader(String source, JsonParser json) {
    this.source = source;
    this.json = json;
  }

  /// Makes something of what is read.
  @FunctionalInterface
  public interface Content<T> {
    /// Reads it.
    T readFrom(SavedReader in) throws SavedResultException;
  }

  /// Reads an object from a stream to its end; the stream is closed.
  ///
  /// @param source the name of the file
  public static <T> T read(String source, InputStream stream, Content<T> content)
      throws SavedResultException {
    return read(source, stream, content, true);
  }

  /// Reads the first properties of an object; the stream is closed.
  public static <T> T readHead(String source, InputStream stream, Content<T> content)
      throws SavedResultException {
    return read(source, stream, content, false);
  }

  private static <T> T read(String source, InputStream stream, Content<T> content, boolean toTheEnd)
      throws SavedResultException {
    try (InputStream closed = stream;
        InputStream decompressed = new GZIPInputStream(closed, 1 << 16);
        JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), decompressed)) {
      SavedReader in = new SavedReader(source, json);
      in.expect(JsonToken.START_OBJECT, "an object");
      T read = content.readFrom(in);
      if (toTheEnd) {
        in.expect(JsonToken.END_OBJECT, "the end of the object");
        if (in.next() != null) {
          throw in.wrong("the end", in.found());
        }
      }
      return read;
    } catch (JacksonIOException e) {
      throw new SavedResultException(source, new IOException(reason(e), e));
    } catch (IOException e) {
      throw new SavedResultException(source, e);
    }
  }

  public void startObject(String name) throws SavedResultException {
    name(name);
    startObject();
  }

  public void startObject() throws SavedResultException {
    expect(JsonToken.START_OBJECT, "an object");
  }

  public void endObject() throws SavedResultException {
    expect(JsonToken.END_OBJECT, "the end of the object");
  }

  public void startArray(String name) throws SavedResultException {
    name(name);
    expect(JsonToken.START_ARRAY, "an array");
  }

  /// Goes to the next row of an array of arrays.
  ///
  /// @return false at the end of that array
  public boolean nextRow() throws SavedResultException {
    JsonToken token = next();
    if (token == JsonToken.START_ARRAY) {
      return true;
    }
    if (token == JsonToken.END_ARRAY) {
      return false;
    }
    throw wrong("a row", found());
  }

  /// Goes to the next object of an array of objects.
  ///
  /// @return false at the end of that array
  public boolean nextObject() throws SavedResultException {
    JsonToken token = next();
    if (token == JsonToken.START_OBJECT) {
      return true;
    }
    if (token == JsonToken.END_ARRAY) {
      return false;
    }
    throw wrong("an object", found());
  }

  /// Goes to the next text of an array of texts.
  ///
  /// @return empty at the end of that array
  public Optional<String> nextText() throws SavedResultException {
    JsonToken token = next();
    if (token == JsonToken.END_ARRAY) {
      return Optional.empty();
    }
    return Optional.of(textOf(token));
  }

  /// Ends a row.
  public void endArray() throws SavedResultException {
    expect(JsonToken.END_ARRAY, "the end of the row");
  }

  /// A count, from 0 on.
  public long count(String name) throws SavedResultException {
    name(name);
    return count();
  }

  /// Any number of 64 bits.
  public long number(String name) throws SavedResultException {
    name(name);
    return number();
  }

  public boolean flag(String name) throws SavedResultException {
    name(name);
    return flag();
  }

  public String text(String name) throws SavedResultException {
    name(name);
    return text();
  }

  /// A text, or nothing.
  public Optional<String> textIfAny(String name) throws SavedResultException {
    name(name);
    JsonToken token = next();
    return token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(textOf(token));
  }

  /// Goes to an array, if there is one.
  public boolean startArrayIfAny(String name) throws SavedResultException {
    name(name);
    JsonToken token = next();
    if (token != JsonToken.START_ARRAY && token != JsonToken.VALUE_NULL) {
      throw wrong("an array or null", found());
    }
    return token == JsonToken.START_ARRAY;
  }

  public long count() throws SavedResultException {
    return number(0, GREATEST_COUNT);
  }

  public long number() throws SavedResultException {
    return number(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// A number of a range.
  public int number(int least, int greatest) throws SavedResultException {
    return (int) number((long) least, (long) greatest);
  }

  /// A number, or nothing.
  public OptionalLong numberIfAny(String name) throws SavedResultException {
    name(name);
    return numberIfAny();
  }

  /// A number, or nothing.
  public OptionalLong numberIfAny() throws SavedResultException {
    JsonToken token = next();
    return token == JsonToken.VALUE_NULL ? OptionalLong.empty() : OptionalLong.of(numberOf(token));
  }

  public boolean flag() throws SavedResultException {
    JsonToken token = next();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw wrong("true or false", found());
    }
    return token == JsonToken.VALUE_TRUE;
  }

  public String text() throws SavedResultException {
    return textOf(next());
  }

  /// Octets that are written as hexadecimal digits.
  public byte[] octets(int most) throws SavedResultException {
    String text = text();
    try {
      if (text.length() <= most * 2) {
        return HexFormat.of().parseHex(text);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw wrong("up to " + most + " octets in hexadecimal digits", shortened(text));
  }

  /// A whole domain name in lower case, as octets that are written as hexadecimal digits; may be missing.
  public byte[] domainName() throws SavedResultException {
    byte[] octets = octets(LONGEST_NAME);
    int at = 0;
    while (at < octets.length && octets[at] > 0 && octets[at] <= LONGEST_LABEL) {
      at += 1 + octets[at];
    }
    if (octets.length > 0 && (at != octets.length - 1 || octets[at] != 0)) {
      throw wrong("a domain name", HexFormat.of().formatHex(octets));
    }
    return octets;
  }

  /// One of some values, by its name.
  public <T> T oneOf(T[] values, Function<T, String> name) throws SavedResultException {
    String wanted = text();
    for (T value : values) {
      if (name.apply(value).equals(wanted)) {
        return value;
      }
    }
    throw wrong("another name", shortened(wanted));
  }

  /// What to throw where something is not as it has to be, at this place.
  public SavedResultException wrong(String expected, String found) {
    return new SavedResultException(
        source, json.currentTokenLocation().getByteOffset(), expected, found);
  }

  private void name(String name) throws SavedResultException {
    if (next() != JsonToken.PROPERTY_NAME || !name.equals(json.currentName())) {
      throw wrong("the name \"" + name + "\"", found());
    }
  }

  private void expect(JsonToken token, String words) throws SavedResultException {
    if (next() != token) {
      throw wrong(words, found());
    }
  }

  private long number(long least, long greatest) throws SavedResultException {
    long number = numberOf(next());
    if (number < least || number > greatest) {
      throw wrong("a number from " + least + " to " + greatest, Long.toString(number));
    }
    return number;
  }

  private long numberOf(JsonToken token) throws SavedResultException {
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw wrong("a number", found());
    }
    try {
      return json.getLongValue();
    } catch (JacksonException e) {
      throw wrong("a number of 64 bits", "another one");
    }
  }

  private String textOf(JsonToken token) throws SavedResultException {
    if (token != JsonToken.VALUE_STRING) {
      throw wrong("a text", found());
    }
    try {
      return json.getString();
    } catch (JacksonIOException e) {
      throw unreadable(e);
    } catch (JacksonException e) {
      throw wrong("a text", "none that can be read");
    }
  }

  private JsonToken next() throws SavedResultException {
    try {
      return json.nextToken();
    } catch (JacksonIOException e) {
      throw unreadable(e);
    } catch (JacksonException e) {
      throw wrong("JSON", reason(e));
    }
  }

  private SavedResultException unreadable(JacksonIOException e) {
    return wrong("more of a saved result", "a damaged or shortened file: " + reason(e));
  }

  private static String reason(JacksonException e) {
    // a stream that ends says no more
    return Optional.<String>ofNullable(e.getOriginalMessage())
        .map(SavedReader::firstLine)
        .orElse("it ends early");
  }

  private String found() {
    JsonToken token = json.currentToken();
    return switch (token) {
      case null -> "the end";
      case PROPERTY_NAME -> "the name \"" + shortened(json.currentName()) + "\"";
      default -> token.asString() == null ? token.name() : "'" + token.asString() + "'";
    };
  }

  private static String firstLine(String text) {
    return shortened(text.lines().findFirst().orElse(""));
  }

  private static String shortened(String text) {
    int most = 60;
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }
}
