package dev.rcodestat.dns;

import static dev.rcodestat.samples.MessageBuilder.concat;
import static dev.rcodestat.samples.MessageBuilder.labels;
import static dev.rcodestat.samples.MessageBuilder.name;
import static dev.rcodestat.samples.MessageBuilder.pointer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.testing.NativeMemory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameViewTest {
  private static final int HEADER = DnsMessageView.HEADER_OCTETS;

  private final NameView view = new NameView();

  @Test
  void theRootIsOneOctet() {
    wrap(name(""));
    assertThat(view.length()).isEqualTo(1);
    assertThat(view.words()).isEqualTo(1);
    assertThat(view.word(0)).isZero();
  }

  @Test
  void wordsAreInNetworkOrderAndFilledUpWithZeros() {
    wrap(name("abcdefg.hi"));
    assertThat(view.length()).isEqualTo(12);
    assertThat(view.words()).isEqualTo(2);
    assertThat(view.word(0)).isEqualTo(0x07_61_62_63_64_65_66_67L);
    assertThat(view.word(1)).isEqualTo(0x02_68_69_00_00_00_00_00L);
  }

  @Test
  void nothingBehindTheNameIsPartOfIt() {
    byte[] octets = name("abc");
    wrap(concat(octets, new byte[] {1, 2, 3, 4, 5, 6, 7}), octets.length);
    assertThat(octets()).isEqualTo(octets);
  }

  /// RFC 4343 section 3: the 26 letters of ASCII, and no other octet, wherever in a word it stands.
  @Test
  void upperCaseLettersOfAsciiAndNothingElseBecomeLowerCase() {
    for (int octet = 0; octet < 256; octet++) {
      int folded = octet >= 'A' && octet <= 'Z' ? octet - 'A' + 'a' : octet;
      for (int place = 1; place <= 16; place++) {
        byte[] name = name("x".repeat(16));
        name[place] = (byte) octet;
        byte[] expected = name.clone();
        expected[place] = (byte) folded;
        wrap(name);
        assertThat(octets()).as("octet %d in place %d", octet, place).isEqualTo(expected);
      }
    }
  }

  @Test
  void neighboursOfALetterDoNotMatter() {
    Random random = new Random(4343);
    for (int i = 0; i < 10_000; i++) {
      byte[] label = new byte[31];
      random.nextBytes(label);
      byte[] name = concat(new byte[] {31}, label, new byte[] {0});
      byte[] expected = name.clone();
      for (int j = 1; j < 32; j++) {
        expected[j] = (byte) (name[j] >= 'A' && name[j] <= 'Z' ? name[j] + 32 : name[j]);
      }
      wrap(name);
      assertThat(octets()).isEqualTo(expected);
    }
  }

  /// A label has 63 octets at the most, less than the code of any letter.
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 26, 32, 62, 63})
  void lengthsOfLabelsStay(int length) {
    byte[] name = name("a".repeat(length) + "." + "b".repeat(length));
    wrap(name);
    assertThat(octets()).isEqualTo(name);
  }

  @Test
  void whereTheLabelsEndIsPartOfTheName() {
    wrap(name("ab.c"));
    long word = view.word(0);
    wrap(name("a.bc"));
    assertThat(view.word(0)).isNotEqualTo(word);
  }

  @Test
  void everyLengthOfANameIsReadWhole() {
    for (int length = 3; length <= 255; length++) {
      byte[] name = nameOf(length);
      assertThat(name).hasSize(length);
      wrap(name);
      assertThat(view.length()).isEqualTo(length);
      assertThat(view.words()).isEqualTo((length + 7) / 8).isLessThanOrEqualTo(NameView.MAX_WORDS);
      assertThat(octets()).isEqualTo(name);
    }
  }

  @Test
  void aCompressedNameIsThatOfItsLabels() {
    byte[] stored = name("www.Example");
    byte[] message = concat(new byte[HEADER], stored, labels("FTP"), pointer(HEADER + 4));
    int start = HEADER + stored.length;
    view.wrap(NativeMemory.of(message), 0, start, message.length);
    assertThat(octets()).isEqualTo(name("ftp.example"));
  }

  @Test
  void aPointerAloneIsTheNameThatItLeadsTo() {
    byte[] stored = name("www.example");
    byte[] message = concat(new byte[HEADER], stored, pointer(HEADER));
    view.wrap(NativeMemory.of(message), 0, HEADER + stored.length, message.length);
    assertThat(octets()).isEqualTo(stored);
  }

  @Test
  void pointersToPointersAreFollowed() {
    byte[] message =
        concat(
            new byte[HEADER],
            name("example"), // 12
            labels("b"), // 21
            pointer(12),
            labels("a"), // 25
            pointer(21),
            pointer(25)); // 29
    view.wrap(NativeMemory.of(message), 0, 29, 31);
    assertThat(octets()).isEqualTo(name("a.b.example"));
  }

  @Test
  void aPointerToTheRootEndsAName() {
    byte[] message = concat(new byte[HEADER], name(""), labels("com"), pointer(HEADER));
    view.wrap(NativeMemory.of(message), 0, HEADER + 1, message.length);
    assertThat(octets()).isEqualTo(name("com"));
  }

  @Test
  void pointersCountFromTheHeaderOfTheMessage() {
    byte[] stored = name("www.example");
    byte[] message = concat(new byte[HEADER], stored, pointer(HEADER));
    ByteBuffer memory = NativeMemory.of(concat(new byte[100], message));
    view.wrap(memory, 100, 100 + HEADER + stored.length, 100 + message.length);
    assertThat(octets()).isEqualTo(stored);
  }

  @Test
  void aCompressedNameOf255OctetsIsReadWhole() {
    byte[] tail = nameOf(192);
    byte[] message = concat(new byte[HEADER], tail, labels("z".repeat(62)), pointer(HEADER));
    view.wrap(NativeMemory.of(message), 0, HEADER + tail.length, message.length);
    assertThat(view.length()).isEqualTo(255);
    assertThat(octets()).isEqualTo(concat(labels("z".repeat(62)), tail));
  }

  /// It looks as a pointer would, from behind.
  @ParameterizedTest
  @ValueSource(ints = {0xC0, 0xC1, 0xDA, 0xFF})
  void aLastLabelThatEndsAsAPointerBeginsIsPartOfTheName(int octet) {
    byte[] name = name("www.EXAMPLe");
    name[name.length - 2] = (byte) octet;
    byte[] expected = name("www.example");
    expected[name.length - 2] = (byte) octet;
    wrap(name);
    assertThat(octets()).isEqualTo(expected);
  }

  @Test
  void nothingOfTheNameBeforeIsLeft() {
    byte[] stored = name("www.example");
    byte[] message = concat(new byte[HEADER], stored, pointer(HEADER));
    view.wrap(NativeMemory.of(message), 0, HEADER + stored.length, message.length);
    wrap(name("a"));
    assertThat(octets()).isEqualTo(name("a"));
    wrap(name(""));
    assertThat(octets()).isEqualTo(name(""));
  }

  private void wrap(byte[] name) {
    wrap(name, name.length);
  }

  private void wrap(byte[] octets, int after) {
    byte[] message = concat(new byte[HEADER], octets);
    view.wrap(NativeMemory.of(message), 0, HEADER, HEADER + after);
  }

  /// The octets that the words hold; the rest must be zeros.
  private byte[] octets() {
    ByteBuffer words = ByteBuffer.allocate(view.words() * Long.BYTES);
    for (int i = 0; i < view.words(); i++) {
      words.putLong(view.word(i));
    }
    byte[] octets = words.array();
    for (int i = view.length(); i < octets.length; i++) {
      assertThat(octets[i]).as("octet %d", i).isZero();
    }
    return Arrays.copyOf(octets, view.length());
  }

  /// A name of so many octets, 3 or more, with labels as long as may be.
  private static byte[] nameOf(int octets) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    int left = octets - 1;
    while (left > 0) {
      int label = Math.min(63, left - 1);
      label -= left - 1 - label == 1 ? 1 : 0; // no octet alone is left for a label
      name.write(label);
      name.writeBytes("n".repeat(label).getBytes(StandardCharsets.US_ASCII));
      left -= 1 + label;
    }
    name.write(0);
    return name.toByteArray();
  }
}
