package dev.rcodestat.saved;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// A saved result that cannot be used. The message is one line for people: which file, where in it, what was
/// expected and what was found.
public final class SavedResultException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param name the file
  /// @param octet where in the JSON, which is inside of the compressed file
  SavedResultException(String name, long octet, String expected, String found) {
    super(name + ": octet " + octet + " of its content: " + mismatch(expected, found));
  }

  /// A file that is none at all.
  public SavedResultException(String name, IOException cause) {
    super(name + ": " + mismatch("a saved result", reason(cause)), cause);
  }

  private static String mismatch(String expected, String found) {
    return "expected " + expected + ", found " + found;
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no file";
      case AccessDeniedException _ -> "one that may not be read";
      case FileSystemException ofFile when ofFile.getReason() != null -> ofFile.getReason();
      case EOFException _ -> "one that ends early";
      default -> "one that cannot be read (" + e.getMessage() + ")";
    };
  }
}
