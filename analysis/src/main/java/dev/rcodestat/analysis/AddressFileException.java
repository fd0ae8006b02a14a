package dev.rcodestat.analysis;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file on addresses, with their names or with the key of their pseudonyms, that cannot be used. The
/// message is one line for people: which file, where in it, what was expected and what was found.
public final class AddressFileException extends Exception {
  private static final long serialVersionUID = 1L;

  AddressFileException(Path file, String expected, String found) {
    super(file + ": " + mismatch(expected, found));
  }

  /// @param line counted from 1
  AddressFileException(Path file, int line, String expected, String found) {
    super(file + ": line " + line + ": " + mismatch(expected, found));
  }

  AddressFileException(Path file, IOException cause) {
    super(file + ": " + mismatch("a file that can be read", reason(cause)), cause);
  }

  private static String mismatch(String expected, String found) {
    return "expected " + expected + ", found " + found;
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no file";
      case AccessDeniedException _ -> "one that may not be read";
      case FileSystemException ofFile when ofFile.getReason() != null -> ofFile.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
