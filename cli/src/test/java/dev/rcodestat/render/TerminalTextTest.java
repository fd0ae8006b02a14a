package dev.rcodestat.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, \\x00",
    "10, \\x0a",
    "13, \\x0d",
    "27, \\x1b",
    "127, \\x7f",
    "155, \\x9b",
    "173, \\xad",
    "8206, \\x{200e}",
    "8232, \\x{2028}",
    "8238, \\x{202e}",
    "8294, \\x{2066}",
    "55296, \\x{d800}",
    "65279, \\x{feff}",
    "917505, \\x{e0001}",
    "1114111, \\x{10ffff}"
  })
  void whatATerminalObeysIsSpelledOut(int character, String escaped) {
    assertThat(TerminalText.escape(Character.toString(character), true)).isEqualTo(escaped);
  }

  @Test
  void aBackslashIsDoubledSoThatNoEscapeCanBeFaked() {
    assertThat(TerminalText.escape("\\x1b", true)).isEqualTo("\\\\x1b");
  }

  @Test
  void lettersOfAllScriptsStayWhereTheyCanBeShown() {
    assertThat(TerminalText.escape("Müller 日本 naïve.pcap", true)).isEqualTo("Müller 日本 naïve.pcap");
    assertThat(TerminalText.escape("ü日", false)).isEqualTo("\\xfc\\x{65e5}");
  }

  @Test
  void everyCharacterOfUnicodeIsEscapedOrNeitherControlsNorFormats() {
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      String escaped = TerminalText.escape(Character.toString(character), true);
      int type = Character.getType(escaped.codePointAt(0));

      assertThat(type).isNotIn((int) Character.CONTROL, (int) Character.FORMAT);
    }
  }

  @Test
  void columnsAreThoseOfATerminal() {
    assertThat(TerminalText.columns("abc")).isEqualTo(3);
    assertThat(TerminalText.columns("日本")).isEqualTo(4);
    assertThat(TerminalText.columns("e\u0301")).isEqualTo(1);
  }
}
