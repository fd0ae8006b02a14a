package dev.rcodestat.samples;

import static dev.rcodestat.samples.MessageBuilder.CLASS_IN;
import static dev.rcodestat.samples.MessageBuilder.HEADER_OCTETS;
import static dev.rcodestat.samples.MessageBuilder.concat;
import static dev.rcodestat.samples.MessageBuilder.labels;
import static dev.rcodestat.samples.MessageBuilder.name;
import static dev.rcodestat.samples.MessageBuilder.pointer;
import static dev.rcodestat.samples.MessageBuilder.query;
import static dev.rcodestat.samples.MessageBuilder.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Captures of messages that are odd in header, question or names.
final class MessageSamples {
  private static final int TYPE_A = 1;
  private static final int TYPE_NS = 2;
  private static final int TYPE_SOA = 6;
  private static final int TYPE_TXT = 16;
  private static final int TYPE_AAAA = 28;
  private static final int CLASS_CH = 3;
  private static final int CLASS_ANY = 255;

  private static final int FORMERR = 1;
  private static final int SERVFAIL = 2;
  private static final int NOTIMP = 4;
  private static final int REFUSED = 5;

  private static final int[] UPPER_RCODES = {
    16, 17, 18, 19, 20, 21, 22, 23, 24, 255, 256, 3840, 3841, 4095
  };

  private static final byte[] ADDRESS = {(byte) 192, 0, 2, 80};

  private MessageSamples() {}

  static List<GeneratedSample> all() {
    return List.of(
        new GeneratedSample("rcodes-all.pcap", MessageSamples::rcodes),
        new GeneratedSample("opcodes-all.pcap", MessageSamples::opcodes),
        new GeneratedSample("questions-odd.pcap", MessageSamples::questions),
        new GeneratedSample("names-broken.pcap", MessageSamples::names),
        new GeneratedSample("counts-broken.pcap", MessageSamples::counts));
  }

  /// Each RCODE of the header without OPT record, then RCODEs of 12 bits.
  private static void rcodes(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    for (int rcode = 0; rcode < 16; rcode++) {
      int id = talk.nextId();
      String name = "rcode-" + rcode + ".example";
      talk.exchange(
          query(id).question(name, TYPE_A), response(id).question(name, TYPE_A).rcode(rcode));
    }
    for (int rcode : UPPER_RCODES) {
      int id = talk.nextId();
      String name = "rcode-" + rcode + ".example";
      talk.exchange(
          query(id).question(name, TYPE_A).edns(1232),
          response(id).question(name, TYPE_A).edns(1232).rcode(rcode));
    }
  }

  /// Each opcode, answered with NOTIMP.
  private static void opcodes(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    for (int opcode = 0; opcode < 16; opcode++) {
      int id = talk.nextId();
      talk.exchange(
          query(id).opcode(opcode).question("example", TYPE_SOA),
          response(id).opcode(opcode).question("example", TYPE_SOA).rcode(NOTIMP));
    }
  }

  private static void questions(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    for (int rcode : new int[] {FORMERR, SERVFAIL, NOTIMP, REFUSED}) {
      talk.exchange("bare-header.example", response(talk.nextId()).rcode(rcode));
    }
    talk.exchange("no-question.example", response(talk.nextId()).edns(1232).rcode(23));
    talk.exchange(
        "no-question-but-answer.example",
        response(talk.nextId()).answer(name("x.example"), TYPE_A, CLASS_IN, 60, ADDRESS));
    int twice = talk.nextId();
    talk.exchange(
        query(twice).question("two.example", TYPE_A).question("two.example", TYPE_AAAA),
        response(twice)
            .question("two.example", TYPE_A)
            .question(pointer(HEADER_OCTETS), TYPE_AAAA, CLASS_IN)
            .rcode(FORMERR));
    for (int type : new int[] {0, 54, 65_280, 65_535}) {
      int id = talk.nextId();
      talk.exchange(
          query(id).question("type.example", type),
          response(id).question("type.example", type).rcode(NOTIMP));
    }
    for (int qclass : new int[] {CLASS_CH, CLASS_ANY, 65_280}) {
      int id = talk.nextId();
      talk.exchange(
          query(id).question(name("version.bind"), TYPE_TXT, qclass),
          response(id).question(name("version.bind"), TYPE_TXT, qclass).rcode(REFUSED));
    }
    int root = talk.nextId();
    talk.exchange(
        query(root).question(".", TYPE_NS), response(root).question(".", TYPE_NS).rcode(SERVFAIL));
  }

