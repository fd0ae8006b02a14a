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
  private static final byte[] ZONE = MessageBuilder.name("zone.test");
  private static final byte[] NAMESERVER = MessageBuilder.name("ns1.zone.test");
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
          response.answer(QNAME, type, IN, 300, rdata(type));
        }
        if (dnssec) {
          response.answer(QNAME, RRSIG, IN, 300, signature(type));
        }
      }
      case NODATA, NXDOMAIN -> {
        response.authority(ZONE, SOA, IN, 300, rdata(SOA));
        if (dnssec) {
          response.authority(ZONE, RRSIG, IN, 300, signature(SOA));
        }
      }
      case REFERRAL -> {
        for (int i = 0; i < 3; i++) {
          response.authority(QNAME, NS, IN, 3600, MessageBuilder.name("ns" + i + ".zone.test"));
          response.additional(MessageBuilder.name("ns" + i + ".zone.test"), A, IN, 3600, octets(4));
        }
        if (dnssec) {
          response.authority(QNAME, DS, IN, 3600, rdata(DS));
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

  /// RDATA of the size and form that the type has.
  private static byte[] rdata(int type) {
    return switch (type) {
      case A -> octets(4);
      case AAAA -> octets(16);
      case TXT -> MessageBuilder.concat(new byte[] {40}, octets(40));
      // priority 1, target ".", alpn=h2 (RFC 9460 section 2.2)
      case HTTPS -> new byte[] {0, 1, 0, 0, 1, 0, 3, 2, 'h', '2'};
      // key tag, algorithm 13, digest type 2, SHA-256 (RFC 4034 section 5.1)
      case DS -> MessageBuilder.concat(new byte[] {0x12, 0x34, 13, 2}, octets(32));
      case SOA -> MessageBuilder.concat(NAMESERVER, ZONE, octets(20));
      default -> throw new IllegalArgumentException("no RDATA for type " + type);
    };
  }

  /// RRSIG RDATA with a signature of algorithm 13 (RFC 4034 section 3.1).
  private static byte[] signature(int covered) {
    byte[] head = {0, (byte) covered, 13, 3};
    return MessageBuilder.concat(head, octets(14), ZONE, octets(64));
  }

  /// Octets whose content does not matter.
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
