package dev.rcodestat.dns;

import static dev.rcodestat.samples.MessageBuilder.concat;
import static dev.rcodestat.samples.MessageBuilder.labels;
import static dev.rcodestat.samples.MessageBuilder.name;
import static dev.rcodestat.samples.MessageBuilder.pointer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.testing.NativeMemory;
import dev.rcodestat.wire.OctetKey;
import org.junit.jupiter.api.Test;

class NameCopyTest {
  private static final byte[] HEADER = new byte[DnsMessageView.HEADER_OCTETS];

  private final NameView name = new NameView();
  private final OctetKey key = new OctetKey();

  @Test
  void aCopyHasTheOctetsInLowerCase() {
    wrap(name("WwW.Example"), DnsMessageView.HEADER_OCTETS);
    name.copyTo(key);
    assertThat(key.toOctets()).isEqualTo(name("www.example"));
  }

  @Test
  void aCopyOfACompressedNameIsWhole() {
    wrap(concat(name("Example"), labels("WWW"), pointer(12)), 12 + 9);
    name.copyTo(key);
    assertThat(key.toOctets()).isEqualTo(name("www.example"));
  }

  @Test
  void theRootIsCopied() {
    wrap(name(""), DnsMessageView.HEADER_OCTETS);
    name.copyTo(key);
    assertThat(key.toOctets()).containsExactly(0);
  }

  @Test
  void onlyLettersOfAsciiAreMadeLowerCase() {
    byte[] every = new byte[256];
    for (int first = 0; first < 256; first += 32) {
      byte[] octets = new byte[34];
      octets[0] = 32;
      for (int i = 0; i < 32; i++) {
        octets[1 + i] = (byte) (first + i);
      }
      wrap(octets, DnsMessageView.HEADER_OCTETS);
      name.copyTo(key);
      System.arraycopy(key.toOctets(), 1, every, first, 32);
    }
    for (int octet = 0; octet < 256; octet++) {
      int expected = octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
      assertThat(every[octet] & 0xFF).isEqualTo(expected);
    }
  }

  private void wrap(byte[] octets, int start) {
    byte[] message = concat(HEADER, octets);
    name.wrap(NativeMemory.of(message), 0, start, message.length);
  }
}
