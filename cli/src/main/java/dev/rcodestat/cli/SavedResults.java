package dev.rcodestat.cli;

import dev.rcodestat.analysis.PartialAnalysis;
import dev.rcodestat.analysis.SavedHead;
import dev.rcodestat.saved.SavedResultException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Files with saved results, to be merged in the order of their times. Only one at a time is in memory,
/// beside the sum.
final class SavedResults {
  private static final int BUFFER = 1 << 16;

  private final List<Result> results = new ArrayList<>();
  private final Consumer<String> complaints;
  private final Set<Path> seen = new HashSet<>();
  private boolean isComplete = true;

  /// @param head what stands at its head
  private record Result(String name, SavedHead head) {
    /// What has no times goes last.
    long order() {
      return head.firstNanos().orElse(Long.MAX_VALUE);
    }
  }

  /// Looks at the heads of some files.
  ///
  /// @param complaints hears of those that cannot be read, in a line for people each
  SavedResults(List<String> names, Consumer<String> complaints) {
    this.complaints = complaints;
    names.forEach(this::add);
    results.sort(Comparator.comparingLong(Result::order));
  }

  /// What is not the same in the options of two of them, for people.
  Optional<String> difference() {
    return results.stream()
        .flatMap(result ->
            results.getFirst().head().difference(result.head()).stream()
                .map(words ->
                    results.getFirst().name()
                        + " and "
                        + result.name()
                        + " do not belong together: "
                        + words))
        .findFirst();
  }

  /// All of them together; empty where none can be read.
  ///
  /// @param isPart whether the sum is to be merged with earlier ones
  Optional<PartialAnalysis> merged(boolean isPart) {
    if (results.isEmpty()) {
      return Optional.empty();
    }
    PartialAnalysis sum = PartialAnalysis.empty(results.getFirst().head().options());
    for (Result result : results) {
      try {
        sum.merge(PartialAnalysis.decode(result.name(), open(result.name())));
        if (!isPart) {
          sum.begin();
        }
      } catch (SavedResultException e) {
        complain(e);
      }
    }
    return Optional.of(sum);
  }

  /// Whether all could be read so far.
  boolean isComplete() {
    return isComplete;
  }

  private void add(String name) {
    try {
      SavedHead head = PartialAnalysis.decodeHead(name, open(name));
      if (seen.add(Path.of(name).toRealPath())) {
        results.add(new Result(name, head));
      } else {
        complaints.accept(name + ": named before, and merged once");
      }
    } catch (SavedResultException e) {
      complain(e);
    } catch (IOException e) {
      complain(new SavedResultException(name, e));
    }
  }

  private void complain(SavedResultException problem) {
    complaints.accept(String.valueOf(problem.getMessage()));
    isComplete = false;
  }

  private static InputStream open(String name) throws SavedResultException {
    try {
      return new BufferedInputStream(Files.newInputStream(Path.of(name)), BUFFER);
    } catch (IOException e) {
      throw new SavedResultException(name, e);
    } catch (InvalidPathException e) {
      throw new SavedResultException(name, new IOException(e));
    }
  }
}
