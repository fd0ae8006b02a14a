package dev.rcodestat.cli;

import dev.rcodestat.render.TextOptions;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/// What a process finds around it, so that commands run in a test as they do in a shell.
///
/// @param standardInput opens standard input; called once at most
/// @param display what standard output can show
/// @param debug whether a fault shows its stack trace
/// @param interrupts how to hear that the user wants to end
record Surroundings(
    Supplier<ReadableByteChannel> standardInput,
    TextOptions display,
    boolean debug,
    Interrupts interrupts) {
  /// Those of this process.
  static Surroundings ofProcess(Interrupts interrupts) {
    return of(System.getenv(), System.getProperties(), interrupts);
  }

  static Surroundings of(
      Map<String, String> environment, Properties properties, Interrupts interrupts) {
    return new Surroundings(
        () -> new FileInputStream(FileDescriptor.in).getChannel(),
        new TextOptions(wantsColour(environment, properties), showsUnicode(properties)),
        !environment.getOrDefault("RCODESTAT_DEBUG", "").isEmpty(),
        interrupts);
  }

  /// The launcher knows whether standard output is a terminal; Java does not.
  private static boolean wantsColour(Map<String, String> environment, Properties properties) {
    return properties.getProperty("rcodestat.terminal", "").equals("true")
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  private static boolean showsUnicode(Properties properties) {
    String charset = properties.getProperty("stdout.encoding", "");
    return charset.isEmpty() || charset.toUpperCase(Locale.ROOT).startsWith("UTF");
  }
}
