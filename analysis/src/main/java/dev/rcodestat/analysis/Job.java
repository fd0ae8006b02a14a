package dev.rcodestat.analysis;

import dev.rcodestat.capture.FrameFilter;
import dev.rcodestat.capture.FrameSource;
import dev.rcodestat.capture.MessageExtractor;
import dev.rcodestat.packet.ServicePorts;
import org.jspecify.annotations.Nullable;

/// One thread's part of the work: it goes through all frames, and counts the messages of the partitions that
/// it looks after.
///
/// What it works with it makes itself, on its own thread: so nothing of it lies in a line of memory beside
/// what another thread writes.
final class Job {
  private final AnalysisOptions options;
  private final FrameSource source;
  private final int number;
  private final int jobs;
  private final Thread thread;
  private volatile @Nullable Done done;
  private volatile @Nullable Throwable failure;

  /// @param source of which nobody else reads
  /// @param number which job it is, from 0
  /// @param jobs how many there are
  Job(AnalysisOptions options, FrameSource source, int number, int jobs) {
    this.options = options;
    this.source = source;
    this.number = number;
    this.jobs = jobs;
    thread = Thread.ofPlatform().daemon().name("job-" + (number + 1)).unstarted(this::runApart);
  }

  /// Starts a thread that does the work.
  void start() {
    thread.start();
  }

  /// Does the work on the calling thread.
  void run() {
    Partitions partitions = new Partitions(options, number, jobs);
    FrameFilter filter = number == 0 ? options.filter() : options.filter().forAnotherThread();
    MessageExtractor extractor =
        new MessageExtractor(
            new ServicePorts(options.dnsPorts()), options.range(), filter, partitions);
    source.forEachFrame(extractor);
    extractor.finish();
    done = new Done(extractor, partitions);
  }

  /// Waits until the thread has done the work.
  ///
  /// @throws RuntimeException what the work ended with
  void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /// Tells the thread to end, whatever is left to do.
  void stop() {
    thread.interrupt();
  }

  /// What was done, after [#run] or [#join].
  Done done() {
    Done known = done;
    if (known == null) {
      throw new IllegalStateException("the job is not done");
    }
    return known;
  }

  @SuppressWarnings("IllegalCatch") // it is thrown again where the work was handed out
  private void runApart() {
    try {
      run();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /// What a job has at its end.
  record Done(MessageExtractor extractor, Partitions partitions) {}
}
