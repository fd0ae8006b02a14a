package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.report.Report;
import dev.rcodestat.report.TypeRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the generated captures hold that an independent tool counts otherwise, or not at all.
class GeneratedSamplesTest {
  @Test
  void messageHeaderCutBySnaplenIsCountedApart() {
    Report report = SampleReports.of("cut-at-every-length.pcap");
    // SERVFAIL: 81 octets of frame with 42 before the message; BADVERS: 82 and 42
    assertThat(report.ledger().buckets())
        .containsEntry("message-header-cut", 24L)
        .containsEntry("headers-cut", 84L)
        .containsEntry("dns", 68L);
    assertThat(report.responses().byRcode().counts().toString())
        .isEqualTo("{NOERROR=28, SERVFAIL=39, BADVERS=1}");
    assertThat(report.messages().byDefect().values()).containsExactly(66L);
  }

  @Test
  void datagramTooShortForAHeaderIsNoMessage() {
    assertThat(SampleReports.of("datagrams-odd.pcap").ledger().buckets())
        .containsEntry("dns", 9L)
        .containsEntry("message-too-short", 4L)
        .containsEntry("transport-malformed", 1L)
        .containsEntry("udp-other-port", 1L)
        .containsEntry("icmp", 1L)
        .containsEntry("not-ip", 1L);
  }

  @Test
  void typeOfABrokenNameIsNotInvented() {
    Map<String, Long> types = new LinkedHashMap<>();
    for (TypeRow row : SampleReports.of("names-broken.pcap").responses().breakdown().byType()) {
      types.put(row.type().mnemonic(), row.byOutcome().total());
    }
    assertThat(types).containsOnly(Map.entry("unreadable", 10L), Map.entry("A", 5L));
  }

  @Test
  void frameWithoutTimeIsInNoBucket() {
    Report report = SampleReports.of("sections.pcapng");
    assertThat(report.responses().total()).isEqualTo(8);
    assertThat(report.timeline().untimed()).isEqualTo(2);
  }

  @Test
  void extendedErrorInARecordThatRunsPastTheEndCountsWhereItIsWhole() {
    Report report = SampleReports.of("edns-broken.pcap");
    assertThat(report.responses().byEde().toString()).isEqualTo("{No Reachable Authority=2}");
  }

  @Test
  void dnsThatAnIcmpErrorQuotesIsNoMessage() {
    assertThat(SampleReports.of("icmp-errors.pcap").ledger().buckets())
        .containsEntry("icmp-about-dns", 10L)
        .containsEntry("icmp", 2L)
        .containsEntry("dns", 1L);
  }

  @Test
  void datagramOnATunnelsPortWithoutAPacketIsAnOrdinaryOne() {
    assertThat(SampleReports.of("tunnels-udp.pcap").ledger().buckets())
        .containsEntry("dns", 16L)
        .containsEntry("udp-other-port", 3L);
  }

  @Test
  void encryptedWifiIsCountedApart() {
    assertThat(SampleReports.of("link-types-rare.pcapng").ledger().buckets())
        .containsEntry("dns", 26L)
        .containsEntry("link-encrypted", 1L);
  }
}
