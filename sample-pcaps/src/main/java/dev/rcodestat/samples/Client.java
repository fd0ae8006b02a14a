package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.CLIENT_PORT;
import static dev.rcodestat.samples.Conversation.DNS_PORT;

import java.io.IOException;

/// A client that asks from one port, and its server. Each of their datagrams has an IPv4
/// identification of its own.
record Client(Conversation talk, String address, String server) {
  int nextId() {
    return talk.nextId();
  }

  /// The next frame comes so many nanoseconds after the one before.
  Client after(long nanos) {
    talk.after(nanos);
    return this;
  }

  void asks(MessageBuilder query) throws IOException {
    talk.frame(query(query));
  }

  void hears(MessageBuilder response) throws IOException {
    talk.frame(response(response));
  }

  byte[] query(MessageBuilder query) {
    return FrameBuilder.ethernet()
        .ip(address, server)
        .identification(talk.nextId())
        .udp(CLIENT_PORT, DNS_PORT, query.build());
  }

  byte[] response(MessageBuilder response) {
    return FrameBuilder.ethernet()
        .ip(server, address)
        .identification(talk.nextId())
        .udp(DNS_PORT, CLIENT_PORT, response.build());
  }

  /// From the same port to the same server.
  Connection connection() {
    return new Connection(talk, address, CLIENT_PORT, server);
  }
}
