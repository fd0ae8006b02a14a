package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.dns.DnsMessageView;
import dev.rcodestat.dns.MessageDefect;
import dev.rcodestat.dns.QueryType;
import dev.rcodestat.samples.Samples;
import dev.rcodestat.testing.NativeMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every message of every sample, cut and broken: a defect, never an exception.
class SampleMessagesTest {
  private static final int MUTATIONS_OF_A_MESSAGE = 20;
  private static final long SEED = 1035;

  private final DnsMessageView view = new DnsMessageView();

  static List<String> names() {
    return Samples.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyShorterCaptureOfAMessageHasADefect(String name) {
    forEachPrefix(
        name,
        (message, captured) -> {
          ByteBuffer memory = NativeMemory.of(Arrays.copyOf(message.octets(), captured));
          MessageDefect defect = view.wrap(memory, 0, captured, message.length());
          Recorded.readAll(view);
          assertThat(defect).isNotIn(MessageDefect.NONE, MessageDefect.PAST_END);
          if (defect != defect(message)) {
            assertThat(defect).isEqualTo(MessageDefect.CUT);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("names")
  void shorterMessageHasADefectOrNeedsNoMore(String name) {
    forEachPrefix(
        name,
        (message, length) -> {
          ByteBuffer memory = NativeMemory.of(Arrays.copyOf(message.octets(), length));
          MessageDefect defect = view.wrap(memory, 0, length, length);
          Recorded.readAll(view);
          assertThat(defect).isNotEqualTo(MessageDefect.CUT);
          if (view.qtype() == QueryType.UNREADABLE) {
            assertThat(defect).isNotEqualTo(MessageDefect.NONE);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("names")
  void mutatedMessageGivesNoException(String name) {
    Random random = new Random(SEED);
    int number = 0;
    for (Recorded.Message message : Recorded.messages(name)) {
      number++;
      for (int i = 0; i < MUTATIONS_OF_A_MESSAGE; i++) {
        byte[] octets = message.octets().clone();
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
          octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        try {
          view.wrap(NativeMemory.of(octets), 0, octets.length, message.length());
          Recorded.readAll(view);
        } catch (RuntimeException e) {
          throw new AssertionError(
              "message %d, mutation %d, seed %d".formatted(number, i, SEED), e);
        }
      }
    }
  }

  private MessageDefect defect(Recorded.Message message) {
    byte[] octets = message.octets();
    return view.wrap(NativeMemory.of(octets), 0, octets.length, message.length());
  }

  /// For each distinct message, each number of octets that has a whole header and is not all.
  private static void forEachPrefix(String name, PrefixCheck check) {
    List<Recorded.Message> messages = Recorded.messages(name);
    int step = Math.max(1, messages.size() / 200);
    for (int i = 0; i < messages.size(); i += step) {
      Recorded.Message message = messages.get(i);
      for (int octets = DnsMessageView.HEADER_OCTETS; octets < message.octets().length; octets++) {
        try {
          check.accept(message, octets);
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError("message %d, first %d octets".formatted(i + 1, octets), e);
        }
      }
    }
  }

  @FunctionalInterface
  private interface PrefixCheck {
    void accept(Recorded.Message message, int octets);
  }
}
