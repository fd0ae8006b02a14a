package dev.rcodestat.reassembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;

class PastConnectionsTest {
  private final TcpReassembler owner = new TcpReassembler((from, to, frames) -> {}, new Nobody());
  private final TcpStream forward = new TcpStream(owner);
  private final TcpStream backward = new TcpStream(owner);
  private final PastConnections past = new PastConnections(TcpReassembler.MOST_PAST);

  @Test
  void theLastOnesAreRememberedAndNoOthers() {
    for (int i = 0; i < 6000; i++) {
      past.remember(key(i), forward, backward);
    }
    for (int i = 0; i < 6000; i++) {
      assertThat(recall(i)).as("%d", i).isEqualTo(i >= 6000 - TcpReassembler.MOST_PAST);
    }
    assertThat(recall(5999)).as("once").isFalse();
  }

  @Test
  void whatIsRecalledAndRememberedAgainCostsTheOldestOnly() {
    Random random = new Random(8);
    SequencedSet<Integer> expected = new LinkedHashSet<>();
    for (int i = 0; i < 50_000; i++) {
      int number = random.nextInt(3000);
      assertThat(recall(number)).as("step %d", i).isEqualTo(expected.remove(number));
      past.remember(key(number), forward, backward);
      expected.addLast(number);
    }
  }

  @Test
  void aStreamComesBackAsItWas() {
    Segment segment = new Segment();
    segment.sequence = 1000;
    forward.begin(segment);
    forward.end(1000);
    past.remember(key(1), forward, backward);
    TcpStream restored = new TcpStream(owner);
    TcpStream unknown = new TcpStream(owner);
    assertThat(past.recall(key(1), restored, unknown)).isTrue();
    assertThat(restored.isOver()).isTrue();
    assertThat(unknown.isKnown()).isFalse();
  }

  private boolean recall(int number) {
    return past.recall(key(number), new TcpStream(owner), new TcpStream(owner));
  }

  private static FlowKey key(int number) {
    FlowKey key = new FlowKey();
    key.set(4, 0, number >> 4, 0, 0xC000_0235L, number & 0xF);
    return key;
  }
}
