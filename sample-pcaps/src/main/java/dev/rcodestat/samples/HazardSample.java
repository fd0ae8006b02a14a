package dev.rcodestat.samples;

import static dev.rcodestat.samples.Conversation.SERVER;
import static dev.rcodestat.samples.Conversation.SERVER_V6;
import static dev.rcodestat.samples.Conversation.TYPE_A;
import static dev.rcodestat.samples.MessageBuilder.CLASS_IN;
import static dev.rcodestat.samples.MessageBuilder.HEADER_OCTETS;
import static dev.rcodestat.samples.MessageBuilder.concat;
import static dev.rcodestat.samples.MessageBuilder.name;
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

/// What a matcher may stumble over, a case every 20 s: case a begins at 00:00:00, t at 00:06:20.
/// The client of case a is 198.51.100.1 (2001:db8::c:1), that of case t 198.51.100.20. The server
/// is 192.0.2.53 (2001:db8::53). A client has one port, and all of a case has one message ID
/// unless it is said otherwise. [TransactionSamples] says by which terms the rest is to be read.
///
/// - a. A query and its answer. *1 transaction: answer.*
/// - b. A query for A; the same port and ID 500 ms later for AAAA of another name; the NXDOMAIN of
///   the second, then the answer to the first. *2 transactions: answer (A, 510 ms), NXDOMAIN
///   (AAAA, 5 ms).*
/// - c. A query for A without response; the same port and ID 2 s later for AAAA of another name;
///   its NXDOMAIN. *2 transactions: unanswered (A), NXDOMAIN (AAAA, 5 ms).*
/// - d. IPv6. A response 10 µs before its query. *1 transaction: answer, latency 0.*
/// - e. Q Q' R R': query and SERVFAIL, each captured again 40 µs later. *1 transaction: SERVFAIL,
///   5.04 ms from the first send and from the last, as Q' counts as a retransmission, but is no
///   send. R' is a duplicate.*
/// - f. Q R Q' R': the same 40 µs, but the server needs 20. *As e, with 20 µs: Q' opens no
///   transaction, and R' answers none.*
/// - g. A query; a SERVFAIL for another name; 1 ms later the answer. *1 transaction: answer. The
///   SERVFAIL is unsolicited.*
/// - h. A query, sent again after 1 s (in another packet), answered 200 ms later; 5 ms later the
///   answer to the other send. *1 transaction: answer, 1.2 s from the first send and 200 ms from
///   the last; 1 retransmission. The second answer is a duplicate.*
/// - i. A query, and a SERVFAIL 6 s later. *1 transaction: unanswered. The SERVFAIL is
///   unsolicited.*
/// - j. IPv6. A REFUSED that nobody asked for. *It is unsolicited; no transaction.*
/// - k. A truncated answer, then the same question from the same port with the same ID over TCP,
///   and its answer. *2 transactions: truncated (UDP), answer (TCP).*
/// - l. A zone transfer over TCP: AXFR, and 5 messages, of which the last 3 have no question. *1
///   transaction: answer, the first message. The others are continuations.*
/// - m. IPv6. A query in mixed case, answered in lower case; another one the other way around. *2
///   transactions: answer, both.*
/// - n. A query for HTTPS, and a NOTIMP of 12 octets. *1 transaction: NOTIMP (HTTPS).*
/// - o. Two queries, 100 ms apart, for two names with the same port and ID, then a FORMERR without
///   a question. *2 transactions: FORMERR, the younger one (5 ms), as who uses an ID again has given
///   the older one up; that is unanswered.*
/// - p. A query without response. *1 transaction: unanswered.*
/// - q. An UPDATE and its NOERROR; a NOTIFY and its NOTIMP; two IDs. *2 transactions: answer
///   (UPDATE), as only QUERY has NODATA and referrals; NOTIMP (NOTIFY).*
/// - r. Five queries of five IDs, 1 s apart: an answer; AA and SOA; AA and nothing; NS in the
///   authority section without AA; SOA without AA. *5 transactions: answer, NODATA, NODATA,
///   referral, NODATA.*
/// - s. IPv6. A query with EDNS version 1, and its BADVERS. *1 transaction: BADVERS.*
/// - t. A query, the last frame. *1 transaction: censored, as the capture ends within the
///   timeout.*
///
/// Altogether:
///
/// | Messages | |
/// |---|---|
/// | 32 queries | 29 transactions, 3 retransmissions (of which 2 are copies) |
/// | 29 transactions | 24 answered, 4 unanswered, 1 censored |
/// | 24 answered | NOERROR 16, NXDOMAIN 2, SERVFAIL 2, NOTIMP 2, FORMERR 1, BADVERS 1 |
/// | 16 NOERROR | answer 11, NODATA 3, referral 1, truncated 1 |
/// | 34 responses | 24 answers, 3 duplicates, 3 unsolicited, 4 continuations |
final class HazardSample {
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /// From the beginning of a case to that of the next.
  private static final long CASE = 20 * SECOND;

