package dev.rcodestat.cli;

import dev.rcodestat.capture.CaptureInput;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Inputs by the names on a command line. Those that need not end by themselves can be ended: standard
/// input, and whatever is no regular file, as what a shell makes of `<(tcpdump -w -)`.
final class EndableInputs {
  static final String STANDARD_INPUT = "-";

  private final Supplier<ReadableByteChannel> standardInput;
  private final List<EndableChannel> channels = new ArrayList<>();

  /// @param standardInput opens it; called once for each `-`
  EndableInputs(Supplier<ReadableByteChannel> standardInput) {
    this.standardInput = standardInput;
  }

  /// An input of this name.
  CaptureInput of(String name) {
    if (name.equals(STANDARD_INPUT)) {
      return endable(name, standardInput.get());
    }
    CaptureInput file = CaptureInput.file(name);
    return isStream(name) ? endable(name, new LateChannel(file::open)) : file;
  }

  /// Whether there is nothing to end.
  boolean isEmpty() {
    return channels.isEmpty();
  }

  /// Ends them, on any thread, after the last call of [#of].
  ///
  /// @param patience how long all of them together may take to end by themselves
  void end(Duration patience) {
    long start = System.nanoTime();
    for (EndableChannel channel : channels) {
      channel.tell(patience);
    }
    for (EndableChannel channel : channels) {
      channel.end(patience.minusNanos(System.nanoTime() - start));
    }
  }

  private CaptureInput endable(String name, ReadableByteChannel channel) {
    EndableChannel endable = new EndableChannel(channel);
    channels.add(endable);
    return CaptureInput.stream(name, endable, endable::isCutShort);
  }

  private static boolean isStream(String name) {
    try {
      Path path = Path.of(name);
      return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
