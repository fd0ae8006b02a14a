package dev.rcodestat.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The captures of this module, from the class path: out of a folder of classes or out of the jar.
public final class Samples {
  private static final String FOLDER = "/samples/";

  private Samples() {}

  /// The file names of all captures, sorted.
  public static List<String> names() {
    try {
      URI uri = folder().toURI();
      if (!"jar".equals(uri.getScheme())) {
        return list(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return list(jar.getPath(FOLDER));
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException("captures cannot be listed: " + e.getMessage(), e);
    }
  }

  /// The octets of a capture.
  public static byte[] octets(String name) {
    byte[] octets = read(name);
    if (octets == null) {
      throw new IllegalArgumentException("no such capture: " + name);
    }
    return octets;
  }

  /// What an independent tool counts in a capture, as JSON; empty where that is not recorded.
  public static Optional<String> truth(String name) {
    byte[] octets = read("truth/" + name + ".json");
    return octets == null
        ? Optional.empty()
        : Optional.of(new String(octets, StandardCharsets.UTF_8));
  }

  /// Puts a capture into a folder of the file system, under its own name.
  ///
  /// @return its path
  public static Path copyTo(Path folder, String name) {
    try {
      return Files.write(folder.resolve(name), octets(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL folder() {
    URL folder = Samples.class.getResource(FOLDER);
    if (folder == null) {
      throw new IllegalStateException("no captures on the class path");
    }
    return folder;
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(".pcap"))
          .sorted()
          .toList();
    }
  }

  private static byte @Nullable [] read(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
