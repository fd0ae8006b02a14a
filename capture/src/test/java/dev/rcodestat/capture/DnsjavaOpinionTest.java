package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.testing.NativeMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;

/// dnsjava reads the octets of every whole message of every sample, and says the same.
class DnsjavaOpinionTest {
  /// Messages that dnsjava refuses, by sample. It reads all records and all RDATA, so it refuses
  /// some that need not be malformed for us.
  private static final Map<String, Integer> REFUSED =
      Map.of(
          "badcookie.pcap", 1, // a cookie of wrong length
          "counts-broken.pcap", 12,
          "edns-broken.pcap", 7,
          "names-broken.pcap", 11);

  /// Messages in which we see a defect and dnsjava none: it follows pointers into the header, and
  /// forgives octets that are no option. It also takes the TTL of an OPT record for a TTL, which is
  /// 0 where its first bit is set (RFC 2181 section 8). There only the headers are compared.
  private static final Map<String, Integer> STRICTER =
      Map.of(
          "names-broken.pcap, but BAD_POINTER", 2,
          "rcodes-all.pcap, but RCODE of 2048 or more", 3);

  private static final String DEFECT = ", but ";

  /// ID, seven flags, opcode, and what comes behind.
  private static final Pattern HEADER = Pattern.compile("^((?:[^,]+, ){9}).*$");

  @Test
  void dnsjavaSaysTheSame() {
    Map<String, Integer> refused = new TreeMap<>();
    Map<String, Integer> stricter = new TreeMap<>();
    long compared = 0;
    for (String name : Samples.names()) {
      int number = 0;
      for (Recorded.Message message : Recorded.messages(name)) {
        number++;
        if (!message.isWhole()) {
          continue;
        }
        Message theirs;
        try {
          theirs = new Message(message.octets());
        } catch (IOException | RuntimeException e) {
          refused.merge(name, 1, Integer::sum);
          continue;
        }
        String ours = ours(message.octets());
        String opinion = opinion(theirs);
        if (ours.contains(DEFECT)) {
          stricter.merge(name + ours.substring(ours.indexOf(DEFECT)), 1, Integer::sum);
          ours = HEADER.matcher(ours).replaceFirst("$1");
          opinion = HEADER.matcher(opinion).replaceFirst("$1");
        }
        assertThat(ours).as("%s, message %d", name, number).isEqualTo(opinion);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(1000);
    assertThat(refused).isEqualTo(REFUSED);
    assertThat(stricter).isEqualTo(STRICTER);
  }

  private static String ours(byte[] octets) {
    DnsMessageView view = new DnsMessageView();
    MessageDefect defect = view.wrap(NativeMemory.of(octets), 0, octets.length, octets.length);
    List<Integer> errors = new ArrayList<>();
    int option = view.opt().firstExtendedError();
    while (option >= 0) {
      errors.add(view.opt().infoCode(option));
      option = view.opt().nextExtendedError(option);
    }
    return describe(
            view.id(),
            view.isResponse(),
            view.isAuthoritative(),
            view.isTruncated(),
            view.recursionDesired(),
            view.recursionAvailable(),
            view.authenticData(),
            view.checkingDisabled(),
            view.opcode(),
            view.rcode(),
            view.qtype(),
            view.qclass(),
            errors)
        + edns(
            view.opt().isPresent(),
            view.opt().version(),
            view.opt().udpPayloadSize(),
            view.opt().dnssecOk())
        + (defect == MessageDefect.NONE ? "" : DEFECT + defect)
        + (view.opt().extendedRcode() < 0x80 ? "" : DEFECT + "RCODE of 2048 or more");
  }

  private static String opinion(Message message) {
    Record question = message.getQuestion();
    OPTRecord opt = message.getOPT();
    List<Integer> errors = new ArrayList<>();
    if (opt != null) {
      for (EDNSOption option : opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR)) {
        errors.add(((ExtendedErrorCodeOption) option).getErrorCode());
      }
    }
    return describe(
            message.getHeader().getID(),
            message.getHeader().getFlag(Flags.QR),
            message.getHeader().getFlag(Flags.AA),
            message.getHeader().getFlag(Flags.TC),
            message.getHeader().getFlag(Flags.RD),
            message.getHeader().getFlag(Flags.RA),
            message.getHeader().getFlag(Flags.AD),
            message.getHeader().getFlag(Flags.CD),
            message.getHeader().getOpcode(),
            message.getRcode(),
            question == null ? QueryType.NONE : question.getType(),
            question == null ? 0 : question.getDClass(),
            errors)
        + (opt == null
            ? edns(false, 0, 0, false)
            : edns(true, opt.getVersion(), opt.getPayloadSize(), (opt.getFlags() & 0x8000) != 0));
  }

  private static String describe(Object... parts) {
    return List.of(parts).toString();
  }

  private static String edns(boolean present, int version, int size, boolean dnssecOk) {
    return present ? " EDNS " + version + " " + size + " " + dnssecOk : "";
  }
}