  /// Each SERVFAIL has another kind of broken name; NOERROR ones are controls.
  private static void names(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    byte[] sixty = labels("a".repeat(59));
    byte[] longest = concat(sixty, sixty, sixty, sixty, labels("b".repeat(13)), name(""));
    byte[] tooLong = concat(sixty, sixty, sixty, sixty, labels("b".repeat(14)), name(""));
    byte[][] questions = {
      pointer(HEADER_OCTETS), // to itself
      pointer(HEADER_OCTETS + 6), // ahead
      pointer(0), // into the header
      pointer(HEADER_OCTETS - 1),
      concat(labels("loop"), pointer(HEADER_OCTETS)), // round
      concat(new byte[] {0x40}, name("reserved")),
      concat(new byte[] {(byte) 0x80}, name("reserved")),
      concat(labels("late"), new byte[] {0x41}, name("reserved")),
      tooLong,
    };
    for (byte[] question : questions) {
      talk.exchange(
          "broken.example",
          response(talk.nextId()).question(question, TYPE_A, CLASS_IN).rcode(SERVFAIL));
    }
    talk.exchange("control.example", response(talk.nextId()).question(longest, TYPE_A, CLASS_IN));
    talk.exchange("control.example", pairOfNames(talk, name("www.example"), pointer(16), 0));
    // each points to the other
    talk.exchange(
        "mutual.example",
        pairOfNames(talk, pointer(HEADER_OCTETS + 6), pointer(HEADER_OCTETS), SERVFAIL));
    // too long only together with what the pointer leads to
    talk.exchange(
        "long.example",
        pairOfNames(talk, longest, concat(labels("b"), pointer(HEADER_OCTETS)), SERVFAIL));
    // the name of a record before the OPT record
    talk.exchange("answer.example", brokenAnswer(talk, concat(new byte[] {0x7F}, name("x"))));
    talk.exchange("answer.example", brokenAnswer(talk, tooLong));
  }

  private static MessageBuilder pairOfNames(
      Conversation talk, byte[] first, byte[] second, int rcode) {
    return response(talk.nextId())
        .question(first, TYPE_A, CLASS_IN)
        .question(second, TYPE_A, CLASS_IN)
        .rcode(rcode);
  }

  private static MessageBuilder brokenAnswer(Conversation talk, byte[] owner) {
    return response(talk.nextId())
        .question("answer.example", TYPE_A)
        .answer(owner, TYPE_A, CLASS_IN, 60, ADDRESS)
        .edns(1232)
        .rcode(SERVFAIL);
  }

  /// Counts that promise more than there is.
  private static void counts(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    byte[] www = name("www.example");
    MessageBuilder[] responses = {
      response(talk.nextId()).qdcount(1),
      response(talk.nextId()).qdcount(65_535),
      response(talk.nextId()).qdcount(1).raw(labels("www")),
      response(talk.nextId()).qdcount(1).raw(www),
      response(talk.nextId()).qdcount(1).raw(concat(www, new byte[] {0, 1, 0})),
      response(talk.nextId()).question(www, TYPE_A, CLASS_IN).qdcount(2),
      response(talk.nextId()).question(www, TYPE_A, CLASS_IN).ancount(1),
      response(talk.nextId()).question(www, TYPE_A, CLASS_IN).arcount(1),
      response(talk.nextId()).question(www, TYPE_A, CLASS_IN).edns(1232).ancount(1),
      response(talk.nextId()).question(www, TYPE_A, CLASS_IN).edns(1232).arcount(2),
      response(talk.nextId())
          .question(www, TYPE_A, CLASS_IN)
          .ancount(65_535)
          .nscount(65_535)
          .arcount(65_535),
      response(talk.nextId())
          .question(www, TYPE_A, CLASS_IN)
          .answer(www, TYPE_A, CLASS_IN, 60, ADDRESS)
          .ancount(2)
          .arcount(1),
      response(talk.nextId()).question(www, TYPE_A, CLASS_IN).raw(new byte[40]),
    };
    for (MessageBuilder response : responses) {
      talk.exchange("www.example", response.rcode(SERVFAIL));
    }
  }
}
