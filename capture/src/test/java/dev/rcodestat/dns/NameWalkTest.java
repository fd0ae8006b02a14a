package dev.rcodestat.dns;

import static dev.rcodestat.samples.MessageBuilder.concat;
import static dev.rcodestat.samples.MessageBuilder.labels;
import static dev.rcodestat.samples.MessageBuilder.name;
import static dev.rcodestat.samples.MessageBuilder.pointer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.testing.NativeMemory;
import org.junit.jupiter.api.Test;

class NameWalkTest {
  private static final byte[] HEADER = new byte[DnsMessageView.HEADER_OCTETS];

  private final NameWalk walk = new NameWalk();

  @Test
  void rootIsOneOctet() {
    wrap(name(""));
    assertThat(walk.skip(12)).isEqualTo(13);
    assertThat(walk.follow(12)).isEqualTo(13);
  }

  @Test
  void positionAfterANameIsReturned() {
    wrap(name("www.example"));
    assertThat(walk.skip(12)).isEqualTo(25);
    assertThat(walk.follow(12)).isEqualTo(25);
  }

  @Test
  void positionAfterACompressedNameIsThatAfterItsFirstPointer() {
    wrap(concat(name("www.example"), labels("ftp"), pointer(16), pointer(25)));
    assertThat(walk.skip(25)).isEqualTo(31);
    assertThat(walk.follow(25)).isEqualTo(31);
    assertThat(walk.follow(31)).isEqualTo(33);
  }

  @Test
  void skipDoesNotFollow() {
    wrap(pointer(12));
    assertThat(walk.skip(12)).isEqualTo(14);
    assertThat(walk.follow(12)).isEqualTo(-1);
    assertThat(walk.defect()).isEqualTo(MessageDefect.BAD_POINTER);
  }

  @Test
  void chainOfPointersEndsBecauseEachLeadsBack() {
    byte[][] parts = new byte[2000][];
    parts[0] = name("a");
    for (int i = 1; i < parts.length; i++) {
      parts[i] = pointer(i == 1 ? 12 : 15 + 2 * (i - 2));
    }
    wrap(concat(parts));
    int last = 15 + 2 * (parts.length - 2);
    assertThat(walk.follow(last)).isEqualTo(last + 2);
  }

  @Test
  void halfAPointerRunsOut() {
    wrap(new byte[] {(byte) 0xC0});
    assertThat(walk.skip(12)).isEqualTo(-1);
    assertThat(walk.defect()).isEqualTo(MessageDefect.PAST_END);
    assertThat(walk.follow(12)).isEqualTo(-1);
    assertThat(walk.defect()).isEqualTo(MessageDefect.PAST_END);
  }

  @Test
  void labelPastTheEndRunsOut() {
    wrap(new byte[] {5, 'a', 'b'});
    assertThat(walk.skip(12)).isEqualTo(-1);
    assertThat(walk.follow(12)).isEqualTo(-1);
    assertThat(walk.defect()).isEqualTo(MessageDefect.PAST_END);
  }

  @Test
  void whatTheCaptureLacksIsCut() {
    byte[] octets = concat(HEADER, labels("www"));
    walk.wrap(NativeMemory.of(octets), 0, octets.length, octets.length + 1);
    assertThat(walk.skip(12)).isEqualTo(-1);
    assertThat(walk.defect()).isEqualTo(MessageDefect.CUT);
    assertThat(walk.follow(12)).isEqualTo(-1);
    assertThat(walk.defect()).isEqualTo(MessageDefect.CUT);
  }

  private void wrap(byte[] names) {
    byte[] octets = concat(HEADER, names);
    walk.wrap(NativeMemory.of(octets), 0, octets.length, octets.length);
  }
}
