package dev.rcodestat.capture;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// Something to read a capture from.
public sealed interface CaptureInput {
  /// As the user gave it.
  String name();

  /// Whether it can be opened more than once, and each time starts at the beginning.
  boolean isRereadable();

  /// Its octets; empty where it does not tell, as a pipe.
  OptionalLong size();

  /// Whether somebody ended it before it would have ended by itself, so that what is missing behind is no
  /// problem of its.
  default boolean isCutShort() {
    return false;
  }

  /// Opens it.
  ///
  /// @throws IOException where there is nothing to read; the message says what is in the way
  ReadableByteChannel open() throws IOException;

  /// The folder, as the user gave it, that it was found in; empty where the user named the input
  /// itself.
  Optional<String> folder();

  /// A file by its path; a named pipe too.
  static CaptureInput file(String path) {
    return new FileInput(path, Optional.empty());
  }

  /// A file that was found in a folder. It need not be a capture.
  static CaptureInput found(String path, String folder) {
    return new FileInput(path, Optional.of(folder));
  }

  /// An open channel, which is read once and closed.
  static CaptureInput stream(String name, ReadableByteChannel channel) {
    return stream(name, channel, () -> false);
  }

  /// An open channel, which is read once and closed.
  ///
  /// @param cutShort tells, on any thread, whether somebody told it to end
  static CaptureInput stream(String name, ReadableByteChannel channel, BooleanSupplier cutShort) {
    return new StreamInput(name, channel, cutShort);
  }

  /// A path in the file system.
  record FileInput(String name, Optional<String> folder) implements CaptureInput {
    @Override
    public boolean isRereadable() {
      try {
        return Files.isRegularFile(path());
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public OptionalLong size() {
      try {
        Path path = path();
        boolean isStream = Files.exists(path) && !Files.isRegularFile(path);
        return isStream ? OptionalLong.empty() : OptionalLong.of(Files.size(path));
      } catch (IOException e) {
        return OptionalLong.of(0); // nothing of it will be read
      }
    }

    @Override
    public ReadableByteChannel open() throws IOException {
      Path path = path();
      if (Files.isDirectory(path)) {
        throw new IOException(folderWords(path));
      }
      if (Files.notExists(path)) {
        throw new IOException("no such file");
      }
      if (!Files.isReadable(path)) {
        throw new IOException("a file without read permission");
      }
      return Files.newByteChannel(path);
    }

    private String folderWords(Path path) {
      if (!Files.isReadable(path)) {
        return "a folder without read permission";
      }
      return folder.isPresent()
          ? "a folder that could not be looked into"
          : "a folder: --recursive reads the captures in it";
    }

    private Path path() throws IOException {
      if (name.isEmpty()) { // which the system takes for the folder at hand
        throw new IOException("an empty name, perhaps of a shell variable that is not set");
      }
      try {
        return Path.of(name);
      } catch (InvalidPathException e) {
        throw new IOException("a name that the locale cannot express; LC_ALL=C.UTF-8 helps", e);
      }
    }
  }

  /// A channel that is open already.
  record StreamInput(String name, ReadableByteChannel channel, BooleanSupplier cutShort)
      implements CaptureInput {
    @Override
    public boolean isCutShort() {
      return cutShort.getAsBoolean();
    }

    @Override
    public Optional<String> folder() {
      return Optional.empty();
    }

    @Override
    public boolean isRereadable() {
      return false;
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    @Override
    public ReadableByteChannel open() {
      return channel;
    }
  }
}
