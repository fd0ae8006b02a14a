package dev.rcodestat.capture;

import dev.rcodestat.compression.Compression;
import dev.rcodestat.packet.LinkType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Goes through one input frame by frame, and remembers what became of it. Never throws for what
/// the input holds or lacks: that ends the input, and is its problem. Single-threaded.
final class InputCursor implements Closeable {
  private final CaptureInput input;
  private final BlockPool pool;
  private final long mostOctets;
  private final FrameView frame = new FrameView();
  private @Nullable BlockInput block;
  private @Nullable FrameReader reader;
  private @Nullable CountingChannel counted;
  private String format = "unknown";
  private long frames;
  private int checkedLinkType = LinkType.ETHERNET;
  private final List<CaptureProblem> problems = new ArrayList<>();

  /// That it ends too early.
  private @Nullable CaptureProblem cut;

  private boolean decompressed;
  private volatile boolean foundNone;
  private volatile boolean stranger;
  private volatile @Nullable OptionalLong size;
  private boolean finished;

  InputCursor(CaptureInput input, BlockPool pool) {
    this(input, pool, Long.MAX_VALUE);
  }

  /// @param mostOctets what comes behind so many is not read
  InputCursor(CaptureInput input, BlockPool pool, long mostOctets) {
    this.input = input;
    this.pool = pool;
    this.mostOctets = mostOctets;
  }

  /// The frame that the cursor stands at, after [#advance] returned true.
  FrameView frame() {
    return frame;
  }

  /// Whether it was found in this folder.
  boolean isFrom(String folder) {
    return input.folder().filter(folder::equals).isPresent();
  }

  /// Whether it was found in a folder, and turned out to be something else than a capture, or than a
  /// file that captures are kept in.
  boolean isStranger() {
    return stranger;
  }

  /// The octets of the input as it was kept when this was first called; empty where it does not tell,
  /// and 0 where it turned out to be no capture. For any thread.
  OptionalLong size() {
    if (foundNone) {
      return OptionalLong.of(0);
    }
    OptionalLong known = size;
    if (known == null) {
      known = input.size();
      size = known;
    }
    return known;
  }

  /// Whether [#rewind] may be called.
  boolean isRereadable() {
    return input.isRereadable();
  }

  /// Moves to the next frame; opens the input where it is not open yet, closes it after the last
  /// one.
  boolean advance() {
    if (finished) {
      return false;
    }
    try {
      FrameReader reader = this.reader == null ? open() : this.reader;
      if (reader.next(frame)) {
        frames++;
        if (frame.linkType != checkedLinkType) {
          checkLinkType(reader);
        }
        return true;
      }
      checkSize();
    } catch (NoCaptureException e) {
      foundNone = true;
      stranger = input.folder().isPresent() && !e.mayHoldOne();
      note(e.problem(), isAtEnd());
    } catch (CaptureFormatException e) {
      note(e.problem(), isAtEnd());
    } catch (IOException e) {
      note(new CaptureProblem(offset(), "a capture that can be read", reason(e)), hasEnded());
    }
    close();
    if (foundNone) {
      takeBackCount();
    }
    return false;
  }

  /// Goes back to before the first frame, with no file open; only for an input that can be opened
  /// again.
  void rewind() {
    if (!finished) {
      closeBlock();
      frames = 0;
      takeBackCount();
    }
  }

  /// Ends the input before it was read, for a reason that lies outside of it.
  void giveUp(String expected, String found) {
    problems.add(new CaptureProblem(0, expected, found));
    close();
  }

  InputSummary summary() {
    return new InputSummary(input.name(), format, frames, problem());
  }

  @Override
  public void close() {
    finished = true;
    closeBlock();
  }

  private FrameReader open() throws IOException {
    ReadableByteChannel channel = input.open();
    long size = Math.min(sizeOf(channel), mostOctets);
    LimitedChannel limited = new LimitedChannel(channel, mostOctets);
    CountingChannel counting = new CountingChannel(limited, pool.octetsRead());
    counted = counting;
    BlockInput opened = new BlockInput(counting, pool, size);
    block = opened;
    Optional<Compression> found = compression(opened);
    if (found.isPresent()) {
      opened = decompressed(opened, found.get());
      block = opened;
      decompressed = true;
    }
    FrameReader created = CaptureFormat.readerFor(opened);
    if (size < 0 || decompressed) {
      opened.readAhead();
    }
    format = created.format() + found.map(by -> " in " + by.label()).orElse("");
    reader = created;
    return created;
  }

  /// The octets of a file, or -1; closes the channel where it fails.
  private long sizeOf(ReadableByteChannel channel) throws IOException {
    try {
      return input.isRereadable() && channel instanceof SeekableByteChannel file ? file.size() : -1;
    } catch (IOException e) {
      try (channel) {
        throw e;
      }
    }
  }

  private static Optional<Compression> compression(BlockInput input) throws IOException {
    return input.holds(CaptureFormat.MAGIC_OCTETS)
        ? Compression.of(input.memory(), input.start(), input.available())
        : Optional.empty();
  }

  private BlockInput decompressed(BlockInput input, Compression compression) throws IOException {
    input.holds(Compression.HEADER_OCTETS);
    ByteBuffer first = input.memory().slice(input.start(), input.available());
    ReadableByteChannel channel = pool.decompressors().open(compression, first, input.channel());
    input.detach();
    return new BlockInput(channel, pool, -1);
  }

  private void checkLinkType(FrameReader reader) {
    checkedLinkType = frame.linkType;
    if (problems.isEmpty() && !new LinkType(frame.linkType).isDecoded()) {
      problems.add(
          new CaptureProblem(
              reader.linkTypeOffset(),
              "a link type that is decoded",
              "link type " + new LinkType(frame.linkType)));
    }
  }

  /// A file may end early at the end of a record, and only its size tells.
  private void checkSize() {
    BlockInput block = this.block;
    if (block != null && block.offset() < block.size()) {
      problems.add(
          new CaptureProblem(
              block.offset(),
              "the " + block.size() + " octets that the file had when it was opened",
              "its end"));
    }
  }

  private void note(CaptureProblem problem, boolean atEnd) {
    if (atEnd) {
      cut = problem;
    } else {
      problems.add(problem);
    }
  }

  /// Whether there is no octet behind those at hand.
  private boolean isAtEnd() {
    BlockInput block = this.block;
    try {
      return hasEnded()
          && block != null
          && block.available() < BlockInput.LONGEST_RECORD
          && !block.holds(block.available() + 1L);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean hasEnded() {
    return counted != null && counted.hasEnded();
  }

  private long offset() {
    return block == null ? 0 : block.offset();
  }

  /// An input may be told to end at any time, also when its end was read already: by its writer, which was
  /// told too.
  private Optional<String> problem() {
    Stream<CaptureProblem> atEnd =
        input.isCutShort() ? Stream.empty() : Optional.ofNullable(cut).stream();
    return Stream.concat(problems.stream(), atEnd)
        .map(problem -> problem.message(decompressed))
        .reduce((one, next) -> one + "; " + next);
  }

  private static String reason(IOException e) {
    String message = e instanceof FileSystemException ofFile ? ofFile.getReason() : e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private void takeBackCount() {
    if (counted != null) {
      counted.takeBack();
    }
  }

  private void closeBlock() {
    BlockInput open = block;
    block = null;
    reader = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        problems.add(new CaptureProblem(open.offset(), "a file that can be closed", reason(e)));
      }
    }
  }
}
