package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
  @Test
  void coloursAreForTerminals() {
    assertThat(hasColour(Map.of("TERM", "xterm-256color"), "true")).isTrue();
    assertThat(hasColour(Map.of(), "true")).isTrue();
    assertThat(hasColour(Map.of(), "")).isFalse();
  }

  @Test
  void noColorIsObeyedUnlessItIsEmpty() {
    assertThat(hasColour(Map.of("NO_COLOR", "1"), "true")).isFalse();
    assertThat(hasColour(Map.of("NO_COLOR", ""), "true")).isTrue();
  }

  @Test
  void aDumbTerminalHasNoColours() {
    assertThat(hasColour(Map.of("TERM", "dumb"), "true")).isFalse();
  }

  @Test
  void charactersBeyondAsciiNeedAUnicodeCharset() {
    assertThat(showsUnicode("UTF-8")).isTrue();
    assertThat(showsUnicode("")).isTrue();
    assertThat(showsUnicode("ANSI_X3.4-1968")).isFalse();
    assertThat(showsUnicode("ISO-8859-1")).isFalse();
    assertThat(showsUnicode("no such charset")).isFalse();
  }

  @Test
  void aStackTraceIsForThoseWhoAsk() {
    assertThat(of(Map.of("RCODESTAT_DEBUG", "1"), "", "").debug()).isTrue();
    assertThat(of(Map.of("RCODESTAT_DEBUG", ""), "", "").debug()).isFalse();
    assertThat(of(Map.of(), "", "").debug()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "pipe:[4711], true",
    "socket:[4711], true",
    "/dev/full, false",
    "/tmp/pipe:[1], false",
    "/dev/pts/0, false"
  })
  void aPipeAndASocketHaveAReader(String target, boolean hasReader, @TempDir Path folder)
      throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("1"), Path.of(target));

    assertThat(Surroundings.isPipeOrSocket(link)).isEqualTo(hasReader);
  }

  @Test
  void whereTheSystemDoesNotTellThereIsNone(@TempDir Path folder) {
    assertThat(Surroundings.isPipeOrSocket(folder.resolve("1"))).isFalse();
  }

  private static boolean hasColour(Map<String, String> environment, String terminal) {
    return of(environment, terminal, "UTF-8").display().colour();
  }

  private static boolean showsUnicode(String charset) {
    return of(Map.of(), "", charset).display().unicode();
  }

  private static Surroundings of(Map<String, String> environment, String terminal, String charset) {
    Properties properties = new Properties();
    properties.setProperty("rcodestat.terminal", terminal);
    properties.setProperty("stdout.encoding", charset);
    return Surroundings.of(environment, properties, action -> () -> {});
  }
}
