package dev.rcodestat.samples;

import static dev.rcodestat.samples.MessageBuilder.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Captures of OPT records, whole, malformed and cut.
final class EdnsSamples {
  private static final int TYPE_A = 1;
  private static final int SERVFAIL = 2;
  private static final int BADVERS = 16;
  private static final int UDP_PAYLOAD = 1232;

  private static final int NSID = 3;
  private static final int COOKIE = 10;
  private static final int EDE = 15;

  private EdnsSamples() {}

  static List<GeneratedSample> all() {
    return List.of(
        new GeneratedSample("extended-errors.pcap", EdnsSamples::extendedErrors),
        new GeneratedSample("edns-broken.pcap", EdnsSamples::broken),
        new GeneratedSample("cut-at-every-length.pcap", EdnsSamples::cut));
  }

  /// Extended DNS Errors (RFC 8914): none, one, several, with and without text, unassigned.
  private static void extendedErrors(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    MessageBuilder[] responses = {
      failure(talk),
      failure(talk).extendedError(22, ""),
      failure(talk).extendedError(6, "signature of example/DNSKEY is bogus"),
      failure(talk)
          .extendedError(9, "no DNSKEY matches DS")
          .extendedError(22, "")
          .extendedError(23, "192.0.2.54:53 timed out"),
      failure(talk)
          .option(NSID, new byte[] {'n', 's', '1'})
          .extendedError(7, "")
          .option(COOKIE, new byte[24]),
      failure(talk).extendedError(22, "").extendedError(22, ""),
      failure(talk).extendedError(49_152, "for private use"),
      failure(talk).extendedError(65_535, "\u001b[31mred\u0007 \u202e<b>"),
      failure(talk).dnssecOk().extendedError(0, "x".repeat(400)),
      response(talk.nextId())
          .question("stale.example", TYPE_A)
          .edns(UDP_PAYLOAD)
          .extendedError(3, ""),
    };
    for (MessageBuilder response : responses) {
      talk.exchange("www.example", response);
    }
  }

  /// Options that do not fill the RDATA, and OPT records that are not alone or not last.
  private static void broken(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    byte[] root = MessageBuilder.name("");
    MessageBuilder[] responses = {
      failure(talk).rawOptions(new byte[] {0, EDE, 0}),
      failure(talk).rawOptions(new byte[] {0, EDE, 0, 1, 0}), // too short for an INFO-CODE
      failure(talk).rawOptions(new byte[] {0, EDE, 0, 0}),
      failure(talk).extendedError(22, "").rawOptions(new byte[] {0, EDE, 0, 9, 0, 6}),
      failure(talk).rawOptions(new byte[] {0, NSID, (byte) 0xFF, (byte) 0xFF}),
      failure(talk)
          .raw(new OctetWriter().u8(0).u16(41).u16(512).u32(0).u16(0).toByteArray())
          .arcount(2), // two
      failure(talk).additional(root, 250, 255, 0, new byte[16]), // not last
      response(talk.nextId())
          .question("www.example", TYPE_A)
          .additional(root, TYPE_A, 1, 0, new byte[4])
          .edns(UDP_PAYLOAD)
          .rcode(BADVERS),
      // RDLENGTH past the end
      response(talk.nextId())
          .question("www.example", TYPE_A)
          .arcount(1)
          .rcode(SERVFAIL)
          .raw(
              new OctetWriter()
                  .u8(0)
                  .u16(41)
                  .u16(1232)
                  .u32(0)
                  .u16(10)
                  .u16(EDE)
                  .u16(2)
                  .u16(22)
                  .toByteArray()),
      failure(talk).ednsVersion(255),
    };
    for (MessageBuilder response : responses) {
      talk.exchange("www.example", response);
    }
  }

  /// A SERVFAIL with an Extended DNS Error, and BADVERS: captured with every snaplen.
  private static void cut(OutputStream out) throws IOException {
    Conversation talk = new Conversation(out);
    byte[] servfail = Conversation.response(failure(talk).extendedError(22, "dead").build());
    byte[] badvers =
        Conversation.response(
            response(talk.nextId())
                .question("www.example", TYPE_A)
                .edns(UDP_PAYLOAD)
                .rcode(BADVERS)
                .build());
    for (byte[] frame : List.of(servfail, badvers)) {
      for (int captured = 0; captured <= frame.length; captured++) {
        talk.cutFrame(frame, captured);
      }
    }
  }

  private static MessageBuilder failure(Conversation talk) {
    return response(talk.nextId())
        .recursionDesired()
        .recursionAvailable()
        .question("www.example", TYPE_A)
        .edns(UDP_PAYLOAD)
        .rcode(SERVFAIL);
  }
}
