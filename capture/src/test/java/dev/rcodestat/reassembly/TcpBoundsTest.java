package dev.rcodestat.reassembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.FrameDecoder;
import dev.rcodestat.packet.LinkType;
import dev.rcodestat.packet.ServicePorts;
import dev.rcodestat.samples.FrameBuilder;
import dev.rcodestat.testing.NativeMemory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What connections may keep, with small bounds.
class TcpBoundsTest {
  private static final int MOST_CONNECTIONS = 10;
  private static final int MOST_OCTETS = 1 << 16;
  private static final int SYN = 0x02;
  private static final int FIN_ACK = 0x11;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;

  private final FrameDecoder decoder = new FrameDecoder(ServicePorts.standard());
  private final TcpReassembler streams =
      new TcpReassembler((from, to, frames) -> {}, new Nobody(), MOST_CONNECTIONS, MOST_OCTETS, 64);

  @Test
  void moreConnectionsThanTheBoundGiveWay() {
    for (int port = 1; port <= 3 * MOST_CONNECTIONS; port++) {
      deliver(port, ACK, partOfMessage(100));
    }
    assertThat(streams.evicted()).isEqualTo(2 * MOST_CONNECTIONS);
  }

  @Test
  void moreOctetsThanTheBoundGiveWay() {
    for (int port = 1; port <= MOST_CONNECTIONS; port++) {
      deliver(port, ACK, partOfMessage(20_000));
    }
    assertThat(streams.evicted()).isPositive();
  }

  @Test
  void whatIsUsedAgainCountsAgain() {
    for (int port = 1; port <= 2000; port++) {
      deliver(port, ACK, partOfMessage(1000));
      deliver(port, RST, new byte[0]);
    }
    assertThat(streams.evicted()).as("all were over").isZero();
    for (int port = 3001; port <= 3000 + MOST_CONNECTIONS; port++) {
      deliver(port, ACK, partOfMessage(20_000));
    }
    assertThat(streams.evicted()).isPositive();
  }

  @Test
  void finishedConnectionsOfWhichOneEndIsCapturedGiveNoWay() {
    for (int port = 1; port <= 3 * MOST_CONNECTIONS; port++) {
      deliver(port, SYN, new byte[0]);
      deliver(port, FIN_ACK, 1001, new byte[0]);
    }
    assertThat(streams.evicted()).isZero();
  }

  /// So many octets that begin with a message longer than they are.
  private static byte[] partOfMessage(int octets) {
    byte[] part = new byte[octets];
    part[0] = (byte) 0xFF;
    part[7] = 1; // QDCOUNT
    part[18] = 1; // class IN of a question for the root
    return part;
  }

  private void deliver(int clientPort, int flags, byte[] octets) {
    deliver(clientPort, flags, 1000, octets);
  }

  private void deliver(int clientPort, int flags, long sequence, byte[] octets) {
    byte[] frame =
        FrameBuilder.raw()
            .ip("192.0.2.1", "192.0.2.53")
            .tcpSequence(sequence, 1)
            .tcpFlags(flags)
            .tcp(1000 + clientPort, 53, octets);
    ByteBuffer memory = NativeMemory.of(frame);
    decoder.decode(memory, 0, frame.length, frame.length, LinkType.RAW);
    streams.add(
        1,
        decoder.flow(),
        decoder.tcp(),
        memory,
        decoder.payloadOffset(),
        decoder.payloadCaptured(),
        decoder.payloadLength());
  }
}
