package dev.rcodestat.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes the captures of what no server sends, always the same octets:
///
/// ```
/// java -cp sample-pcaps/target/classes dev.rcodestat.samples.SampleGenerator sample-pcaps
/// ```
public final class SampleGenerator {
  private SampleGenerator() {}

  /// Writes all of them.
  ///
  /// @param arguments the folder to write to
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("give one argument: the folder to write to");
    }
    for (GeneratedSample sample : samples()) {
      Files.write(Path.of(arguments[0]).resolve(sample.fileName()), octets(sample));
    }
  }

  /// All captures that are generated.
  static List<GeneratedSample> samples() {
    List<GeneratedSample> samples = new ArrayList<>(MessageSamples.all());
    samples.addAll(EdnsSamples.all());
    samples.addAll(PacketSamples.all());
    samples.addAll(StreamSamples.all());
    samples.addAll(TransactionSamples.all());
    samples.addAll(ResolverSamples.all());
    samples.addAll(FormatSamples.all());
    samples.addAll(TunnelSamples.all());
    samples.addAll(LinkSamples.all());
    return samples;
  }

  /// What is in the file of a capture.
  static byte[] octets(GeneratedSample sample) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      sample.recipe().write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
