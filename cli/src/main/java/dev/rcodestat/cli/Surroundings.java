package dev.rcodestat.cli;

import dev.rcodestat.render.TextOptions;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What a process finds around it, so that commands run in a test as they do in a shell.
///
/// @param standardInput opens standard input; called once at most
/// @param outputHasReader whether standard output is a pipe or a socket, where the one reason for a failure is
///     that its reader is gone; false as well where the system does not tell
/// @param display what standard output can show
/// @param showsProgress whether standard error is a terminal whose lines can be drawn anew
/// @param debug whether a fault shows its stack trace
/// @param interrupts how to hear that the user wants to end
record Surroundings(
    Supplier<ReadableByteChannel> standardInput,
    BooleanSupplier outputHasReader,
    TextOptions display,
    boolean showsProgress,
    boolean debug,
    Interrupts interrupts) {
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  /// Those of this process.
  static Surroundings ofProcess(Interrupts interrupts) {
    return of(System.getenv(), System.getProperties(), interrupts);
  }

  static Surroundings of(
      Map<String, String> environment, Properties properties, Interrupts interrupts) {
    return new Surroundings(
        () -> new FileInputStream(FileDescriptor.in).getChannel(),
        () -> isPipeOrSocket(STANDARD_OUTPUT),
        new TextOptions(wantsColour(environment, properties), showsUnicode(properties)),
        isTerminal("rcodestat.error-terminal", environment, properties),
        !environment.getOrDefault("RCODESTAT_DEBUG", "").isEmpty(),
        interrupts);
  }

  /// Whether a link of Linux to an open file leads to `pipe:[...]` or `socket:[...]`.
  static boolean isPipeOrSocket(Path link) {
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("pipe:[") || target.startsWith("socket:[");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean wantsColour(Map<String, String> environment, Properties properties) {
    return isTerminal("rcodestat.terminal", environment, properties)
        && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /// The launcher knows whether a standard stream is a terminal; Java does not.
  private static boolean isTerminal(
      String property, Map<String, String> environment, Properties properties) {
    return properties.getProperty(property, "").equals("true")
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  private static boolean showsUnicode(Properties properties) {
    String charset = properties.getProperty("stdout.encoding", "");
    return charset.isEmpty() || charset.toUpperCase(Locale.ROOT).startsWith("UTF");
  }
}
