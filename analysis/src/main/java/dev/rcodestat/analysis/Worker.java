package dev.rcodestat.analysis;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// A thread that counts the messages of some partitions, in the order in which they are handed over.
/// The batches go round: filled by the thread that reads, emptied by this one.
final class Worker {
  private static final int BATCHES = 4;

  private final BlockingQueue<MessageBatch> filled = new ArrayBlockingQueue<>(BATCHES);
  private final BlockingQueue<MessageBatch> empty = new ArrayBlockingQueue<>(BATCHES);
  private final MessageBatch last = new MessageBatch();
  private final Partitions partitions;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private Worker(Partitions partitions, String name) {
    this.partitions = partitions;
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    for (int i = 0; i < BATCHES; i++) {
      empty.add(new MessageBatch());
    }
  }

  static Worker start(Partitions partitions, String name) {
    Worker worker = new Worker(partitions, name);
    worker.thread.start();
    return worker;
  }

  /// An empty batch, as soon as there is one.
  MessageBatch take() {
    try {
      return empty.take();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Hands over a batch.
  void hand(MessageBatch batch) {
    try {
      filled.put(batch);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Waits until all that was handed over is counted.
  void finish() {
    hand(last);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    Throwable thrown = failure;
    if (thrown != null) {
      throw new IllegalStateException("a worker failed", thrown);
    }
  }

  /// Stops, whatever is left to count.
  void stop() {
    thread.interrupt();
  }

  private static IllegalStateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", cause);
  }

  /// A worker that has failed goes on to take batches, so that nobody waits for it.
  private void run() {
    try {
      for (MessageBatch batch = filled.take(); batch != last; batch = filled.take()) {
        if (failure == null) {
          drain(batch);
        }
        empty.put(batch);
      }
    } catch (InterruptedException _) {
      // nobody wants the rest
    }
  }

  @SuppressWarnings("IllegalCatch") // it is thrown again where the work was handed out
  private void drain(MessageBatch batch) {
    try {
      batch.drainTo(partitions);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }
}
