package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.SERVER;
import static dev.rcodestat.samples.Conversation.SERVER_V6;
import static dev.rcodestat.samples.Conversation.TYPE_A;
import static dev.rcodestat.samples.MessageBuilder.CLASS_IN;
import static dev.rcodestat.samples.MessageBuilder.HEADER_OCTETS;
import static dev.rcodestat.samples.MessageBuilder.pointer;
import static dev.rcodestat.samples.MessageBuilder.query;
import static dev.rcodestat.samples.MessageBuilder.response;
import static dev.rcodestat.samples.TransactionSamples.ADDRESS;
import static dev.rcodestat.samples.TransactionSamples.TTL;
import static dev.rcodestat.samples.TransactionSamples.answer;
import static dev.rcodestat.samples.TransactionSamples.question;
import static dev.rcodestat.samples.TransactionSamples.reply;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A capture for telling resolvers and their legs. Beside each part of the recipe stands which leg its
/// transactions are, given that an address which answers with RA and asks others is a resolver.
final class ResolverSamples {
  /// Answers and asks.
  private static final String RESOLVER = "198.51.100.53";

  /// Answers; asks from the other two.
  private static final String SEPARATE = "198.51.100.54";

  private static final String EGRESS = "198.51.100.154";
  private static final String EGRESS_V6 = "2001:db8::154";

  /// Asks the first one.
  private static final String FORWARDER = "198.51.100.55";

  /// Offers recursion, and asks nobody anything but to look at a zone.
  private static final String NOTIFIER = "198.51.100.56";

  /// Offers recursion; what it asks is not in the capture.
  private static final String PUBLIC = "198.51.100.57";

  private static final String SILENT = "192.0.2.99";

  private static final long LATENCY = 12_000_000;
  private static final long LONGER_THAN_THE_TIMEOUT = 6_000_000_000L;
  private static final int NOTIFY = 4;
  private static final int TYPE_SOA = 6;
  private static final int SERVFAIL = 2;

  private final Conversation talk;

  private ResolverSamples(OutputStream out) throws IOException {
    talk = new Conversation(out, LATENCY);
  }

  static List<GeneratedSample> all() {
    return List.of(new GeneratedSample("resolvers.pcap", out -> new ResolverSamples(out).write()));
  }

  /// *23 transactions: of 198.51.100.53 4 on the client leg and 5 on the upstream leg, of 198.51.100.55 2
  /// and 2, the other 10 on none; 1 response without a query, on the client leg of 198.51.100.53. Where
  /// 198.51.100.54 is named with its two other addresses, it alone has 2 and 2, and 19 are on none.*
  private void write() throws IOException {
    resolve();
    resolveFromOtherAddresses();
    forward();
    askWithoutResolver();
  }

  /// *Upstream 4 (answer 3, unanswered 1), the first before anybody asked it; client 4 (answer 3, SERVFAIL
  /// 1), of which it asks one itself, and a response more.*
  private void resolve() throws IOException {
    askAuthority(RESOLVER, SERVER, "priming.example");
    for (int i = 1; i <= 2; i++) {
      Client client = new Client(talk, "203.0.113." + i, RESOLVER);
      int id = talk.nextId();
      client.asks(question(id, "www" + i + ".example"));
      askAuthority(RESOLVER, SERVER, "www" + i + ".example");
      client.hears(answer(id, "www" + i + ".example"));
    }
    Client unlucky = new Client(talk, "203.0.113.3", RESOLVER);
    int id = talk.nextId();
    unlucky.asks(question(id, "www.silent.example"));
    new Client(talk, RESOLVER, SILENT).asks(query(talk.nextId()).question("www.silent.example", 1));
    unlucky.hears(reply(id, "www.silent.example", TYPE_A).rcode(SERVFAIL));
    ask(RESOLVER, RESOLVER, "itself.example");
    unlucky.hears(answer(talk.nextId(), "unasked.example"));
  }

  /// *On no leg 4; where its addresses are named, client 2 and upstream 2.*
  private void resolveFromOtherAddresses() throws IOException {
    ask("203.0.113.1", SEPARATE, "one.example");
    askAuthority(EGRESS, SERVER, "one.example");
    ask("203.0.113.2", SEPARATE, "two.example");
    askAuthority(EGRESS_V6, SERVER_V6, "two.example");
  }

  /// *Of the forwarder client 2, upstream 2; of the first resolver, which has one of the answers, upstream
  /// 1.*
  private void forward() throws IOException {
    ask("203.0.113.1", FORWARDER, "www1.example");
    ask(FORWARDER, RESOLVER, "www1.example");
    ask("203.0.113.2", FORWARDER, "three.example");
    ask(FORWARDER, RESOLVER, "three.example");
    askAuthority(RESOLVER, SERVER, "three.example");
  }

  /// *On no leg 6: who asks an authoritative server or a silent one, and who offers recursion and asks
  /// nobody, or notifies others only, or asks itself only, is no resolver.*
  private void askWithoutResolver() throws IOException {
    askAuthority("203.0.113.1", SERVER, "direct.example");
    ask("203.0.113.1", PUBLIC, "public.example");
    ask("203.0.113.1", NOTIFIER, "secondary.example");
    Client notifier = new Client(talk, NOTIFIER, SERVER);
    int id = talk.nextId();
    notifier.asks(query(id).opcode(NOTIFY).authoritative().question("example", TYPE_SOA));
    notifier.hears(response(id).opcode(NOTIFY).authoritative().question("example", TYPE_SOA));
    ask("203.0.113.9", "203.0.113.9", "itself.example");
    new Client(talk, "203.0.113.1", SILENT).asks(question(talk.nextId(), "silent.example"));
    talk.after(LONGER_THAN_THE_TIMEOUT);
    talk.frame(new byte[60]);
  }

  /// A question with an answer that offers recursion.
  private void ask(String client, String server, String name) throws IOException {
    Client asking = new Client(talk, client, server);
    int id = talk.nextId();
    asking.asks(question(id, name));
    asking.hears(answer(id, name));
  }

  /// A question with an answer that does not.
  private void askAuthority(String client, String server, String name) throws IOException {
    Client asking = new Client(talk, client, server);
    int id = talk.nextId();
    asking.asks(query(id).question(name, TYPE_A));
    asking.hears(
        response(id)
            .authoritative()
            .question(name, TYPE_A)
            .answer(pointer(HEADER_OCTETS), TYPE_A, CLASS_IN, TTL, ADDRESS));
  }
}
