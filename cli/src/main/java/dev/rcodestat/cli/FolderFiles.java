package dev.rcodestat.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The files in a folder and in those below it, hidden ones and those behind links too, in the order of
/// their paths. A folder that several links lead to is looked into once.
final class FolderFiles extends SimpleFileVisitor<Path> {
  private final SortedSet<Path> files = new TreeSet<>();
  private final Set<Path> folders = new HashSet<>();

  /// Regular files, and whatever could not be looked into, whose problem shows when it is opened.
  static SortedSet<Path> of(Path folder) {
    FolderFiles visitor = new FolderFiles();
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException("a visitor threw that does not throw", e);
    }
    return visitor.files();
  }

  /// What was found so far.
  SortedSet<Path> files() {
    return files;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    try {
      if (folders.add(folder.toRealPath())) {
        return FileVisitResult.CONTINUE;
      }
    } catch (IOException e) {
      files.add(folder); // it may have been removed just now
    }
    return FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException reason) {
    if (!(reason instanceof FileSystemLoopException)) {
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException reason) {
    if (reason != null) {
      files.add(folder);
    }
    return FileVisitResult.CONTINUE;
  }
}
