package dev.rcodestat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OctetKeyTest {
  private static final int FULL = OctetKey.MAX_OCTETS;

  private final Random random = new Random(1035);
  private final OctetKey key = new OctetKey();

  @Test
  void octetsAreKeptAtAnyLength() {
    for (int length = 0; length <= FULL; length++) {
      byte[] octets = octets(length);
      key.set(octets);
      assertThat(key.length()).isEqualTo(length);
      assertThat(key.words()).isEqualTo((length + 7) / 8);
      assertThat(key.toOctets()).isEqualTo(octets);
      for (int i = 0; i < length; i++) {
        assertThat(key.octet(i)).isEqualTo(octets[i] & 0xFF);
      }
    }
  }

  @Test
  void wordsAreInNetworkOrderAndFilledUpWithZeros() {
    key.set(octets(FULL));
    key.set(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, (byte) 0xFF});
    assertThat(key.word(0)).isEqualTo(0x01_02_03_04_05_06_07_08L);
    assertThat(key.word(1)).isEqualTo(0xFF00_0000_0000_0000L);
  }

  @Test
  void eightOctetsAreReadFromAnyPlaceAndNothingBehindTheEnd() {
    key.set(octets(FULL));
    byte[] octets = octets(29);
    key.set(octets);
    byte[] filledUp = Arrays.copyOf(octets, 40);
    for (int at = 0; at < octets.length; at++) {
      long expected = 0;
      for (int i = 0; i < 8; i++) {
        expected = (expected << 8) | (filledUp[at + i] & 0xFF);
      }
      assertThat(key.eightFrom(at)).as("from %d", at).isEqualTo(expected);
    }
  }

  @Test
  void tailIsTheSameKeyAsItsOctets() {
    Mixer mixer = new Mixer();
    OctetKey tail = new OctetKey();
    OctetKey same = new OctetKey();
    for (int i = 0; i < 2000; i++) {
      byte[] octets = octets(random.nextInt(FULL + 1));
      key.set(octets);
      int length = random.nextInt(octets.length + 1);
      tail.setTail(key, length);
      same.set(Arrays.copyOfRange(octets, octets.length - length, octets.length));
      assertThat(tail.toOctets()).isEqualTo(same.toOctets());
      assertThat(tail.hash(mixer)).isEqualTo(same.hash(mixer));
    }
  }

  @Test
  void keysThatDifferHaveDifferentHashes() {
    Mixer mixer = new Mixer();
    key.set(new byte[] {1});
    long hash = key.hash(mixer);
    key.set(new byte[] {1, 0});
    assertThat(key.hash(mixer)).as("same words, another length").isNotEqualTo(hash);
    key.set(new byte[0]);
    assertThat(key.hash(mixer)).isNotEqualTo(hash);
  }

  @Test
  void lengthsThatCannotBeAreMistakesOfTheProgram() {
    assertThatIllegalArgumentException().isThrownBy(() -> key.reset(FULL + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> key.reset(-1));
    key.reset(3);
    assertThatIllegalArgumentException().isThrownBy(() -> new OctetKey().setTail(key, 4));
  }

  private byte[] octets(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }
}
