package dev.rcodestat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.testing.NativeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpPortTest {
  private final FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());

  @ParameterizedTest
  @CsvSource({
    "53, 40000, TCP_DNS",
    "40000, 53, TCP_DNS",
    "443, 40000, TCP_OTHER_PORT",
    "5353, 40000, TCP_OTHER_PORT"
  })
  void portsTellWhetherAStreamCarriesDns(int source, int destination, FrameVerdict verdict) {
    byte[] frame =
        FrameBuilder.raw().ip("192.0.2.53", "192.0.2.1").tcp(source, destination, new byte[20]);
    assertThat(decode(frame)).isEqualTo(verdict);
  }

  @Test
  void packetWithoutPortsIsMalformed() {
    byte[] frame = FrameBuilder.raw().ip("192.0.2.53", "192.0.2.1").payload(6, new byte[3]);
    assertThat(decode(frame)).isEqualTo(FrameVerdict.TRANSPORT_MALFORMED);
  }

  private FrameVerdict decode(byte[] frame) {
    return decoder.decode(NativeMemory.of(frame), 0, frame.length, frame.length, LinkType.RAW);
  }
}
