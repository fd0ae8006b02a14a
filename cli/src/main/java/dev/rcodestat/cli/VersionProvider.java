package dev.rcodestat.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// What this is a build of, and what it runs on.
final class VersionProvider implements IVersionProvider {
  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties build = build();
    List<String> lines = new ArrayList<>();
    lines.add(
        "rcodestat "
            + build.getProperty("version")
            + " (commit "
            + build.getProperty("commit")
            + ")");
    Runtime.Version java = Runtime.version();
    lines.add("JDK " + java + " (" + System.getProperty("java.vendor", "unknown vendor") + ")");
    lines.addAll(warnings(java));
    return lines.toArray(String[]::new);
  }

  /// Faults of a JDK that can do harm here.
  static List<String> warnings(Runtime.Version java) {
    Runtime.Version repaired = Runtime.Version.parse("25.0.3");
    if (java.feature() == 25 && java.compareToIgnoreOptional(repaired) < 0) {
      return List.of("warning: JDK 25 before 25.0.3 can corrupt memory (JDK-8377811): update it");
    }
    return List.of();
  }

  private static Properties build() throws IOException {
    Properties properties = new Properties();
    try (InputStream resource = VersionProvider.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IOException("not in the program's jar: " + RESOURCE);
      }
      properties.load(resource);
    }
    return properties;
  }
}
