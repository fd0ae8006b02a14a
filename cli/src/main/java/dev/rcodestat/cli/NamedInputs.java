package dev.rcodestat.cli;

import dev.rcodestat.capture.CaptureFiles;
import dev.rcodestat.capture.CaptureInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The inputs that a command line names, each file once, however often it is named: by another name, through
/// a link, or through a folder.
final class NamedInputs {
  /// Leads to the file that standard input is, on Linux.
  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

  private final List<CaptureInput> inputs = new ArrayList<>();
  private final List<String> folders = new ArrayList<>();
  private final Map<Object, String> nameByFile = new HashMap<>();
  private final Set<String> foldersOfRepetitions = new HashSet<>();
  private @Nullable String firstRepetition;
  private int repetitions;

  /// @param names files, folders, and names that only `input` knows
  /// @param recursive whether the files in folders are inputs
  /// @param input makes an input of a name that is no folder
  NamedInputs(List<String> names, boolean recursive, Function<String, CaptureInput> input) {
    for (String name : names) {
      Optional<Path> path = path(name);
      if (recursive && path.filter(Files::isDirectory).isPresent()) {
        folders.add(name);
        addFolder(path.get(), name);
      } else {
        addFile(name, path, input);
      }
    }
  }

  /// Those to read, in the order of naming; those of a folder in the order of their paths.
  List<CaptureInput> inputs() {
    return inputs;
  }

  /// A line for people on what was named more than once; empty where nothing was.
  Optional<String> repetition() {
    return Optional.ofNullable(firstRepetition)
        .map(first ->
            repetitions == 1
                ? first + ": read once"
                : first + ", and " + (repetitions - 1) + " more likewise: each is read once");
  }

  /// Lines for people on the files in folders that are no captures, after the captures were read.
  List<String> strangers(CaptureFiles files) {
    return folders.stream()
        .filter(folder -> files.strangers(folder) > 0)
        .map(folder -> {
          long strangers = files.strangers(folder);
          return strangers == 1
              ? "1 file in " + folder + " is no capture"
              : strangers + " files in " + folder + " are no captures";
        })
        .toList();
  }

  /// The folders that no capture was found in, after the captures were read.
  List<String> emptyFolders(CaptureFiles files) {
    return folders.stream()
        .filter(folder -> files.captures(folder) == 0 && !foldersOfRepetitions.contains(folder))
        .toList();
  }

  private void addFile(String name, Optional<Path> path, Function<String, CaptureInput> input) {
    CaptureInput named = input.apply(name);
    Optional<Path> file =
        name.equals(EndableInputs.STANDARD_INPUT) ? Optional.of(STANDARD_INPUT) : path;
    if (file.filter(Files::isRegularFile).isPresent()) {
      addOnce(file.get(), name, named);
    } else {
      inputs.add(named);
    }
  }

  private void addFolder(Path folder, String name) {
    for (Path file : FolderFiles.of(folder)) {
      addOnce(file, file.toString(), CaptureInput.found(file.toString(), name));
    }
  }

  private void addOnce(Path file, String name, CaptureInput input) {
    String before = nameByFile.putIfAbsent(identity(file), name);
    if (before == null) {
      inputs.add(input);
      return;
    }
    if (firstRepetition == null) {
      firstRepetition =
          before.equals(name) ? name + " is named twice" : name + " is the same file as " + before;
    }
    repetitions++;
    input.folder().ifPresent(foldersOfRepetitions::add);
  }

  /// What is the same for every name of a file.
  private static Object identity(Path file) {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return key == null ? file.toRealPath() : key;
    } catch (IOException e) {
      return file;
    }
  }

  private static Optional<Path> path(String name) {
    try {
      return Optional.of(Path.of(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
