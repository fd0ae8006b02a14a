package dev.rcodestat.benchmarks;

import dev.rcodestat.samples.MessageBuilder;
import java.util.SplittableRandom;

/// The octets of a query and of its response.
final class Exchange {
  private static final int A = 1;
  private static final int NS = 2;
  private static final int SOA = 6;
  private static final int TXT = 16;
  private static final int AAAA = 28;
  private static final int DS = 43;
  private static final int RRSIG = 46;
  private static final int HTTPS = 65;

  private static final int IN = MessageBuilder.CLASS_IN;
  private static final byte[] QNAME = MessageBuilder.pointer(MessageBuilder.HEADER_OCTETS);
  private static final int[] TYPES = {A, A, A, A, A, AAAA, AAAA, AAAA, HTTPS, TXT};

  private final byte[] query;
  private final byte[] response;

  private Exchange(byte[] query, byte[] response) {
    this.query = query;
    this.response = response;
  }

  /// One of many: the shares are those of [Kind].
  static Exchange random(SplittableRandom random, int number) {
    String name =
        "host" + number + (number % 3 == 0 ? ".sub" : "") + ".zone" + number % 97 + ".test";
    int type = TYPES[random.nextInt(TYPES.length)];
    Kind kind = Kind.random(random);
    boolean edns = random.nextInt(10) < 7 || kind == Kind.BADVERS;
    boolean dnssec = edns && random.nextInt(2) == 0;
    MessageBuilder query = MessageBuilder.query(0).recursionDesired().question(name, type);
    MessageBuilder response =
        MessageBuilder.response(0).recursionDesired().recursionAvailable().question(name, type);
    if (edns) {
      query.edns(1232);
      response.edns(1232);
    }
    if (dnssec) {
      query.dnssecOk();
      response.dnssecOk();
    }
    fill(response, kind, type, edns, dnssec, random);
    return new Exchange(query.build(), response.build());
  }

  byte[] query() {
    return query;
  }

  byte[] response() {
    return response;
  }

  /// The same exchange with another message ID.
  Exchange withId(int id) {
    return new Exchange(patched(query, id), patched(response, id));
  }

  /// As TCP carries it (RFC 1035 section 4.2.2).
  static byte[] lengthPrefixed(byte[] message) {
    byte[] length = {(byte) (message.length >> 8), (byte) message.length};
    return MessageBuilder.concat(length, message);
  }

  private static byte[] patched(byte[] message, int id) {
    byte[] copy = message.clone();
    copy[0] = (byte) (id >> 8);
    copy[1] = (byte) id;
    return copy;
  }

  private static void fill(
      MessageBuilder response,
      Kind kind,
      int type,
      boolean edns,
      boolean dnssec,
      SplittableRandom random) {
    response.rcode(kind.rcode);
    switch (kind) {
      case ANSWER -> {
        int records = 1 + random.nextInt(3);
        for (int i = 0; i < records; i++) {
          response.answer(QNAME, type, IN, 300, octets(type == AAAA ? 16 : 4));
        }
        sign(response, dnssec);
      }
      case NODATA, NXDOMAIN -> {
        response.authority(MessageBuilder.name("zone.test"), SOA, IN, 300, octets(56));
        sign(response, dnssec);
      }
      case REFERRAL -> {
        for (int i = 0; i < 3; i++) {
          response.authority(QNAME, NS, IN, 3600, MessageBuilder.name("ns" + i + ".zone.test"));
          response.additional(MessageBuilder.name("ns" + i + ".zone.test"), A, IN, 3600, octets(4));
        }
        if (dnssec) {
          response.authority(QNAME, DS, IN, 3600, octets(36));
        }
      }
      case SERVFAIL -> {
        if (edns && random.nextInt(2) == 0) {
          response.extendedError(22, "at delegation zone.test");
        }
      }
      case REFUSED, NOTIMP, FORMERR, BADVERS -> {
        // a header, a question, and maybe OPT
      }
    }
  }

  private static void sign(MessageBuilder response, boolean dnssec) {
    if (dnssec) {
      response.answer(QNAME, RRSIG, IN, 300, octets(96));
    }
  }

  /// RDATA whose content does not matter.
  private static byte[] octets(int count) {
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) (i * 7);
    }
    return octets;
  }

  /// What becomes of a query, and in how many of a thousand cases.
  private enum Kind {
    ANSWER(610, 0),
    NODATA(110, 0),
    NXDOMAIN(150, 3),
    REFERRAL(60, 0),
    SERVFAIL(30, 2),
    REFUSED(25, 5),
    NOTIMP(5, 4),
    FORMERR(5, 1),
    BADVERS(5, 16);

    private final int perThousand;
    private final int rcode;

    Kind(int perThousand, int rcode) {
      this.perThousand = perThousand;
      this.rcode = rcode;
    }

    static Kind random(SplittableRandom random) {
      int left = random.nextInt(1000);
      for (Kind kind : values()) {
        left -= kind.perThousand;
        if (left < 0) {
          return kind;
        }
      }
      return ANSWER;
    }
  }
}
