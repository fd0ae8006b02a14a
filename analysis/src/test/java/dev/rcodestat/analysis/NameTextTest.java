package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.MessageBuilder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTextTest {
  @Test
  void labelsStandApartByDots() {
    assertThat(NameText.of(MessageBuilder.name("www.example.com"))).isEqualTo("www.example.com");
    assertThat(NameText.of(new byte[1])).isEqualTo(".");
  }

  @ParameterizedTest
  @CsvSource({
    "01 2e 00, \\.",
    "03 61 2e 62 00, a\\.b",
    "02 5c 2e 01 61 00, \\\\\\..a",
    "03 1b 5b 6d 00, \\027[m",
    "05 00 0a 20 7f ff 00, \\000\\010\\032\\127\\255",
    "04 e2 80 ae 78 00, \\226\\128\\174x"
  })
  void octetsThatAreNotPlainAreEscaped(String hex, String text) {
    assertThat(NameText.of(HexFormat.ofDelimiter(" ").parseHex(hex))).isEqualTo(text);
  }

  @Test
  void everyOctetIsShownInAWayOfItsOwnAndInPrintableAscii() {
    Set<String> texts = new TreeSet<>();
    for (int octet = 0; octet < 256; octet++) {
      String text = NameText.of(new byte[] {1, (byte) octet, 0});
      assertThat(text).matches("[!-~]+");
      texts.add(text);
    }
    assertThat(texts).hasSize(256);
  }

  @Test
  void theLongestNameIsShownWhole() {
    byte[] name = new byte[255];
    for (int i = 0; i < 127; i++) {
      name[2 * i] = 1;
    }
    assertThat(NameText.of(name)).isEqualTo("\\000.".repeat(126) + "\\000");
    Arrays.fill(name, 1, 64, (byte) 'a');
    name[0] = 63;
    name[64] = 0;
    assertThat(NameText.of(Arrays.copyOf(name, 65))).isEqualTo("a".repeat(63));
  }
}
