package dev.rcodestat.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a port number.
final class Port implements ITypeConverter<Integer> {
  private static final int LAST = 65_535;

  @Override
  public Integer convert(String text) {
    if (text.matches("[0-9]{1,9}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= LAST) {
        return port;
      }
    }
    throw new TypeConversionException("'" + text + "' is not a port: expected 1 to 65535");
  }
}
