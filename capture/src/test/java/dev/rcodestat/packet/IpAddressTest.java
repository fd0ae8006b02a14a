package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "192.0.2.53",
        "::",
        "::1",
        "1::",
        "2001:db8::1",
        "2001:db8:0:1:1:1:1:1",
        "2001:db8::1:0:0:1",
        "2001:0:0:1::1",
        "2001:db8:a:b:c:d:e:f",
        "::ffff:c000:235",
        "fe80::1:0:0:0"
      })
  void textIsCanonical(String text) {
    assertThat(address(text)).hasToString(text);
  }

  @Test
  void textOfAnyAddressReadsBackAsTheSame() {
    Random random = new Random(5952);
    for (int i = 0; i < 10_000; i++) {
      // groups of zeros are common
      long high = random.nextLong() & mask(random);
      long low = random.nextLong() & mask(random);
      IpAddress address = new IpAddress(6, high, low);
      byte[] octets = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
      assertThat(InetAddress.ofLiteral(address.toString().replace("::ffff:", "0:0:0:0:0:ffff:")))
          .as("%016x %016x", high, low)
          .satisfies(read -> assertThat(read.getAddress()).endsWith(lastFour(octets)));
      assertThat(address.toString()).doesNotContain(":::");
    }
  }

  @Test
  void ipv4ComesBeforeIpv6ThenByValue() {
    assertThat(
            List.of("2001:db8::1", "255.0.0.1", "ffff::", "10.0.0.1", "::", "10.0.0.2").stream()
                .map(IpAddressTest::address)
                .sorted())
        .extracting(IpAddress::toString)
        .containsExactly("10.0.0.1", "10.0.0.2", "255.0.0.1", "::", "2001:db8::1", "ffff::");
  }

  @Test
  void addressOfNoVersionIsRefused() {
    assertThatThrownBy(() -> new IpAddress(5, 0, 0)).hasMessageContaining("5");
    assertThatThrownBy(() -> new IpAddress(4, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IpAddress(4, 0, 1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long mask(Random random) {
    long mask = 0;
    for (int group = 0; group < 4; group++) {
      mask = mask << 16 | (random.nextBoolean() ? 0xFFFF : 0);
    }
    return mask;
  }

  private static byte[] lastFour(byte[] octets) {
    return new byte[] {octets[12], octets[13], octets[14], octets[15]};
  }

  private static IpAddress address(String text) {
    ByteBuffer octets = ByteBuffer.wrap(InetAddress.ofLiteral(text).getAddress());
    if (text.contains(":")) {
      // Java takes mapped addresses for IPv4
      return octets.capacity() == 16
          ? new IpAddress(6, octets.getLong(0), octets.getLong(8))
          : new IpAddress(6, 0, 0xFFFF_0000_0000L | (octets.getInt(0) & 0xFFFF_FFFFL));
    }
    return new IpAddress(4, 0, octets.getInt(0) & 0xFFFF_FFFFL);
  }
}
