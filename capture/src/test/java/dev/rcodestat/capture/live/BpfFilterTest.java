package dev.rcodestat.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rcodestat.packet.LinkType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Filters as libpcap compiles and runs them.
class BpfFilterTest {
  /// IPv4, UDP, from 192.0.2.1 port 53 to 192.0.2.2 port 4096.
  private static final String PACKET =
      "4500001c00000000401100000c000201c0000202" + "0035100000080000";

  private static final String ETHERNET = "0000000000020000000000010800" + PACKET;

  @Test
  void framesMatchWhereTheExpressionDoes() throws Exception {
    assertThat(matches(filter("udp port 53"), ETHERNET, LinkType.ETHERNET)).isTrue();
    assertThat(matches(filter("udp port 54"), ETHERNET, LinkType.ETHERNET)).isFalse();
    assertThat(matches(filter(""), ETHERNET, LinkType.ETHERNET)).isTrue();
  }

  @Test
  void anExpressionHasABound() {
    assertThatThrownBy(() -> BpfFilter.of("udp or ".repeat(2000) + "udp"))
        .isInstanceOf(FilterException.class)
        .hasMessageContaining("14003 characters");
  }

  @Test
  void eachLinkTypeHasAProgramOfItsOwn() throws Exception {
    BpfFilter filter = filter("udp and dst host 192.0.2.2");
    assertThat(matches(filter, ETHERNET, LinkType.ETHERNET)).isTrue();
    assertThat(matches(filter, PACKET, LinkType.RAW)).isTrue();
    assertThat(matches(filter, PACKET, LinkType.RAW_OPENBSD)).isTrue();
    assertThat(matches(filter, PACKET, LinkType.IPV4)).isTrue();
    assertThat(matches(filter, ETHERNET, LinkType.ETHERNET)).isTrue();
    assertThat(filter.problems()).isEmpty();
  }

  @Test
  void lengthIsThatOnTheWire() throws Exception {
    BpfFilter filter = filter("greater 1000");
    ByteBuffer frame = octets(ETHERNET);
    assertThat(filter.matches(frame, 0, frame.limit(), 1200, LinkType.ETHERNET)).isTrue();
    assertThat(filter.matches(frame, 0, frame.limit(), 900, LinkType.ETHERNET)).isFalse();
  }

  @Test
  void framesOfAnyLengthAreTaken() throws Exception {
    BpfFilter filter = filter("udp port 53");
    ByteBuffer memory = ByteBuffer.allocateDirect(300_000).put(octets(ETHERNET)).clear();
    for (int captured : new int[] {262_144, 0, 1, 42, 300_000, 41, 43}) {
      assertThat(filter.matches(memory, 0, captured, captured, LinkType.ETHERNET))
          .as("%d octets", captured)
          .isEqualTo(captured >= 38);
    }
  }

  @Test
  void linkTypeThatTheExpressionIsNotForIsAProblemInLibpcapsWords() throws Exception {
    BpfFilter filter = filter("vlan 5");
    assertThat(matches(filter, ETHERNET, LinkType.ETHERNET)).isFalse();
    assertThat(filter.problems()).isEmpty();
    assertThat(matches(filter, PACKET, LinkType.RAW)).isFalse();
    assertThat(matches(filter, PACKET, LinkType.RAW)).isFalse();
    assertThat(filter.problems()).hasSize(1).first().asString().startsWith("link type 101: ");
  }

  @Test
  void whatOnlyTheKernelKnowsIsAProblem() throws Exception {
    BpfFilter filter = filter("udp and (inbound or outbound)");
    assertThat(matches(filter, ETHERNET, LinkType.ETHERNET)).isFalse();
    assertThat(filter.problems())
        .containsExactly("link type 1: inbound is not in the frames of a file");
    String cooked = "0004" + "0001" + "0006" + "0200000000010000" + "0800" + PACKET;
    assertThat(matches(filter, cooked, LinkType.LINUX_SLL)).isTrue();
    assertThat(filter.problems()).hasSize(1);
    BpfFilter byInterface = filter("ifindex 3");
    assertThat(matches(byInterface, cooked, LinkType.LINUX_SLL)).isFalse();
    String second = "08000000" + "00000003" + "0001" + "0406" + "0200000000010000" + PACKET;
    assertThat(matches(byInterface, second, LinkType.LINUX_SLL2)).isTrue();
    assertThat(byInterface.problems())
        .containsExactly("link type 113: ifindex is not in the frames of a file");
  }

  @Test
  void linkTypesAreKnownThatLibpcapNumbersOtherwise() throws Exception {
    BpfFilter filter = filter("udp port 53");
    assertThat(matches(filter, "aaaa030000000800" + PACKET, LinkType.ATM_RFC1483)).isTrue();
    matches(filter, PACKET, 102);
    matches(filter, PACKET, 103);
    matches(filter, PACKET, 106);
    assertThat(filter.problems()).isEmpty();
  }

  @Test
  void manyLinkTypesThatCannotBeFilteredTakeFewLines() throws Exception {
    BpfFilter filter = filter("udp port 53");
    for (int linkType = 1000; linkType < 1100; linkType++) {
      assertThat(matches(filter, PACKET, linkType)).isFalse();
    }
    assertThat(filter.problems()).hasSize(11).last().isEqualTo("90 more link types");
    assertThat(filter.problems()).first().asString().startsWith("link type 1000: ");
  }

  @Test
  void whatLibpcapDoesNotUnderstandIsRefusedInItsWords() {
    assumeLibpcap();
    assertThatThrownBy(() -> BpfFilter.of("udp porrt 53"))
        .isInstanceOf(FilterException.class)
        .hasMessageContaining("syntax error")
        .hasMessageNotContaining("\n");
  }

  private static void assumeLibpcap() {
    filter("ip");
  }

  private static BpfFilter filter(String expression) {
    try {
      return BpfFilter.of(expression);
    } catch (LiveCaptureException e) {
      return abort("no libpcap here: " + e.getMessage());
    } catch (FilterException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean matches(BpfFilter filter, String frame, int linkType) {
    ByteBuffer octets = octets(frame);
    return filter.matches(octets, 0, octets.limit(), octets.limit(), linkType);
  }

  private static ByteBuffer octets(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    return ByteBuffer.allocateDirect(octets.length).put(octets).flip();
  }
}
