package dev.rcodestat.render;

import static dev.rcodestat.render.ReportBuilding.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.dns.Rcode;
import dev.rcodestat.packet.FrameVerdict;
import dev.rcodestat.report.Cell;
import dev.rcodestat.report.Report;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRendererTest {
  private static final int A = 1;
  private static final int AAAA = 28;
  private static final int QUERY = 0;
  private static final int STATUS = 2;
  private static final String LONG_ADDRESS = "2001:db8:1111:2222:3333:4444:5555:6666";

  @Test
  void servfailSaysWhereWhatHowManyAndSinceWhen() {
    Report report =
        new ReportBuilding()
            .span(NOON, NOON.plusSeconds(3600))
            .responses("192.0.2.1", A, QUERY, Rcode.NOERROR, 3000)
            .responses(
                "192.0.2.1",
                A,
                QUERY,
                Rcode.SERVFAIL,
                1000,
                NOON.plusSeconds(60),
                NOON.plusSeconds(120))
            .build();

    assertThat(text(report))
        .contains(
            """
            SERVFAIL  1,000 of 4,000 responses (25.0 %)
              seen 2026-11-22 12:01:00 to 12:02:00 (1 min)
              server     asked for  SERVFAIL  of all  first     last
              192.0.2.1  A             1,000   4,000  12:01:00  12:02:00
            """);
  }

  @Test
  void notimpForAnOperationNamesTheOperation() {
    Report report =
        new ReportBuilding()
            .responses("192.0.2.1", QueryType.NONE, STATUS, Rcode.NOTIMP, 2)
            .responses("192.0.2.1", A, 5, Rcode.NOTIMP, 1)
            .build();

    assertThat(text(report)).contains("192.0.2.1  STATUS ").contains("192.0.2.1  UPDATE A ");
  }

  @Test
  void servfailComesBeforeNotimpAndBothBeforeAllElse() {
    Report report =
        new ReportBuilding()
            .responses("192.0.2.1", A, QUERY, Rcode.REFUSED, 9)
            .responses("192.0.2.1", A, QUERY, Rcode.NOTIMP, 5)
            .responses("192.0.2.1", A, QUERY, Rcode.SERVFAIL, 1)
            .build();

    assertThat(text(report))
        .containsSubsequence("\nSERVFAIL", "\nNOTIMP", "\nOther errors", "\nResponses by RCODE");
  }

  @Test
  void withoutBothItSaysSoInOneLine() {
    Report report =
        new ReportBuilding().responses("192.0.2.1", A, QUERY, Rcode.NOERROR, 41).build();

    assertThat(text(report)).contains("\nNo SERVFAIL and no NOTIMP among 41 responses.\n");
  }

  @Test
  void transportsOfOneQuestionAreOneRow() {
    Report report =
        new ReportBuilding()
            .responses("192.0.2.1", A, QUERY, Rcode.SERVFAIL, 2)
            .responses("192.0.2.1", A, QUERY, Rcode.SERVFAIL, 3)
            .build();

    assertThat(text(report)).contains("192.0.2.1  A                 5       5  ");
  }

  @Test
  void theRowsBeyondTheMostImportantAreSummedUp() {
    ReportBuilding building = new ReportBuilding();
    for (int i = 1; i <= 30; i++) {
      building.responses("192.0.2." + i, A, QUERY, Rcode.SERVFAIL, 100 - i);
    }

    assertThat(text(building.build()))
        .contains("  and 1,771 more in 22 more rows\n")
        .contains("  (20 more)   1,590     1,590\n");
  }

  @Test
  void theLargestCountsAndLongestNamesFit80Columns() {
    ReportBuilding building = new ReportBuilding().input("x/".repeat(100)).queries(999_999_999L);
    for (int i = 0; i < 12; i++) {
      for (int rcode = 0; rcode < 24; rcode++) {
        building.responses(
            LONG_ADDRESS + i, 65_280 + i, 15, new Rcode(4000 + rcode), 9_999_999L + i);
        building.responses(LONG_ADDRESS + i, 65_280 + i, 15, new Rcode(rcode), 9_999_999L + i);
      }
    }
    building.extendedError(49_152, 999_999_999L).extendedError(27, 1);
    for (MessageDefect defect : MessageDefect.values()) {
      building.defect(defect, 999_999_999L);
    }
    for (FrameVerdict verdict : FrameVerdict.values()) {
      building.bucket(verdict.label(), 999_999_999L);
    }
    Report report = building.span(NOON, NOON.plusSeconds(999_999)).build();

    assertThat(text(report).lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void aLongAddressStandsAboveItsRow() {
    Report report =
        new ReportBuilding()
            .span(NOON, NOON.plusSeconds(50))
            .responses("192.0.2.1", AAAA, QUERY, Rcode.SERVFAIL, 1)
            .responses(LONG_ADDRESS, AAAA, QUERY, Rcode.SERVFAIL, 2)
            .build();

    assertThat(text(report)).contains("\n  " + LONG_ADDRESS + "\n   ");
  }

  @Test
  void aNameThatWouldSteerATerminalIsShownInstead() {
    Report report =
        new ReportBuilding().brokenInput("a\u001b[2J\n\u202egpj.pcap", "octet 0: \u0007").build();

    assertThat(text(report))
        .contains("a\\x1b[2J\\x0a\\x{202e}gpj.pcap (unknown, 0 frames)")
        .contains("NOT READ WHOLE: octet 0: \\x07");
  }

  @Test
  void aBrokenInputIsShownBeforeManyWholeOnes() {
    ReportBuilding building = new ReportBuilding();
    for (int i = 0; i < 20; i++) {
      building.input("whole" + i);
    }
    String text = text(building.brokenInput("broken", "octet 7: no more").build());

    assertThat(text)
        .contains("NOT READ WHOLE: octet 7: no more")
        .contains("21 inputs in all, 1 not read whole");
  }

  @Test
  void aCaptureWithoutDnsSaysWhatItHoldsAndWhatToTry() {
    Report report = new ReportBuilding().bucket("udp-other-port", 1200).bucket("icmp", 3).build();

    assertThat(text(report))
        .contains("\nNo DNS message\n")
        .contains("1,200 frames: UDP on other ports. If one of them is DNS, name it with --port.");
  }

  @Test
  void everyHintIsAboutABucketOfTheLedger() {
    ReportBuilding building = new ReportBuilding();
    for (FrameVerdict verdict : FrameVerdict.values()) {
      building.bucket(verdict.label(), verdict == FrameVerdict.DNS ? 0 : 7);
    }

    assertThat(text(building.build()).lines().filter(line -> line.contains("7 frames: ")))
        .hasSize(15);
  }

  @Test
  void linkTypesThatAreNotDecodedAreNamed() {
    Report report =
        new ReportBuilding().notDecoded(147, "USER0", 5).notDecoded(195, "X", 2).build();

    assertThat(text(report))
        .contains("not read   7 frames: of a link type that is not decoded: 147 USER0, 195 X\n");
  }

  @Test
  void framesThatMayHoldDnsAndWereNotReadAreSaidFirst() {
    Report report =
        new ReportBuilding()
            .responses("192.0.2.1", A, QUERY, Rcode.NOERROR, 1)
            .bucket("tcp-dns-unaligned", 12)
            .build();

    assertThat(text(report))
        .containsSubsequence(
            "  not read   12 frames: of TCP streams whose beginning or a part is missing\n",
            "\nNo SERVFAIL");
  }

  @Test
  void queriesAloneAreNotCalledFine() {
    String text = text(new ReportBuilding().queries(5).build());

    assertThat(text).contains("\nNo response\n").doesNotContain("No SERVFAIL");
  }

  @ParameterizedTest
  @EnumSource(FrameVerdict.class)
  void aBucketWithFramesIsInTheLedger(FrameVerdict verdict) {
    Report report = new ReportBuilding().bucket(verdict.label(), 1234).build();

    assertThat(text(report)).contains("  " + verdict.label() + "  ").contains("1,234\n");
  }

  @Test
  void aSpikeShowsInTheStrip() {
    ReportBuilding building = new ReportBuilding();
    for (int i = 0; i < 20; i++) {
      building.at(NOON.plusSeconds(i), Rcode.NOERROR, 8);
    }
    building
        .at(NOON.plusSeconds(10), Rcode.SERVFAIL, 8)
        .at(NOON.plusSeconds(11), Rcode.SERVFAIL, 1);

    assertThat(text(building.build()))
        .contains("2026-11-22 12:00:00 to 12:00:20 (20 s), one column is 1 s")
        .contains("SERVFAIL  ··········█▁········     8")
        .contains("all       ▄▄▄▄▄▄▄▄▄▄█▅▄▄▄▄▄▄▄▄    16");
    assertThat(SampleReports.rendered(new TextRenderer(TextOptions.plain()), building.build()))
        .contains("SERVFAIL  ..........@:........     8");
  }

  @Test
  void rcodesThatABucketDoesNotTellApartAreErrorsOfTheStrip() {
    ReportBuilding building = new ReportBuilding();
    for (int i = 0; i < 20; i++) {
      building.at(NOON.plusSeconds(i), Rcode.NOERROR, 8);
    }
    building.otherRcodesAt(NOON.plusSeconds(10), 8);

    assertThat(text(building.build()))
        .contains("other errors  ··········█·········     8")
        .contains("all           ▄▄▄▄▄▄▄▄▄▄█▄▄▄▄▄▄▄▄▄    16");
  }

  @Test
  void aLoneWrongClockDoesNotSqueezeTheStrip() {
    ReportBuilding building = new ReportBuilding().at(Instant.EPOCH, Rcode.NOERROR, 3);
    for (int i = 0; i < 30; i++) {
      building.at(NOON.plusSeconds(i), Rcode.NOERROR, 1);
    }

    assertThat(text(building.build()))
        .contains("2026-11-22 12:00:00 to 12:00:30 (30 s), one column is 1 s")
        .contains("not shown: 3 responses at other times");
  }

  @Test
  void coloursAreShownOnlyWhereWanted() {
    Report report =
        new ReportBuilding().responses("192.0.2.1", A, QUERY, Rcode.SERVFAIL, 1).build();
    String colourful =
        SampleReports.rendered(new TextRenderer(new TextOptions(true, true)), report);

    assertThat(colourful).contains("\u001b[1;31mSERVFAIL\u001b[0m");
    assertThat(text(report)).doesNotContain("\u001b");
    assertThat(colourful.replaceAll("\u001b\\[[0-9;]*m", "").lines().map(String::stripTrailing))
        .containsExactlyElementsOf(text(report).lines().toList());
  }

  @Test
  void inexactCountsSaySo() {
    Report report =
        new ReportBuilding()
            .responses("192.0.2.1", A, QUERY, Rcode.NOERROR, 30)
            .responses(Cell.OTHER_SERVERS, QueryType.OTHER, QUERY, Rcode.NOERROR, 12)
            .overflowed(12)
            .build();

    assertThat(text(report))
        .contains("  not exact  12 responses are counted under \"other\": servers and types beyond")
        .contains("42 responses from at least 1 server\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void noLineEndsInBlanksWhateverIsMissing(int messages) {
    Report report = new ReportBuilding().queries(messages).multicast(1, 1).build();

    assertThat(text(report).lines()).allMatch(line -> line.equals(line.stripTrailing()));
  }

  @Test
  void multicastIsCountedApart() {
    assertThat(text(new ReportBuilding().multicast(1500, 2).build()))
        .contains("mDNS       1,500 messages, counted apart")
        .contains("LLMNR      2 messages, counted apart");
  }

  private static String text(Report report) {
    return SampleReports.text(report);
  }
}
