package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.wire.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockInputTest {
  private static final byte[] FILE = new byte[1000];

  static {
    for (int i = 0; i < FILE.length; i++) {
      FILE[i] = (byte) i;
    }
  }

  @Test
  void recordThatStraddlesTwoBlocksIsCarriedOver() throws IOException {
    try (BlockInput input = new BlockInput(Frame.trickle(FILE, 1000), new BlockPool(64), -1)) {
      for (int offset = 0; offset + 48 <= FILE.length; offset += 48) {
        assertThat(input.holds(48)).isTrue();
        assertThat(input.offset()).isEqualTo(offset);
        assertThat(Octets.u8(input.memory(), input.start())).isEqualTo(offset & 0xFF);
        assertThat(Octets.u8(input.memory(), input.start() + 47)).isEqualTo(offset + 47 & 0xFF);
        assertThat(input.skip(48)).isTrue();
      }
      assertThat(input.holds(41)).isFalse();
      assertThat(input.available()).isEqualTo(FILE.length % 48);
    }
  }

  @Test
  void skipStepsOverMoreThanABlock() throws IOException {
    try (BlockInput input = new BlockInput(Frame.trickle(FILE, 7), new BlockPool(64), 1000)) {
      assertThat(input.skip(900)).isTrue();
      assertThat(input.offset()).isEqualTo(900);
      assertThat(input.holds(1)).isTrue();
      assertThat(Octets.u8(input.memory(), input.start())).isEqualTo(900 & 0xFF);
      assertThat(input.size()).isEqualTo(1000);
      assertThat(input.skip(101)).isFalse();
      assertThat(input.offset()).isEqualTo(1000);
    }
  }

  @Test
  void longestRecordIsCarriedOverManyBlocks() throws IOException {
    byte[] file = new byte[BlockInput.LONGEST_RECORD + 7];
    file[file.length - 1] = 42;
    try (BlockInput input = new BlockInput(Frame.trickle(file, 4096), new BlockPool(5000), -1)) {
      assertThat(input.skip(7)).isTrue();
      assertThat(input.holds(BlockInput.LONGEST_RECORD)).isTrue();
      assertThat(Octets.u8(input.memory(), input.start() + BlockInput.LONGEST_RECORD - 1))
          .isEqualTo(42);
    }
  }

  @Test
  void longerBufferGoesBackWhenItsRecordIsDone() throws IOException {
    BlockPool pool = new BlockPool(64);
    try (BlockInput input = new BlockInput(Frame.trickle(FILE, 1000), pool, -1)) {
      assertThat(input.skip(50)).isTrue();
      for (int offset = 50; offset < 850; offset += 200) {
        assertThat(input.holds(140)).isTrue();
        assertThat(input.memory().capacity()).isEqualTo(BlockInput.LONGEST_RECORD);
        assertThat(Octets.u8(input.memory(), input.start())).isEqualTo(offset & 0xFF);
        assertThat(input.skip(140)).isTrue();
        assertThat(input.holds(60)).isTrue();
        assertThat(Octets.u8(input.memory(), input.start() + 59)).isEqualTo(offset + 199 & 0xFF);
        assertThat(input.skip(60)).isTrue();
      }
      assertThat(input.skip(100)).isTrue();
      assertThat(input.holds(50)).isTrue();
      assertThat(input.memory().capacity()).isEqualTo(64);
      assertThat(Octets.u8(input.memory(), input.start() + 49)).isEqualTo(999 & 0xFF);
    }
  }

  @Test
  void longerBuffersAreOnlySoMany() throws IOException {
    BlockPool pool = new BlockPool(64);
    List<BlockInput> inputs = new ArrayList<>();
    for (int i = 0; i < BlockPool.MOST_LONGER; i++) {
      inputs.add(new BlockInput(Frame.trickle(FILE, 100), pool, -1));
      assertThat(inputs.getLast().holds(65)).isTrue();
    }
    try (BlockInput oneMore = new BlockInput(Frame.trickle(FILE, 100), pool, -1)) {
      assertThat(oneMore.skip(7)).isTrue();
      assertThatThrownBy(() -> oneMore.holds(65))
          .isInstanceOf(IOException.class)
          .hasMessage("a record of more than 64 octets at the same time as in 96 other files");
      inputs.removeLast().close();
      assertThat(oneMore.holds(65)).isTrue();
      assertThat(Octets.u8(oneMore.memory(), oneMore.start() + 64)).isEqualTo(7 + 64);
    }
    for (BlockInput input : inputs) {
      input.close();
    }
  }

  @Test
  void moreThanTheLongestRecordAtOnceIsAProgrammersError() throws IOException {
    try (BlockInput input = new BlockInput(Frame.trickle(FILE, 7), new BlockPool(64), -1)) {
      assertThatThrownBy(() -> input.holds(BlockInput.LONGEST_RECORD + 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void inputMayBeClosedBeforeItsEnd() throws IOException {
    BlockInput input = new BlockInput(Frame.trickle(FILE, 7), new BlockPool(64), -1);
    assertThat(input.skip(100)).isTrue();
    input.close();
  }

  @Test
  void aBufferGoesFromOneInputToTheNext() throws IOException {
    BlockPool pool = new BlockPool(64);
    ByteBuffer buffer = pool.take();
    pool.giveBack(buffer);
    for (int i = 0; i < 3; i++) {
      try (BlockInput input = new BlockInput(Frame.trickle(FILE, 100), pool, -1)) {
        assertThat(input.skip(FILE.length)).isTrue();
        assertThat(input.holds(1)).isFalse();
      }
    }
    assertThat(pool.take()).isSameAs(buffer);
  }
}
