package dev.rcodestat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveCommandTest {
  @Test
  void anInterfaceIsNeeded() {
    assertThat(Outcome.of("live").status()).isEqualTo(ExitStatus.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anInterfaceHasAName(String name) {
    Outcome outcome = Outcome.of("live", "-i", name);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err())
        .isEqualTo("rcodestat: the name of the interface is empty\ntry 'rcodestat live --help'\n");
  }

  @Test
  void resolversThatAreAskedForHaveToBeNamed() {
    Outcome outcome = Outcome.of("live", "-i", "no-such-if0", "--where", "leg=client");

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err())
        .startsWith(
            "rcodestat: --where: who resolves is known only at the end: name the resolvers");
    assertThat(
            Outcome.of("live", "-i", "no-such-if0", "--where=leg=client", "--resolver=192.0.2.1")
                .status())
        .isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void whatIsInTheWayIsOneLine() {
    Outcome outcome = Outcome.of("live", "-i", "no-such-if0");

    assertThat(outcome.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).hasSize(1).allMatch(line -> line.startsWith("rcodestat: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "0s", "-5s", "PT0S", "soon", "", "5 m"})
  void aDurationHasAUnitAndIsMoreThanNothing(String duration) {
    Outcome outcome = Outcome.of("live", "-i", "lo", "--duration=" + duration);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("'" + duration + "' is no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"200ms", "PT0.2S", "pt0.2s"})
  void theReportIsPrintedAfterTheDuration(String duration) {
    Outcome outcome = Outcome.of("live", "-i", "lo", "--duration", duration);
    assumeTrue(mayCapture(outcome), outcome.err());

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.err())
        .isEqualTo("rcodestat: watching lo; Ctrl-C ends and prints the report\n");
    assertThat(outcome.out()).contains("input      lo (live, ");
  }

  @Test
  void anInterruptEndsTheCaptureAndPrintsTheReport() {
    AtomicInteger closed = new AtomicInteger();
    Interrupts atOnce =
        action -> {
          Thread.ofVirtual().start(action);
          return closed::incrementAndGet;
        };

    Outcome outcome =
        Outcome.with(Outcome.surroundings(new byte[0], false, atOnce), "live", "-i", "lo");
    assumeTrue(mayCapture(outcome), outcome.err());

    assertThat(outcome.status()).isEqualTo(ExitStatus.FINE);
    assertThat(outcome.out()).contains("input      lo (live, ");
    assertThat(closed).hasValue(1);
  }

  private static boolean mayCapture(Outcome outcome) {
    return outcome.err().contains("watching lo");
  }
}
