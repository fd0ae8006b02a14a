package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.wire.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a parser may rely on while another thread reads for it.
@Timeout(60)
class ReadAheadTest {
  private static final int BLOCK_OCTETS = 16;
  private static final int AHEAD_OCTETS = 100;

  private final Random random = new Random(3);
  private final BlockPool pool = new BlockPool(BLOCK_OCTETS, AHEAD_OCTETS);

  @Test
  void octetsAreThoseOfTheChannelHoweverTheyAreReadAndTaken() throws IOException {
    for (int round = 0; round < 200; round++) {
      byte[] file = octets(random.nextInt(3000));
      try (BlockInput input = ahead(Frame.trickle(file, 1 + random.nextInt(300)))) {
        int most = 1 + random.nextInt(250);
        int offset = 0;
        while (offset < file.length) {
          int octets = Math.min(1 + random.nextInt(most), file.length - offset);
          assertHolds(input, file, offset, octets);
          assertThat(input.skip(octets)).isTrue();
          offset += octets;
        }
        assertThat(input.holds(1)).isFalse();
        assertThat(input.offset()).isEqualTo(file.length);
      }
    }
  }

  @Test
  void longestRecordIsGatheredFromManyBlocks() throws IOException {
    byte[] file = octets(BlockInput.LONGEST_RECORD + 1000);
    try (BlockInput input = ahead(Frame.trickle(file, 77))) {
      assertThat(input.skip(500)).isTrue();
      assertHolds(input, file, 500, BlockInput.LONGEST_RECORD);
      assertThat(input.skip(BlockInput.LONGEST_RECORD)).isTrue();
      assertHolds(input, file, BlockInput.LONGEST_RECORD + 500, 500);
    }
  }

  @Test
  void inputMayBeSkippedToBehindItsEnd() throws IOException {
    try (BlockInput input = ahead(Frame.trickle(octets(1000), 7))) {
      assertThat(input.skip(1001)).isFalse();
      assertThat(input.offset()).isEqualTo(1000);
    }
  }

  @Test
  void whatWasReadBeforeAFailureIsToBeHad() throws IOException {
    byte[] file = octets(500);
    try (BlockInput input = ahead(new Failing(Frame.trickle(file, 33)))) {
      assertHolds(input, file, 0, 500);
      assertThatThrownBy(() -> input.holds(501)).hasMessage("on purpose");
    }
  }

  @Test
  void octetsOfASlowChannelAreToBeHadBeforeItGoesOn() throws IOException {
    Pipe pipe = Pipe.open();
    byte[] file = octets(BLOCK_OCTETS + 300);
    try (BlockInput input = ahead(pipe.source());
        Pipe.SinkChannel sink = pipe.sink()) {
      for (int offset = 0; offset < file.length; offset++) {
        sink.write(ByteBuffer.wrap(file, offset, 1));
        assertHolds(input, file, offset, 1);
        assertThat(input.skip(1)).isTrue();
      }
    }
  }

  @Test
  void inputMayBeClosedWhileItsChannelIsWaitedFor() throws IOException {
    Pipe pipe = Pipe.open();
    try (Pipe.SinkChannel sink = pipe.sink()) {
      BlockInput input = ahead(pipe.source());
      sink.write(ByteBuffer.wrap(octets(BLOCK_OCTETS + 1)));
      assertThat(input.holds(BLOCK_OCTETS + 1)).isTrue();
      input.close();
      assertThat(pipe.source().isOpen()).isFalse();
    }
  }

  @Test
  void buffersGoFromOneInputToTheNext() throws IOException {
    byte[] file = octets(2 * BLOCK_OCTETS + AHEAD_OCTETS);
    Set<ByteBuffer> memories = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 10; i++) {
      memories.add(lastMemory(file));
    }
    assertThat(memories).hasSizeLessThanOrEqualTo(2);
    assertThat(memories.iterator().next().capacity()).isEqualTo(ReadAhead.HEADROOM + AHEAD_OCTETS);
  }

  @Test
  void inputsBeyondTheMostThatAreReadAheadAreReadAllTheSame() throws IOException {
    byte[] file = octets(1000);
    try (BlockInput one = ahead(Frame.trickle(file, 100));
        BlockInput two = ahead(Frame.trickle(file, 100));
        BlockInput three = ahead(Frame.trickle(file, 100))) {
      for (BlockInput input : new BlockInput[] {one, two, three}) {
        assertHolds(input, file, 0, 900);
      }
      assertThat(three.memory().capacity()).isEqualTo(BlockInput.LONGEST_RECORD);
    }
  }

  private ByteBuffer lastMemory(byte[] file) throws IOException {
    try (BlockInput input = ahead(Frame.trickle(file, file.length))) {
      assertThat(input.skip(file.length)).isTrue();
      assertThat(input.holds(1)).isFalse();
      return input.memory();
    }
  }

  private BlockInput ahead(ReadableByteChannel channel) {
    BlockInput input = new BlockInput(channel, pool, -1);
    input.readAhead();
    return input;
  }

  private byte[] octets(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  private static void assertHolds(BlockInput input, byte[] file, int offset, int octets)
      throws IOException {
    assertThat(input.holds(octets)).isTrue();
    assertThat(input.offset()).isEqualTo(offset);
    for (int i = 0; i < octets; i++) {
      assertThat((byte) Octets.u8(input.memory(), input.start() + i)).isEqualTo(file[offset + i]);
    }
  }

  private record Failing(ReadableByteChannel channel) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      int read = channel.read(target);
      if (read < 0) {
        throw new IOException("on purpose");
      }
      return read;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
