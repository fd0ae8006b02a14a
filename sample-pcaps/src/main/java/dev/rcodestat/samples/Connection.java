package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.DNS_PORT;

import java.io.IOException;

/// A TCP connection of a client to the DNS port of a server. What either says is a packet of its
/// own, and acknowledges what the other has said.
final class Connection {
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;
  private static final int FIN_ACK = 0x11;
  private static final int SYN_ACK = 0x12;
  private static final long SERVER_START = 0xFFFF_FF00L; // wraps around soon

  private final Conversation talk;
  private final String client;
  private final int clientPort;
  private final String server;
  private long clientNext = 2;
  private long serverNext = SERVER_START;

  Connection(Conversation talk, String client, int clientPort, String server) {
    this.talk = talk;
    this.client = client;
    this.clientPort = clientPort;
    this.server = server;
  }

  /// A message behind its length (RFC 1035 section 4.2.2).
  static byte[] framed(byte[] message) {
    byte[] length = {(byte) (message.length >> 8), (byte) message.length};
    return MessageBuilder.concat(length, message);
  }

  void begin() throws IOException {
    talk.frame(fromClient(clientNext - 1, 0, new byte[0], SYN));
    talk.frame(fromServer(new byte[0], SYN_ACK));
    serverNext++;
    acknowledge();
  }

  void ask(byte[] octets) throws IOException {
    talk.frame(fromClient(clientNext, serverNext, octets, ACK));
    clientNext += octets.length;
  }

  void answer(byte[] octets) throws IOException {
    talk.frame(fromServer(octets, ACK));
    serverNext += octets.length;
  }

  void cutAnswer(byte[] octets, int captured) throws IOException {
    talk.cutFrame(fromServer(octets, ACK), captured);
    serverNext += octets.length;
  }

  void answerAgain(byte[] octets) throws IOException {
    serverNext -= octets.length;
    answer(octets);
  }

  /// The server goes on so many octets further, or before.
  void skip(int octets) {
    serverNext += octets;
  }

  /// The client acknowledges what the server has said.
  void acknowledge() throws IOException {
    ask(new byte[0]);
  }

  void end() throws IOException {
    talk.frame(fromServer(new byte[0], FIN_ACK));
    talk.frame(fromClient(clientNext, serverNext + 1, new byte[0], FIN_ACK));
  }

  void reset() throws IOException {
    talk.frame(fromServer(new byte[0], RST));
  }

  private byte[] fromServer(byte[] octets, int flags) {
    return FrameBuilder.ethernet()
        .ip(server, client)
        .tcpSequence(serverNext & 0xFFFF_FFFFL, clientNext)
        .tcpFlags(flags)
        .tcp(DNS_PORT, clientPort, octets);
  }

  private byte[] fromClient(long sequence, long acknowledgment, byte[] octets, int flags) {
    return FrameBuilder.ethernet()
        .ip(client, server)
        .tcpSequence(sequence, acknowledgment & 0xFFFF_FFFFL)
        .tcpFlags(flags)
        .tcp(clientPort, DNS_PORT, octets);
  }
}
