package dev.rcodestat.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A channel that is opened when it is first read. To open a named pipe is to wait for its writer, which
/// nothing can end; so a thread of its own does it, and is left to wait where this channel is closed.
/// One thread reads; any thread may close.
final class LateChannel implements ReadableByteChannel {
  private final Opening opening;
  private final CompletableFuture<ReadableByteChannel> opened = new CompletableFuture<>();
  private boolean begun;

  /// @param opening run once at most
  LateChannel(Opening opening) {
    this.opening = opening;
  }

  @Override
  public int read(ByteBuffer memory) throws IOException {
    if (!begun) {
      begun = true;
      Thread.ofPlatform().daemon().name("open").start(this::open);
    }
    try {
      return opened.get().read(memory);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("opening failed", e);
    }
  }

  @Override
  public boolean isOpen() {
    if (!opened.isDone()) {
      return true;
    }
    return !opened.isCompletedExceptionally() && opened.join().isOpen();
  }

  @Override
  public void close() throws IOException {
    boolean wasOpened = !opened.completeExceptionally(new ClosedChannelException());
    if (wasOpened && !opened.isCompletedExceptionally()) {
      opened.join().close();
    }
  }

  /// Whatever is thrown here is the reader's to have.
  private void open() {
    try {
      ReadableByteChannel channel = opening.open();
      if (!opened.complete(channel)) {
        channel.close();
      }
    } catch (IOException | RuntimeException | Error e) {
      opened.completeExceptionally(e);
    }
  }

  /// Opens a channel.
  interface Opening {
    ReadableByteChannel open() throws IOException;
  }
}
