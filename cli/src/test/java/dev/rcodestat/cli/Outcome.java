package dev.rcodestat.cli;

import dev.rcodestat.render.TextOptions;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.channels.Channels;

/// What a run of the program left behind.
///
/// @param status its exit status
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
record Outcome(ExitStatus status, String out, String err) {
  static Outcome of(String... arguments) {
    return withInput(new byte[0], arguments);
  }

  static Outcome withInput(byte[] input, String... arguments) {
    return with(surroundings(input, false, action -> () -> {}), arguments);
  }

  static Outcome with(Surroundings surroundings, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ExitStatus status = new Main(surroundings, out, err).run(arguments);
    return new Outcome(status, out.toString(), err.toString());
  }

  static Surroundings surroundings(byte[] input, boolean debug, Interrupts interrupts) {
    return new Surroundings(
        () -> Channels.newChannel(new ByteArrayInputStream(input)),
        () -> false,
        new TextOptions(false, true),
        false,
        debug,
        interrupts);
  }
}
