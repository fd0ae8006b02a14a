package dev.rcodestat.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
  private static final List<Integer> WITHOUT_RESPONSE =
      List.of(Outcome.UNANSWERED, Outcome.ONE_DIRECTION, Outcome.CAPTURE_ENDED, Outcome.TABLE_FULL);

  @Test
  void everyRcodeHasAnOutcomeOfItsOwn() {
    for (int rcode = 1; rcode < Rcode.VALUES; rcode++) {
      Outcome outcome = new Outcome(Outcome.ofRcode(rcode));
      assertThat(outcome.rcode()).contains(new Rcode(rcode));
      assertThat(Outcome.rcodeOf(outcome.value())).isEqualTo(rcode);
      assertThat(outcome.label()).isEqualTo(new Rcode(rcode).mnemonic());
      assertThat(outcome.isAnswered()).isTrue();
      assertThat(outcome.isCensored()).isFalse();
    }
    assertThat(IntStream.range(1, Rcode.VALUES).map(Outcome::ofRcode).distinct())
        .hasSize(Rcode.VALUES - 1);
  }

  @ParameterizedTest
  @CsvSource({"0, answer", "1, nodata", "2, referral", "3, truncated"})
  void theKindsOfNoerrorAreNoerror(int value, String label) {
    Outcome outcome = new Outcome(value);
    assertThat(outcome.rcode()).contains(Rcode.NOERROR);
    assertThat(Outcome.rcodeOf(value)).isZero();
    assertThat(outcome.label()).isEqualTo(label);
    assertThat(outcome).hasToString(label);
    assertThat(outcome.isAnswered()).isTrue();
  }

  @Test
  void withoutAResponseThereIsNoRcode() {
    for (int value : WITHOUT_RESPONSE) {
      assertThat(new Outcome(value).rcode()).isEmpty();
      assertThat(new Outcome(value).isAnswered()).isFalse();
    }
    assertThat(WITHOUT_RESPONSE.stream().map(value -> new Outcome(value).label()))
        .containsExactly("unanswered", "one-direction", "capture-ended", "table-full");
  }

  @Test
  void allButUnansweredOfTheseAreCensored() {
    assertThat(WITHOUT_RESPONSE.stream().filter(value -> new Outcome(value).isCensored()))
        .containsExactly(Outcome.ONE_DIRECTION, Outcome.CAPTURE_ENDED, Outcome.TABLE_FULL);
  }

  @Test
  void rcodesComeFirstAndCensoredOnesLast() {
    List<Outcome> inOrder =
        IntStream.of(
                Outcome.ANSWER,
                Outcome.NODATA,
                Outcome.REFERRAL,
                Outcome.TRUNCATED,
                Outcome.ofRcode(1),
                Outcome.ofRcode(16),
                Outcome.ofRcode(4095),
                Outcome.UNANSWERED,
                Outcome.ONE_DIRECTION,
                Outcome.CAPTURE_ENDED,
                Outcome.TABLE_FULL)
            .mapToObj(Outcome::new)
            .toList();
    assertThat(inOrder).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void equalOnesHaveTheSameHash() {
    assertThat(new Outcome(8)).isEqualTo(new Outcome(8)).hasSameHashCodeAs(new Outcome(8));
    assertThat(new Outcome(8)).isNotEqualTo(new Outcome(12)).isNotEqualTo("SERVFAIL");
  }

  @Test
  void everyOneFitsItsBits() {
    assertThat(Outcome.TABLE_FULL).isLessThan(Outcome.VALUES);
    assertThat(Outcome.VALUES).isEqualTo(1 << Outcome.BITS);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, (1 << 14) + 4, 1 << 15, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void othersAreRefused(int value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Outcome(value))
        .withMessageContaining(String.valueOf(value));
  }

  @Test
  void everyRcodeButNoerrorAndNxdomainIsAFailure() {
    for (int rcode = 1; rcode < Rcode.VALUES; rcode++) {
      Outcome outcome = new Outcome(Outcome.ofRcode(rcode));
      assertThat(outcome.isFailure()).isEqualTo(rcode != Rcode.NXDOMAIN.value());
      assertThat(Outcome.isFailure(outcome.value())).isEqualTo(outcome.isFailure());
    }
  }

  @Test
  void withoutAnRcodeOnlySilenceIsAFailure() {
    assertThat(Outcome.withoutRcode())
        .filteredOn(Outcome::isFailure)
        .containsExactly(Outcome.UNANSWERED);
  }
}
