package dev.rcodestat.analysis;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Hands each message to its partition: at once, or through the thread that the partition belongs to.
/// Used by one thread, which reads the messages and counts a share of them.
final class MessageDistributor implements AutoCloseable {
  /// A message has no more octets (RFC 1035 section 4.2.2); what a datagram has beyond is none of it.
  private static final int LONGEST_MESSAGE = 65_535;

  /// The partitions that the thread which reads has for its own beside one other thread: few, because to
  /// read takes about as long as to count half of the messages.
  private static final int PARTITIONS_OF_READER = 2;

  private final Partitions partitions;
  private final List<Worker> workers = new ArrayList<>();

  /// For each partition the place of its worker, or -1 where it has none.
  private final int[] workerOf;

  /// For each worker the batch that is being filled.
  private final MessageBatch[] batches;

  /// @param owners the number of the thread that works on each partition: 0 for the one that reads, and
  ///     from 1 on those that are started here
  MessageDistributor(Partitions partitions, int[] owners) {
    this.partitions = partitions;
    workerOf = Arrays.stream(owners).map(owner -> owner - 1).toArray();
    batches = new MessageBatch[Arrays.stream(owners).max().orElseThrow()];
    for (int i = 0; i < batches.length; i++) {
      workers.add(Worker.start(partitions, "worker-" + (i + 1)));
      batches[i] = workers.get(i).take();
    }
  }

  /// Divides the partitions among threads; see [#MessageDistributor].
  ///
  /// @param jobs how many threads count
  static int[] owners(int jobs) {
    int[] owners = new int[Partitions.COUNT];
    for (int i = 0; i < owners.length; i++) {
      owners[i] =
          switch (jobs) {
            case 1 -> 0;
            case 2 -> i < PARTITIONS_OF_READER ? 0 : 1;
            default -> 1 + i % (jobs - 1);
          };
    }
    return owners;
  }

  /// Takes a whole message; see [dev.rcodestat.capture.MessageOctetsHandler].
  @HotPath
  void onMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    int held = Math.min(captured, LONGEST_MESSAGE);
    int partition = Partitions.indexOf(flow);
    int worker = workerOf[partition];
    if (worker < 0) {
      partitions.get(partition).onMessage(nanos, flow, memory, offset, held, length);
    } else {
      batchFor(worker).add(partition, true, nanos, flow, memory, offset, held, length);
    }
  }

  /// Takes the beginning of a message of which the rest is missing.
  void onIncompleteMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    int held = Math.min(captured, LONGEST_MESSAGE);
    int partition = Partitions.indexOf(flow);
    int worker = workerOf[partition];
    if (worker < 0) {
      partitions.get(partition).onIncompleteMessage(nanos, flow, memory, offset, held, length);
    } else {
      batchFor(worker).add(partition, false, nanos, flow, memory, offset, held, length);
    }
  }

  /// Waits until every message is counted.
  void finish() {
    for (int i = 0; i < batches.length; i++) {
      workers.get(i).hand(batches[i]);
    }
    workers.forEach(Worker::finish);
  }

  /// Stops the threads.
  @Override
  public void close() {
    workers.forEach(Worker::stop);
  }

  private MessageBatch batchFor(int worker) {
    if (batches[worker].isFull()) {
      workers.get(worker).hand(batches[worker]);
      batches[worker] = workers.get(worker).take();
    }
    return batches[worker];
  }
}
