package dev.rcodestat.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Type;

/// Our names against those of dnsjava, which come from the same registries.
class VocabularyTest {
  /// In the registry, and not in dnsjava yet.
  private static final Map<Integer, String> NEWER_TYPES =
      Map.of(
          66, "DSYNC", 67, "HHIT", 68, "BRID", 128, "NXNAME", 261, "RESINFO", 262, "WALLET", 263,
          "CLA", 264, "IPN");

  @Test
  void rcodesAreNamedAsInDnsjava() {
    Map<Integer, String> differences = new TreeMap<>();
    for (int value = 0; value < Rcode.VALUES; value++) {
      String ours = new Rcode(value).mnemonic();
      String theirs = org.xbill.DNS.Rcode.string(value).replace("RESERVED", "RCODE");
      if (!ours.equals(theirs)) {
        differences.put(value, ours + ", dnsjava " + theirs);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void sixteenIsBadversInAMessageAndBadsigOnlyInTsig() {
    assertThat(Rcode.BADVERS.mnemonic()).isEqualTo("BADVERS");
    assertThat(org.xbill.DNS.Rcode.TSIGstring(16)).isEqualTo("BADSIG");
  }

  @Test
  void unassignedCodesArePrintedAsNumbers() {
    assertThat(new Rcode(12)).hasToString("RCODE12");
    assertThat(new Rcode(4095)).hasToString("RCODE4095");
    assertThat(new Opcode(3)).hasToString("OPCODE3");
    assertThat(new Opcode(7)).hasToString("OPCODE7");
    assertThat(new RecordType(0)).hasToString("TYPE0");
    assertThat(new RecordType(65_280)).hasToString("TYPE65280");
    assertThat(new ExtendedDnsError(49_152)).hasToString("EDE49152");
  }

  @Test
  void opcodesAreNamedAsInDnsjava() {
    Map<Integer, String> differences = new TreeMap<>();
    for (int value = 0; value < Opcode.VALUES; value++) {
      String ours = new Opcode(value).mnemonic();
      String theirs = org.xbill.DNS.Opcode.string(value).replace("RESERVED", "OPCODE");
      if (!ours.equals(theirs)) {
        differences.put(value, ours + ", dnsjava " + theirs);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void typesAreNamedAsInDnsjava() {
    Map<Integer, String> differences = new TreeMap<>();
    for (int value = 0; value <= 0xFFFF; value++) {
      String ours = new RecordType(value).mnemonic();
      String theirs = NEWER_TYPES.getOrDefault(value, Type.string(value));
      if (!ours.equals(theirs)) {
        differences.put(value, ours + ", dnsjava " + theirs);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void listOfNewerTypesHasNoneThatDnsjavaKnows() {
    assertThat(NEWER_TYPES.keySet()).allMatch(value -> Type.string(value).equals("TYPE" + value));
  }

  @Test
  void extendedErrorsAreThoseOfDnsjava() {
    assertThat(new ExtendedDnsError(0).purpose()).isEqualTo("Other Error");
    assertThat(ExtendedErrorCodeOption.text(0)).as("a shorter name").isEqualTo("OTHER");
    Map<Integer, String> differences = new TreeMap<>();
    for (int value = 1; value <= 0xFFFF; value++) {
      String ours = words(new ExtendedDnsError(value).purpose());
      String theirs = words(ExtendedErrorCodeOption.text(value));
      if (!ours.equals(theirs)) {
        differences.put(value, ours + ", dnsjava " + theirs);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void messageWithoutReadableQuestionHasATypeThatIsNoRecordType() {
    assertThat(new QueryType(QueryType.NONE)).hasToString("none");
    assertThat(new QueryType(QueryType.UNREADABLE)).hasToString("unreadable");
    assertThat(new QueryType(QueryType.OTHER)).hasToString("other");
    assertThat(new QueryType(255)).hasToString("ANY");
    assertThat(new QueryType(65_535)).hasToString("TYPE65535");
  }

  @Test
  void valuesOutsideTheRegistryAreRefused() {
    assertThatThrownBy(() -> new Rcode(4096)).hasMessageContaining("4096");
    assertThatThrownBy(() -> new Rcode(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Opcode(16)).hasMessageContaining("16");
    assertThatThrownBy(() -> new RecordType(65_536)).hasMessageContaining("65536");
    assertThatThrownBy(() -> new QueryType(QueryType.OTHER + 1)).hasMessageContaining("65539");
    assertThatThrownBy(() -> new ExtendedDnsError(65_536)).hasMessageContaining("65536");
  }

  @Test
  void codesAreOrderedByValue() {
    assertThat(Rcode.SERVFAIL).isGreaterThan(Rcode.FORMERR).isLessThan(Rcode.BADVERS);
    assertThat(new Opcode(5)).isGreaterThan(Opcode.QUERY);
    assertThat(new QueryType(28)).isGreaterThan(new QueryType(1));
    assertThat(new ExtendedDnsError(22)).isGreaterThan(new ExtendedDnsError(9));
  }

  private static String words(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