  /// The usual time from one frame to the next.
  private static final long STEP = 5 * MILLISECOND;

  private static final int TYPE_NS = 2;
  private static final int TYPE_SOA = 6;
  private static final int TYPE_AAAA = 28;
  private static final int TYPE_HTTPS = 65;
  private static final int TYPE_AXFR = 252;

  private static final int FORMERR = 1;
  private static final int SERVFAIL = 2;
  private static final int NXDOMAIN = 3;
  private static final int NOTIMP = 4;
  private static final int REFUSED = 5;
  private static final int BADVERS = 16;

  private static final int NOTIFY = 4;
  private static final int UPDATE = 5;

  private static final byte[] SOA =
      concat(
          name("ns.example"),
          name("admin.example"),
          new OctetWriter().u32(1).u32(7200).u32(600).u32(86_400).u32(TTL).toByteArray());

  private HazardSample() {}

  static void write(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out, STEP);
    ordinary(client(talk, 'a'));
    answeredInOtherOrder(client(talk, 'b'));
    askedAnewWithoutAnswer(client(talk, 'c'));
    answeredBeforeAsked(clientV6(talk, 'd'));
    copiedAfterEach(client(talk, 'e'));
    copiedAfterBoth(client(talk, 'f'));
    spoofed(client(talk, 'g'));
    sentAgain(client(talk, 'h'));
    answeredTooLate(client(talk, 'i'));
    unasked(clientV6(talk, 'j'));
    truncated(client(talk, 'k'));
    zoneTransfer(client(talk, 'l'));
    otherCase(clientV6(talk, 'm'));
    bareHeader(client(talk, 'n'));
    bareHeaderToEither(client(talk, 'o'));
    neverAnswered(client(talk, 'p'));
    otherOperations(client(talk, 'q'));
    kindsOfNoerror(client(talk, 'r'));
    unknownEdnsVersion(clientV6(talk, 's'));
    neverAnswered(client(talk, 't'));
  }

  private static void ordinary(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "ordinary.example"));
    client.hears(answer(id, "ordinary.example"));
  }

  private static void answeredInOtherOrder(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "one.example"));
    client.after(500 * MILLISECOND).asks(question(id, "two.example", TYPE_AAAA));
    client.hears(reply(id, "two.example", TYPE_AAAA).rcode(NXDOMAIN));
    client.hears(answer(id, "one.example"));
  }

  private static void askedAnewWithoutAnswer(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "lost.example"));
    client.after(2 * SECOND).asks(question(id, "next.example", TYPE_AAAA));
    client.hears(reply(id, "next.example", TYPE_AAAA).rcode(NXDOMAIN));
  }

  private static void answeredBeforeAsked(Client client) throws IOException {
    int id = client.nextId();
    client.hears(answer(id, "skew.example"));
    client.after(10 * MICROSECOND).asks(question(id, "skew.example"));
  }

  private static void copiedAfterEach(Client client) throws IOException {
    Conversation talk = client.talk();
    int id = client.nextId();
    byte[] query = client.query(question(id, "mirror.example"));
    byte[] response = client.response(reply(id, "mirror.example", TYPE_A).rcode(SERVFAIL));
    talk.frame(query);
    talk.after(40 * MICROSECOND).frame(query);
    talk.frame(response);
    talk.after(40 * MICROSECOND).frame(response);
  }

  private static void copiedAfterBoth(Client client) throws IOException {
    Conversation talk = client.talk();
    int id = client.nextId();
    byte[] query = client.query(question(id, "late-mirror.example"));
    byte[] response = client.response(reply(id, "late-mirror.example", TYPE_A).rcode(SERVFAIL));
    talk.frame(query);
    talk.after(20 * MICROSECOND).frame(response);
    talk.after(20 * MICROSECOND).frame(query);
    talk.after(20 * MICROSECOND).frame(response);
  }

  private static void spoofed(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "target.example"));
    client.hears(reply(id, "elsewhere.example", TYPE_A).rcode(SERVFAIL));
    client.after(MILLISECOND).hears(answer(id, "target.example"));
  }

  private static void sentAgain(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "again.example"));
    client.after(SECOND).asks(question(id, "again.example"));
    client.after(200 * MILLISECOND).hears(answer(id, "again.example"));
    client.hears(answer(id, "again.example"));
  }

  private static void answeredTooLate(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "slow.example"));
    client.after(6 * SECOND).hears(reply(id, "slow.example", TYPE_A).rcode(SERVFAIL));
  }

  private static void unasked(Client client) throws IOException {
    client.hears(reply(client.nextId(), "unasked.example", TYPE_A).rcode(REFUSED));
  }

  private static void truncated(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "large.example"));
    client.hears(reply(id, "large.example", TYPE_A).truncated());
    Connection connection = client.connection();
    connection.begin();
    connection.ask(framed(question(id, "large.example")));
    connection.answer(framed(answer(id, "large.example")));
    connection.acknowledge();
    connection.end();
  }

  private static void zoneTransfer(Client client) throws IOException {
    int id = client.nextId();
    byte[] zone = name("example");
    Connection connection = client.connection();
    connection.begin();
    connection.ask(framed(query(id).question(zone, TYPE_AXFR, CLASS_IN)));
    MessageBuilder[] messages = {
      response(id).question(zone, TYPE_AXFR, CLASS_IN).answer(zone, TYPE_SOA, CLASS_IN, TTL, SOA),
      response(id)
          .question(zone, TYPE_AXFR, CLASS_IN)
          .answer(zone, TYPE_NS, CLASS_IN, TTL, name("ns.example")),
      response(id).answer(name("ns.example"), TYPE_A, CLASS_IN, TTL, ADDRESS),
      response(id).answer(name("www.example"), TYPE_A, CLASS_IN, TTL, ADDRESS),
      response(id).answer(zone, TYPE_SOA, CLASS_IN, TTL, SOA),
    };
    for (MessageBuilder message : messages) {
      connection.answer(framed(message.authoritative()));
    }
    connection.acknowledge();
    connection.end();
  }

  private static void otherCase(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "wWw.eXaMPle"));
    client.hears(answer(id, "www.example"));
    client.asks(question(id, "mail.example"));
    client.hears(answer(id, "mAIl.ExamPLe"));
  }

  private static void bareHeader(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "bare-header.example", TYPE_HTTPS));
    client.hears(response(id).rcode(NOTIMP));
  }

  private static void bareHeaderToEither(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "either.example"));
    client.after(100 * MILLISECOND).asks(question(id, "or.example"));
    client.hears(response(id).rcode(FORMERR));
  }

  private static void neverAnswered(Client client) throws IOException {
    client.asks(question(client.nextId(), "unanswered.example"));
  }

  private static void otherOperations(Client client) throws IOException {
    int update = client.nextId();
    client.asks(
        query(update)
            .opcode(UPDATE)
            .question("example", TYPE_SOA)
            .authority(name("new.example"), TYPE_A, CLASS_IN, TTL, ADDRESS));
    client.hears(response(update).opcode(UPDATE).question("example", TYPE_SOA));
    int notify = client.nextId();
    client
        .after(SECOND)
        .asks(query(notify).opcode(NOTIFY).authoritative().question("example", TYPE_SOA));
    client.hears(response(notify).opcode(NOTIFY).question("example", TYPE_SOA).rcode(NOTIMP));
  }

  private static void kindsOfNoerror(Client client) throws IOException {
    byte[] zone = name("example");
    byte[] owner = pointer(HEADER_OCTETS);
    MessageBuilder[] responses = {
      noerror(client).authoritative().answer(owner, TYPE_A, CLASS_IN, TTL, ADDRESS),
      noerror(client).authoritative().authority(zone, TYPE_SOA, CLASS_IN, TTL, SOA),
      noerror(client).authoritative(),
      noerror(client)
          .authority(owner, TYPE_NS, CLASS_IN, TTL, name("ns.example"))
          .additional(name("ns.example"), TYPE_A, CLASS_IN, TTL, ADDRESS),
      noerror(client).recursionAvailable().authority(zone, TYPE_SOA, CLASS_IN, TTL, SOA),
    };
    for (MessageBuilder response : responses) {
      client.asks(query(response.id()).question("kind.example", TYPE_A));
      client.hears(response);
      client.after(SECOND);
    }
  }

  private static MessageBuilder noerror(Client client) {
    return response(client.nextId()).question("kind.example", TYPE_A);
  }

  private static void unknownEdnsVersion(Client client) throws IOException {
    int id = client.nextId();
    client.asks(question(id, "version.example").edns(1232).ednsVersion(1));
    client.hears(reply(id, "version.example", TYPE_A).edns(1232).rcode(BADVERS));
  }

  private static byte[] framed(MessageBuilder message) {
    return Connection.framed(message.build());
  }

  /// The client of a case, which begins.
  private static Client client(Conversation talk, char letter) {
    return new Client(begin(talk, letter), "198.51.100." + number(letter), SERVER);
  }

  private static Client clientV6(Conversation talk, char letter) {
    return new Client(begin(talk, letter), "2001:db8::c:" + number(letter), SERVER_V6);
  }

  private static Conversation begin(Conversation talk, char letter) {
    return talk.at((number(letter) - 1) * CASE);
  }

  private static int number(char letter) {
    return letter - 'a' + 1;
  }
}
