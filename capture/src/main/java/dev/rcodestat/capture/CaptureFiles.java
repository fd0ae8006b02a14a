package dev.rcodestat.capture;

import dev.rcodestat.compression.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Capture files, and anything read like one, as one stream in time order.
///
/// Files that follow each other (rotated ones) are read one after the other, whatever order they
/// were named in; files that overlap in time (two taps) are merged frame by frame, the earlier
/// timestamp first, and at equal timestamps the one named first. Within a file the order of its
/// frames is kept. A file is open only from its first frame to its last. Single-threaded.
public final class CaptureFiles implements FrameSource {
  private static final int BLOCK_OCTETS = 1 << 17;

  // So that many files that overlap do not take much memory.
  private static final int MANY = 64;
  private static final int BLOCK_OCTETS_OF_MANY = 1 << 15;

  /// Fewer octets are gone through by one thread.
  private static final long WORTH_A_THREAD = 1 << 22;

  /// The most inputs open at once; a process may have some 1,024 files open.
  private static final int MOST_OPEN = 900;

  private final BlockPool pool;
  private final List<InputCursor> cursors = new ArrayList<>();

  /// @param inputs in the order in which they were named
  public CaptureFiles(List<CaptureInput> inputs) {
    this(inputs, inputs.stream().mapToLong(_ -> Long.MAX_VALUE).toArray());
  }

  /// @param mostOctets of each input, what comes behind so many is not read
  private CaptureFiles(List<CaptureInput> inputs, long[] mostOctets) {
    pool = new BlockPool(inputs.size() > MANY ? BLOCK_OCTETS_OF_MANY : BLOCK_OCTETS);
    for (int i = 0; i < mostOctets.length; i++) {
      cursors.add(new InputCursor(inputs.get(i), pool, mostOctets[i]));
    }
  }

  /// The same captures several times, to be gone through by as many threads, to the same frame each, also
  /// where a file becomes longer meanwhile. Only one where an input can be read only once, takes longer to
  /// decompress than to go through, or is short.
  ///
  /// @param most how many, at the most
  public static List<CaptureFiles> several(List<CaptureInput> inputs, int most) {
    long[] sizes = inputs.stream().mapToLong(input -> input.size().orElse(0)).toArray();
    if (most == 1
        || Arrays.stream(sizes).sum() < WORTH_A_THREAD
        || !inputs.stream().allMatch(CaptureFiles::isPlain)) {
      return List.of(new CaptureFiles(inputs));
    }
    return Stream.generate(() -> new CaptureFiles(inputs, sizes)).limit(most).toList();
  }

  private static boolean isPlain(CaptureInput input) {
    if (!input.isRereadable()) {
      return false;
    }
    ByteBuffer first = ByteBuffer.allocateDirect(Compression.HEADER_OCTETS);
    try (ReadableByteChannel channel = input.open()) {
      while (first.hasRemaining() && channel.read(first) >= 0) {}
    } catch (IOException _) {
      // whoever reads it will say so
    }
    return first.position() < CaptureFormat.MAGIC_OCTETS
        || Compression.of(first, 0, first.position()).isEmpty();
  }

  /// Whatever the handler throws, no file is open afterwards.
  @Override
  public void forEachFrame(FrameHandler handler) {
    try {
      if (cursors.size() == 1) {
        drain(cursors.getFirst(), handler);
      } else {
        merge(handler);
      }
    } finally {
      cursors.forEach(InputCursor::close);
    }
  }

  /// Those that were named, and those that were found in folders and are captures, or may hold one in a
  /// compression that is not read.
  @Override
  public List<InputSummary> inputs() {
    return cursors.stream()
        .filter(cursor -> !cursor.isStranger())
        .map(InputCursor::summary)
        .toList();
  }

  /// The octets of captures read so far, of files as they are kept. For any thread.
  public long octetsRead() {
    return pool.octetsRead().get();
  }

  /// The octets that there are to read, without those of inputs that turned out to be no captures;
  /// empty where an input does not tell. For any thread.
  public OptionalLong octetsInAll() {
    long sum = 0;
    for (InputCursor cursor : cursors) {
      OptionalLong size = cursor.size();
      if (size.isEmpty()) {
        return size;
      }
      sum += size.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /// How many captures were found in a folder so far, with those in a compression that is not read.
  public long captures(String folder) {
    return cursors.stream().filter(cursor -> cursor.isFrom(folder) && !cursor.isStranger()).count();
  }

  /// How many files were found in a folder so far that are no captures.
  public long strangers(String folder) {
    return cursors.stream().filter(cursor -> cursor.isFrom(folder) && cursor.isStranger()).count();
  }

  private static void drain(InputCursor cursor, FrameHandler handler) {
    while (cursor.advance()) {
      handler.onFrame(cursor.frame());
    }
  }

  private void merge(FrameHandler handler) {
    PriorityQueue<Place> open = new PriorityQueue<>();
    Deque<Place> waiting = new ArrayDeque<>(probe(open));
    while (true) {
      while (!waiting.isEmpty() && isDue(waiting.getFirst(), open)) {
        Place next = waiting.removeFirst();
        if (open.size() < MOST_OPEN) {
          advance(next, open);
        } else {
          next.cursor.giveUp("at most " + MOST_OPEN + " files that overlap in time", "one more");
        }
      }
      Place earliest = open.poll();
      if (earliest == null) {
        return;
      }
      handler.onFrame(earliest.cursor.frame());
      advance(earliest, open);
    }
  }

  /// Looks at the first frame of every input. Inputs that cannot be opened twice stay open, at that
  /// frame; the others wait in the order of their first frames.
  private List<Place> probe(PriorityQueue<Place> open) {
    List<Place> waiting = new ArrayList<>();
    for (int order = 0; order < cursors.size(); order++) {
      InputCursor cursor = cursors.get(order);
      if (cursor.advance()) {
        Place place = new Place(cursor, order);
        place.nanos = cursor.frame().timestampNanos;
        if (cursor.isRereadable()) {
          cursor.rewind();
          waiting.add(place);
        } else {
          open.add(place);
        }
      }
    }
    Collections.sort(waiting);
    return waiting;
  }

  private static boolean isDue(Place waiting, PriorityQueue<Place> open) {
    Place earliest = open.peek();
    return earliest == null || waiting.compareTo(earliest) < 0;
  }

  private static void advance(Place place, PriorityQueue<Place> open) {
    if (place.cursor.advance()) {
      place.nanos = place.cursor.frame().timestampNanos;
      open.add(place);
    }
  }

  /// A cursor's place in the merge: by the time of its next frame, then by the order of naming. The
  /// time changes only while the place is in no queue.
  private static final class Place implements Comparable<Place> {
    private final InputCursor cursor;
    private final int order;
    private long nanos;

    Place(InputCursor cursor, int order) {
      this.cursor = cursor;
      this.order = order;
    }

    @Override
    public int compareTo(Place other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Integer.compare(order, other.order);
    }
  }
}
