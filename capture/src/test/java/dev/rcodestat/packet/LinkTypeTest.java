package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.testing.NativeMemory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTypeTest {
  @ParameterizedTest
  @CsvSource({
    "0, NULL",
    "1, ETHERNET",
    "101, RAW",
    "105, IEEE802_11",
    "127, IEEE802_11_RADIOTAP",
    "149, USER2",
    "195, IEEE802_15_4_WITHFCS",
    "276, LINUX_SLL2",
    "2, LINKTYPE_2",
    "65535, LINKTYPE_65535"
  })
  void nameIsTheRegistrys(int linkType, String name) {
    assertThat(new LinkType(linkType).name()).isEqualTo(name);
  }

  @Test
  void linkTypesThatAreDecodedAreThoseThatTheDecoderKnows() {
    FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());
    ByteBuffer memory = NativeMemory.of(new byte[100]);
    for (int linkType = 0; linkType < 70_000; linkType++) {
      LinkType type = new LinkType(linkType);
      FrameVerdict verdict = decoder.decode(memory, 0, 100, 100, linkType);
      assertThat(verdict != FrameVerdict.LINK_TYPE_NOT_DECODED)
          .as(type.name())
          .isEqualTo(type.isDecoded());
    }
  }
}
