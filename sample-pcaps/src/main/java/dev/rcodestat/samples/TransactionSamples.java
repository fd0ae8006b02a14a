package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.SERVER;
import static dev.rcodestat.samples.Conversation.SERVER_V6;
import static dev.rcodestat.samples.Conversation.TYPE_A;
import static dev.rcodestat.samples.MessageBuilder.CLASS_IN;
import static dev.rcodestat.samples.MessageBuilder.HEADER_OCTETS;
import static dev.rcodestat.samples.MessageBuilder.pointer;
import static dev.rcodestat.samples.MessageBuilder.query;
import static dev.rcodestat.samples.MessageBuilder.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Captures for matching responses to queries. Beside each recipe stands what the analyzer is to
/// make of it, given that a query is unanswered after 5 s, that the copies of mirror ports come
/// within 1 ms, and that
///
/// - query messages are transactions and retransmissions;
/// - transactions are answered, unanswered or censored;
/// - response messages are answers, duplicates, unsolicited ones and continuations.
final class TransactionSamples {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /// From a query to its response.
  private static final long LATENCY = 12 * MILLISECOND;

  private static final int SERVFAIL = 2;
  private static final int NXDOMAIN = 3;

  static final int TTL = 300;
  static final byte[] ADDRESS = {(byte) 192, 0, 2, 80};

  private TransactionSamples() {}

  static List<GeneratedSample> all() {
    return List.of(
        new GeneratedSample("hazards.pcap", HazardSample::write),
        new GeneratedSample("one-direction-queries.pcap", TransactionSamples::queriesAlone),
        new GeneratedSample("one-direction-responses.pcap", TransactionSamples::responsesAlone),
        new GeneratedSample("cut-at-the-start.pcap", TransactionSamples::cutAtTheStart));
  }

  /// 30 queries over 20 s, in turn to 192.0.2.53 and 2001:db8::53, and no response. *30
  /// transactions, all censored, as the capture shows one direction only; none is unanswered.*
  ///
  /// Read together with [#responsesAlone] it is whole: *30 transactions, all answered: NOERROR 24
  /// (answer), NXDOMAIN 3, SERVFAIL 3; no response is unsolicited.*
  private static void queriesAlone(OutputStream out) throws IOException {
    oneDirection(out, true);
  }

  /// The responses to the queries of [#queriesAlone], each 12 ms later. *30 responses: NOERROR 24,
  /// NXDOMAIN 3, SERVFAIL 3; no transaction. All count as unsolicited; but the capture shows one
  /// direction only, so whether anybody asked is not known.*
  private static void responsesAlone(OutputStream out) throws IOException {
    oneDirection(out, false);
  }

  private static void oneDirection(OutputStream out, boolean queries) throws IOException {
    Conversation talk = new Conversation(out);
    Client client = new Client(talk, "198.51.100.1", SERVER);
    Client clientV6 = new Client(talk, "2001:db8::c:1", SERVER_V6);
    for (int i = 0; i < 30; i++) {
      Client asking = i % 2 == 0 ? client : clientV6;
      int id = talk.nextId();
      String name = "host-" + i + ".example";
      byte[] query = asking.query(question(id, name));
      byte[] response = asking.response(answerOrFailure(i, id, name));
      talk.at(i * 680L * MILLISECOND + (queries ? 0 : LATENCY));
      talk.frame(queries ? query : response);
    }
  }

  /// 5 responses in the first 1.6 s, whose queries were before the capture began; from 2 s on 20
  /// queries a second apart, answered in 12 ms; at 12.5 s a response that nobody asked for. *20
  /// transactions: answer 16, NXDOMAIN 2, SERVFAIL 2. 26 responses: 20 answers, and 6 unsolicited,
  /// of which 5 come within the timeout after the beginning, so that whether anybody asked is not
  /// known. Nothing is unanswered or censored.*
  private static void cutAtTheStart(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out, LATENCY);
    Client client = new Client(talk, "198.51.100.1", SERVER);
    for (int i = 0; i < 5; i++) {
      talk.at(i * 400L * MILLISECOND);
      client.hears(answer(talk.nextId(), "before-" + i + ".example"));
    }
    for (int i = 0; i < 20; i++) {
      int id = talk.nextId();
      String name = "host-" + i + ".example";
      talk.at((2 + i) * SECOND);
      client.asks(question(id, name));
      client.hears(answerOrFailure(i, id, name));
      if (i == 10) {
        talk.at(12_500 * MILLISECOND);
        client.hears(answer(talk.nextId(), "unasked.example"));
      }
    }
  }

  static MessageBuilder question(int id, String name) {
    return question(id, name, TYPE_A);
  }

  static MessageBuilder question(int id, String name, int type) {
    return query(id).recursionDesired().question(name, type);
  }

  static MessageBuilder reply(int id, String name, int type) {
    return response(id).recursionDesired().recursionAvailable().question(name, type);
  }

  static MessageBuilder answer(int id, String name) {
    return reply(id, name, TYPE_A).answer(pointer(HEADER_OCTETS), TYPE_A, CLASS_IN, TTL, ADDRESS);
  }

  /// Of ten responses one is NXDOMAIN, and one is SERVFAIL.
  private static MessageBuilder answerOrFailure(int number, int id, String name) {
    return switch (number % 10) {
      case 3 -> reply(id, name, TYPE_A).rcode(NXDOMAIN);
      case 6 -> reply(id, name, TYPE_A).rcode(SERVFAIL);
      default -> answer(id, name);
    };
  }
}
