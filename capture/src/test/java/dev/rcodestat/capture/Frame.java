package dev.rcodestat.capture;

import dev.rcodestat.testing.NativeMemory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a reader said about one frame, to keep and to compare.
record Frame(long timestampNanos, int captured, int length, int linkType, String octets) {
  static final int BLOCK_OCTETS = 1 << 19;

  static Frame of(FrameView view) {
    byte[] octets = NativeMemory.copy(view.memory, view.offset, view.captured);
    return new Frame(
        view.timestampNanos,
        view.captured,
        view.length,
        view.linkType,
        HexFormat.of().formatHex(octets));
  }

  static List<Frame> all(FrameSource source) {
    List<Frame> frames = new ArrayList<>();
    source.forEachFrame(view -> frames.add(of(view)));
    return frames;
  }

  static List<Frame> all(InputCursor cursor) {
    List<Frame> frames = new ArrayList<>();
    while (cursor.advance()) {
      frames.add(of(cursor.frame()));
    }
    return frames;
  }

  static InputCursor cursor(byte[] file) {
    return cursor(file, BLOCK_OCTETS);
  }

  static InputCursor cursor(byte[] file, int blockOctets) {
    return new InputCursor(stream(file), new BlockPool(blockOctets));
  }

  static CaptureInput stream(byte[] file) {
    return CaptureInput.stream("-", Channels.newChannel(new ByteArrayInputStream(file)));
  }

  /// A channel that gives so many octets at a time.
  static ReadableByteChannel trickle(byte[] file, int octets) {
    ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(file));
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer target) throws IOException {
        ByteBuffer few = ByteBuffer.allocate(Math.min(octets, target.remaining()));
        int read = channel.read(few);
        target.put(few.flip());
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
    };
  }
}
