package dev.rcodestat.analysis;

import dev.rcodestat.packet.FlowView;
import dev.rcodestat.wire.HotPath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Hands each message to its partition: at once, or through the thread that the partition belongs to.
/// Used by one thread.
final class MessageDistributor implements AutoCloseable {
  /// A message has no more octets (RFC 1035 section 4.2.2); what a datagram has beyond is none of it.
  private static final int LONGEST_MESSAGE = 65_535;

  private final Partitions partitions;
  private final List<Worker> workers = new ArrayList<>();

  /// For each worker the batch that is being filled.
  private final MessageBatch[] batches;

  /// @param jobs how many threads count; where it is one, that is the thread which hands over
  MessageDistributor(Partitions partitions, int jobs) {
    this.partitions = partitions;
    int threads = jobs == 1 ? 0 : Math.min(jobs, Partitions.COUNT);
    batches = new MessageBatch[threads];
    for (int i = 0; i < threads; i++) {
      workers.add(Worker.start(partitions, "worker-" + (i + 1)));
      batches[i] = workers.get(i).take();
    }
  }

  /// Takes a whole message; see [dev.rcodestat.capture.MessageOctetsHandler].
  @HotPath
  void onMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    int held = Math.min(captured, LONGEST_MESSAGE);
    int partition = Partitions.indexOf(flow);
    if (batches.length == 0) {
      partitions.get(partition).onMessage(nanos, flow, memory, offset, held, length);
    } else {
      batchFor(partition).add(partition, true, nanos, flow, memory, offset, held, length);
    }
  }

  /// Takes the beginning of a message of which the rest is missing.
  void onIncompleteMessage(
      long nanos, FlowView flow, ByteBuffer memory, int offset, int captured, int length) {
    int held = Math.min(captured, LONGEST_MESSAGE);
    int partition = Partitions.indexOf(flow);
    if (batches.length == 0) {
      partitions.get(partition).onIncompleteMessage(nanos, flow, memory, offset, held, length);
    } else {
      batchFor(partition).add(partition, false, nanos, flow, memory, offset, held, length);
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

  private MessageBatch batchFor(int partition) {
    int worker = partition % batches.length;
    if (batches[worker].isFull()) {
      workers.get(worker).hand(batches[worker]);
      batches[worker] = workers.get(worker).take();
    }
    return batches[worker];
  }
}
