package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rcodestat.packet.Transport;
import dev.rcodestat.report.Report;
import dev.rcodestat.saved.SavedResultException;
import dev.rcodestat.tally.Dimension;
import dev.rcodestat.transaction.MatchingRules;
import dev.rcodestat.transaction.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Saved results that are not as they were written are refused, and those of this version are read.
class SavedResultTest {
  private static final String SAMPLE = "unanswered.pcap";
  private static final Path KEPT = Path.of("src", "test", "resources", "saved", "part-1.gz");
  private static final int CHANGED_FILES = 2_000;
  private static final int CHANGED_CONTENTS = 4_000;
  private static final int FLOOD = 60_000;
  private static final long SEED = 8914;

  private static final AnalysisOptions OPTIONS =
      AnalysisOptions.defaults().withBy(List.of(Dimension.LEG, Dimension.CLIENT, Dimension.TYPE));

  private final Heard heard = Heard.of(SAMPLE);

  @Test
  void everyShorterFileIsRefused() {
    byte[] whole = SavedParts.encode(part());
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(SavedResultException.class)
          .as("%d of %d octets", length, whole.length)
          .isThrownBy(() -> SavedParts.decode(prefix))
          .withMessageStartingWith("saved: ");
    }
  }

  @Test
  void noChangedFileIsTakenForAnother() {
    byte[] whole = SavedParts.encode(part());
    String json = SavedParts.json(whole);
    Random random = new Random(SEED);
    for (int i = 0; i < CHANGED_FILES; i++) {
      byte[] changed = whole.clone();
      int at = random.nextInt(changed.length);
      changed[at] ^= (byte) (1 + random.nextInt(255));
      try {
        // of the header of gzip not all matters
        assertThat(SavedParts.json(SavedParts.encode(SavedParts.decode(changed)))).isEqualTo(json);
      } catch (SavedResultException e) {
        assertThat(e).message().startsWith("saved: ").doesNotContain("\n");
      }
    }
  }

  @Test
  void changedContentIsReadOrRefused() {
    String json = SavedParts.json(SavedParts.encode(part()));
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < CHANGED_CONTENTS; i++) {
      try {
        PartialAnalysis part = SavedParts.decode(SavedParts.file(changed(json, random)));
        assertThat(SavedParts.encode(part)).isNotEmpty();
        read++;
      } catch (SavedResultException e) {
        assertThat(e)
            .message()
            .matches("saved: (octet \\d+ of its content: )?expected .*, found .*");
      }
    }
    assertThat(read).isBetween(CHANGED_CONTENTS / 50, CHANGED_CONTENTS * 49 / 50);
  }

  private static String changed(String json, Random random) {
    int at = random.nextInt(json.length());
    int to = Math.min(json.length(), at + 1 + random.nextInt(3));
    String other = String.valueOf("0123456789-\",[]{}:etnul.".charAt(random.nextInt(24)));
    return switch (random.nextInt(3)) {
      case 0 -> json.substring(0, at) + other + json.substring(to);
      case 1 -> json.substring(0, at) + other + json.substring(at);
      default -> json.substring(0, at) + json.substring(to);
    };
  }

  @Test
  void anotherVersionIsRefusedInOneLine() {
    String json = SavedParts.json(SavedParts.encode(part()));
    byte[] later = SavedParts.file(json.replace("rcodestat.part/1", "rcodestat.part/2"));

    assertThatExceptionOfType(SavedResultException.class)
        .isThrownBy(() -> SavedParts.decode(later))
        .withMessage(
            "saved: octet 10 of its content: expected the format rcodestat.part/1,"
                + " found 'rcodestat.part/2'");
  }

  @Test
  void whatIsNoSavedResultIsRefusedInOneLine() {
    assertThatExceptionOfType(SavedResultException.class)
        .isThrownBy(() -> SavedParts.decode(new byte[] {'h', 'e', 'l', 'l', 'o', 0, 0, 0, 0, 0}))
        .withMessage(
            "saved: expected a saved result, found one that cannot be read (Not in GZIP format)");
  }

  /// The kept file stays as it is as long as the version does.
  @Test
  void aFileOfThisVersionIsReadAndWrittenAsItWas() throws IOException, SavedResultException {
    if ("write".equals(System.getProperty("rcodestat.golden"))) {
      Files.createDirectories(KEPT.getParent());
      Files.write(KEPT, SavedParts.encode(part()));
    }
    byte[] kept = Files.readAllBytes(KEPT);

    assertThat(SavedParts.json(SavedParts.encode(part()))).isEqualTo(SavedParts.json(kept));
    assertThat(SavedParts.json(SavedParts.encode(SavedParts.decode(kept))))
        .isEqualTo(SavedParts.json(kept));
    assertThat(report(SavedParts.decode(kept))).isEqualTo(report(part()));
  }

  @Test
  void partsOfOtherOptionsDoNotMerge() {
    assertRefused(OPTIONS.withDnsPorts(Set.of(53, 5300)), "--port is 53 and 53,5300");
    assertRefused(OPTIONS.withBy(List.of()), "--by is leg,client,type and none");
    assertRefused(
        OPTIONS.withMatching(new MatchingRules(3_000_000_000L, 10_000_000)),
        "--timeout is PT5S and PT3S");
    assertRefused(
        OPTIONS.withSelection(WhereExpression.parse("rcode=SERVFAIL")),
        "--where is none and rcode=SERVFAIL");
    assertRefused(
        OPTIONS.withResolvers(ResolverExpression.parse(List.of("192.0.2.1"), HostNames.none())),
        "--resolver is none and {192.0.2.1=192.0.2.1}");
  }

  private static void assertRefused(AnalysisOptions others, String words) {
    PartialAnalysis part = PartialAnalysis.empty(OPTIONS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part.merge(SavedParts.through(PartialAnalysis.empty(others))))
        .withMessage(words);
  }

  @Test
  void anEmptyPartChangesNothing() {
    Report whole = report(part());
    PartialAnalysis before = PartialAnalysis.empty(OPTIONS);
    before.merge(part());
    PartialAnalysis after = part();
    after.merge(SavedParts.through(PartialAnalysis.empty(OPTIONS)));

    assertThat(report(before)).isEqualTo(whole);
    assertThat(report(after)).isEqualTo(whole);
  }

  @Test
  void partsThatOverlapAreAddedUp() {
    PartialAnalysis both = part();
    both.merge(part());
    Report sum = report(both);
    Report one = report(part());

    assertThat(sum.transactions().total()).isEqualTo(2 * one.transactions().total());
    assertThat(sum.responses().total()).isEqualTo(2 * one.responses().total());
    assertThat(sum.transactions().retransmissions())
        .isEqualTo(2 * one.transactions().retransmissions());
    assertThat(sum.exact()).isTrue();
  }

  /// One server is asked 60,000 times within the timeout, and answers.
  @Test
  void aBeginningThatIsTooLongIsCountedByItself() {
    Heard flood = Heard.of(flood());
    Report whole = flood.report(OPTIONS);
    PartialAnalysis one = SavedParts.through(flood.part(OPTIONS, 0, flood.size(), true));
    assertThat(report(one)).isEqualTo(whole);

    int cut = 9;
    PartialAnalysis parts = flood.part(OPTIONS, 0, cut, true);
    parts.merge(SavedParts.through(flood.part(OPTIONS, cut, flood.size(), false)));
    Report merged = report(parts);
    assertThat(merged.exact()).isFalse();
    assertThat(merged.overflow().unjoinedMessages()).isPositive();
    assertThat(merged.messages().total()).isEqualTo(whole.messages().total());
    assertThat(merged.transactions().unsolicited())
        .isBetween(whole.transactions().unsolicited(), whole.transactions().unsolicited() + cut);
  }

  private static List<Said> flood() {
    List<Said> flood = new ArrayList<>();
    Said.Question question = new Said.Question(Said.Kind.READABLE, "a.example", 1);
    for (int i = 0; i < FLOOD; i++) {
      Said.Family family = new Said.Family(2, 40_000, 53, Transport.UDP, i);
      long nanos = 1_767_225_600_000_000_000L + i * 70_000L;
      flood.add(new Said(nanos, false, family, question, 0));
      flood.add(new Said(nanos + 30_000, true, family, question, 2));
    }
    return flood;
  }

  private PartialAnalysis part() {
    return heard.part(OPTIONS, 0, heard.size(), true);
  }

  private static Report report(PartialAnalysis part) {
    return part.report(AddressNaming.plain());
  }
}
