package dev.rcodestat.dns;

import static dev.rcodestat.samples.MessageBuilder.concat;
import static dev.rcodestat.samples.MessageBuilder.labels;
import static dev.rcodestat.samples.MessageBuilder.name;
import static dev.rcodestat.samples.MessageBuilder.pointer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.testing.NativeMemory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class NameWalkTest {
  private static final byte[] HEADER = new byte[DnsMessageView.HEADER_OCTETS];

  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  @Test
  void rootIsOneOctet() {
    wrap(name(""));
    assertThat(skip(12)).isEqualTo(13);
    assertThat(follow(12)).isEqualTo(13);
  }

  @Test
  void positionAfterANameIsReturned() {
    wrap(name("www.example"));
    assertThat(skip(12)).isEqualTo(25);
    assertThat(follow(12)).isEqualTo(25);
  }

  @Test
  void positionAfterACompressedNameIsThatAfterItsFirstPointer() {
    wrap(concat(name("www.example"), labels("ftp"), pointer(16), pointer(25)));
    assertThat(skip(25)).isEqualTo(31);
    assertThat(follow(25)).isEqualTo(31);
    assertThat(follow(31)).isEqualTo(33);
  }

  @Test
  void skipDoesNotFollow() {
    wrap(pointer(12));
    assertThat(skip(12)).isEqualTo(14);
    assertThat(defect(follow(12))).isEqualTo(MessageDefect.BAD_POINTER);
  }

  @Test
  void chainOfPointersMayHaveAsManyAsANameHasLabels() {
    byte[][] parts = new byte[200][];
    parts[0] = name("a");
    for (int i = 1; i < parts.length; i++) {
      parts[i] = pointer(i == 1 ? 12 : 15 + 2 * (i - 2));
    }
    wrap(concat(parts));
    int longest = 15 + 2 * 126;
    assertThat(follow(longest)).isEqualTo(longest + 2);
    assertThat(defect(follow(longest + 2))).isEqualTo(MessageDefect.BAD_POINTER);
  }

  @Test
  void halfAPointerRunsOut() {
    wrap(new byte[] {(byte) 0xC0});
    assertThat(defect(skip(12))).isEqualTo(MessageDefect.PAST_END);
    assertThat(defect(follow(12))).isEqualTo(MessageDefect.PAST_END);
  }

  @Test
  void labelPastTheEndRunsOut() {
    wrap(new byte[] {5, 'a', 'b'});
    assertThat(defect(skip(12))).isEqualTo(MessageDefect.PAST_END);
    assertThat(defect(follow(12))).isEqualTo(MessageDefect.PAST_END);
  }

  private void wrap(byte[] names) {
    memory = NativeMemory.of(concat(HEADER, names));
  }

  private int skip(int start) {
    return NameWalk.skip(memory, start, memory.capacity());
  }

  private int follow(int start) {
    return NameWalk.follow(memory, 0, start, memory.capacity());
  }

  private static MessageDefect defect(int failure) {
    assertThat(failure).isNegative();
    return NameWalk.defect(failure);
  }
}
