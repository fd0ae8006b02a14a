package dev.rcodestat.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.wire.BufferPool;
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
  private final BlockPool pool = new BlockPool(BLOCK_OCTETS, AHEAD_OCTETS, 0);

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
  void whatIsLeftOfAPlainlyReadBlockIsCarriedOver() throws IOException {
    for (int round = 0; round < 100; round++) {
      byte[] file = octets(1000);
      try (BlockInput input = new BlockInput(Frame.trickle(file, 1000), pool, -1)) {
        int consumed = random.nextInt(BLOCK_OCTETS);
        assertHolds(input, file, 0, BLOCK_OCTETS);
        assertThat(input.skip(consumed)).isTrue();
        input.readAhead();
        assertHolds(input, file, consumed, BLOCK_OCTETS + 300);
        assertThat(input.memory().capacity()).isEqualTo(ReadAhead.HEADROOM + AHEAD_OCTETS);
        assertThat(input.skip(500)).isTrue();
        assertHolds(input, file, consumed + 500, 500 - consumed);
        assertThat(input.holds(501 - consumed)).isFalse();
      }
    }
  }

  @Test
  void shortInputThatDoesNotTellItsLengthTakesNoThread() throws IOException {
    BlockPool late = new BlockPool(BLOCK_OCTETS, AHEAD_OCTETS, 200);
    byte[] file = octets(1000);
    try (BlockInput input = new BlockInput(Frame.trickle(file, 1000), late, -1)) {
      input.readAhead();
      for (int offset = 0; offset < 200; offset += 10) {
        assertHolds(input, file, offset, 10);
        assertThat(ReadAheadThreads.count()).isZero();
        assertThat(input.skip(10)).isTrue();
      }
      assertHolds(input, file, 200, 800);
      assertThat(input.memory().capacity()).isEqualTo(ReadAhead.HEADROOM + AHEAD_OCTETS);
    }
  }

  @Test
  void secondBufferIsMadeWhenTheFirstIsFull() throws IOException {
    assertThat(buffersToRead(octets(AHEAD_OCTETS - 1))).isEqualTo(1);
    assertThat(buffersToRead(octets(AHEAD_OCTETS + 1))).isEqualTo(2);
    assertThat(buffersToRead(octets(5 * AHEAD_OCTETS))).isEqualTo(2);
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
    try (BlockInput input =
        ahead(new Failing(Frame.trickle(file, 33), new IOException("on purpose")))) {
      assertHolds(input, file, 0, 500);
      assertThatThrownBy(() -> input.holds(501)).hasMessage("on purpose");
    }
  }

  @Test
  void faultOfTheChannelIsTheParsersToHave() throws IOException {
    byte[] file = octets(500);
    RuntimeException fault = new IllegalArgumentException("on purpose");
    try (BlockInput input = ahead(new Failing(Frame.trickle(file, 33), fault))) {
      assertHolds(input, file, 0, 500);
      assertThatThrownBy(() -> input.holds(501))
          .isInstanceOf(IllegalStateException.class)
          .hasCause(fault);
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
      assertThat(ReadAheadThreads.count()).isEqualTo(1);
      input.close();
      assertThat(pipe.source().isOpen()).isFalse();
      assertThat(ReadAheadThreads.count()).isZero();
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

  private static int buffersToRead(byte[] file) throws IOException {
    ReadAhead ahead =
        ReadAhead.start(
            Frame.trickle(file, 1000), new BufferPool(ReadAhead.HEADROOM + AHEAD_OCTETS));
    ByteBuffer memory = ByteBuffer.allocateDirect(1);
    while (memory != null) {
      int end = ReadAhead.HEADROOM;
      int more = ahead.more(end);
      while (more > end) {
        end = more;
        more = ahead.more(end);
      }
      memory = ahead.next(memory, 0, 0);
    }
    assertThat(ahead.end()).isTrue();
    return ahead.buffers().size();
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

  private record Failing(ReadableByteChannel channel, Exception failure)
      implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      int read = channel.read(target);
      if (read < 0) {
        switch (failure) {
          case IOException e -> throw e;
          case RuntimeException e -> throw e;
          default -> throw new AssertionError(failure);
        }
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
