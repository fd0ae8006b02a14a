package dev.rcodestat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.testing.NativeMemory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OctetsTest {
  private final ByteBuffer memory =
      NativeMemory.of(
          new byte[] {
            0, (byte) 0xFE, (byte) 0xDC, (byte) 0xBA, (byte) 0x98, 0x76, 0x54, 0x32, 0x10
          });

  @Test
  void plainNamesReadNetworkOrderAtAnyAlignment() {
    assertThat(Octets.u8(memory, 1)).isEqualTo(0xFE);
    assertThat(Octets.u16(memory, 1)).isEqualTo(0xFEDC);
    assertThat(Octets.u32(memory, 1)).isEqualTo(0xFEDC_BA98L);
    assertThat(Octets.u64(memory, 1)).isEqualTo(0xFEDC_BA98_7654_3210L);
  }

  @Test
  void namesThatEndInLeReadLittleEndian() {
    assertThat(Octets.u16le(memory, 1)).isEqualTo(0xDCFE);
    assertThat(Octets.u32le(memory, 1)).isEqualTo(0x98BA_DCFEL);
    assertThat(Octets.u64le(memory, 1)).isEqualTo(0x1032_5476_98BA_DCFEL);
  }

  @Test
  void partsOfEightOctetsReadAtOnceStandInTheirOrder() {
    long eight = Octets.u64(memory, 1);
    assertThat(Octets.u8Of(eight, 0)).isEqualTo(0xFE);
    assertThat(Octets.u8Of(eight, 7)).isEqualTo(0x10);
    assertThat(Octets.u16Of(eight, 0)).isEqualTo(0xFEDC);
    assertThat(Octets.u16Of(eight, 3)).isEqualTo(0x3210);
    assertThat(Octets.u32Of(eight, 0)).isEqualTo(0xFEDC_BA98L);
    assertThat(Octets.u32Of(eight, 1)).isEqualTo(0x7654_3210L);
  }

  @Test
  void readPastTheEndThrows() {
    assertThatThrownBy(() -> Octets.u16(memory, 8)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
