package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.SnoopWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Snoop as RFC 1761 has it, and broken.
class SnoopReaderTest {
  private static final int FILE_HEADER = 16;
  private static final int FIRST_RECORD_LENGTH = FILE_HEADER + 8;

  @Test
  void framesHaveTimesLengthsAndOctets() throws IOException {
    InputCursor cursor = Frame.cursor(snoop(4));
    assertThat(Frame.all(cursor))
        .containsExactly(
            new Frame(1_000_001_000L, 3, 3, 1, "010203"),
            new Frame(2_000_000_000L, 1, 60, 1, "04"));
    assertThat(cursor.summary()).isEqualTo(new InputSummary("-", "snoop", 2, Optional.empty()));
  }

  @Test
  void otherDatalinkTypesBecomeLinkTypesOrAreRefused() throws IOException {
    assertThat(Frame.all(Frame.cursor(snoop(0))).getFirst().linkType()).isEqualTo(1);
    assertThat(Frame.all(Frame.cursor(snoop(8))).getFirst().linkType()).isEqualTo(10);
    assertThat(problem(snoop(5)))
        .isEqualTo("octet 12: expected the datalink type of Ethernet, 4, found type 5");
  }

  @Test
  void otherVersionsAndWordsThatBeginAlikeAreRefused() throws IOException {
    byte[] version = snoop(4);
    version[11] = 3;
    assertThat(problem(version)).isEqualTo("octet 8: expected snoop version 2, found version 3");
    byte[] word = snoop(4);
    word[5] = 'y';
    assertThat(problem(word)).startsWith("octet 0: expected a snoop file");
  }

  @Test
  void recordsThatContradictThemselvesAreProblems() throws IOException {
    byte[] shorter = snoop(4);
    shorter[FIRST_RECORD_LENGTH + 3] = 26;
    assertThat(problem(shorter))
        .isEqualTo("octet 24: expected a record of 27 octets and padding, found a length of 26");
    byte[] longer = snoop(4);
    longer[FIRST_RECORD_LENGTH - 2] = 0x7F;
    longer[FIRST_RECORD_LENGTH - 4] = 0x7F;
    assertThat(problem(longer)).startsWith("octet 20: expected a frame of at most 262144 octets");
  }

  @Test
  void fileThatIsCutAnywhereIsAProblem() throws IOException {
    byte[] file = snoop(4);
    for (int length = 4; length < file.length; length++) {
      String problem = problem(Arrays.copyOf(file, length));
      if (length == FILE_HEADER || length == FILE_HEADER + 28) {
        assertThat(problem).isEqualTo("none");
      } else {
        assertThat(problem).as("cut to %d octets", length).startsWith("octet ");
      }
    }
  }

  private static byte[] snoop(int datalinkType) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (SnoopWriter writer = new SnoopWriter(octets, datalinkType)) {
      writer.write(1_000_001_000L, new byte[] {1, 2, 3}, 3);
      writer.write(2_000_000_000L, new byte[] {4}, 60);
    }
    return octets.toByteArray();
  }

  private static String problem(byte[] file) {
    InputCursor cursor = Frame.cursor(file);
    List<Frame> frames = Frame.all(cursor);
    assertThat(cursor.summary().frames()).isEqualTo(frames.size());
    return cursor.summary().problem().orElse("none");
  }
}
