package dev.rcodestat.analysis;

import dev.rcodestat.packet.IpAddress;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Reads the format of hosts(5): a line has an address and its names, with blanks or tabs between them; `#`
/// begins a comment. Names are UTF-8.
final class HostsFile {
  private static final Pattern BLANKS = Pattern.compile("[ \t]+");
  private static final String ADDRESS =
      "an IP address (192.0.2.53 without leading zeros, or 2001:db8::53)";

  /// Some editors put it before UTF-8.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /// What stands for octets that are not UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  /// How much of what was found is quoted.
  private static final int LONGEST_QUOTE = 60;

  private final Path file;
  private final Map<IpAddress, String> nameByAddress = new HashMap<>();

  private HostsFile(Path file) {
    this.file = file;
  }

  /// The first name of the first line of each address that has no zone.
  static Map<IpAddress, String> read(Path file) throws AddressFileException {
    HostsFile hosts = new HostsFile(file);
    try (LineNumberReader lines =
        new LineNumberReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      if (line != null && line.startsWith(BYTE_ORDER_MARK)) {
        line = line.substring(BYTE_ORDER_MARK.length());
      }
      for (; line != null; line = lines.readLine()) {
        hosts.add(line, lines.getLineNumber());
      }
    } catch (IOException e) {
      throw new AddressFileException(file, e);
    }
    return hosts.nameByAddress;
  }

  private void add(String line, int number) throws AddressFileException {
    int comment = line.indexOf('#');
    List<String> fields =
        BLANKS
            .splitAsStream(comment < 0 ? line : line.substring(0, comment))
            .filter(Predicate.not(String::isEmpty))
            .toList();
    if (fields.isEmpty()) {
      return;
    }
    Optional<IpAddress> address = address(fields.getFirst(), number);
    List<String> names = fields.subList(1, fields.size());
    if (names.isEmpty()) {
      throw new AddressFileException(file, number, "a name after the address", "none");
    }
    for (String name : names) {
      check(name, number);
    }
    address.ifPresent(named -> nameByAddress.putIfAbsent(named, names.getFirst()));
  }

  /// Empty where the address has a zone (RFC 4007 section 11).
  private Optional<IpAddress> address(String text, int line) throws AddressFileException {
    int zone = text.indexOf('%');
    Optional<IpAddress> address = IpAddress.parse(zone < 0 ? text : text.substring(0, zone));
    if (address.isEmpty() || (zone >= 0 && !mayHaveZone(address.get(), text.substring(zone + 1)))) {
      throw new AddressFileException(file, line, ADDRESS, quote(text));
    }
    return zone < 0 ? address : Optional.empty();
  }

  private static boolean mayHaveZone(IpAddress address, String zone) {
    return address.version() == 6 && !zone.isEmpty();
  }

  private void check(String name, int line) throws AddressFileException {
    if (name.indexOf(REPLACEMENT) >= 0) {
      throw new AddressFileException(file, line, "names in UTF-8", quote(name));
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        String found = "U+%04X in %s".formatted((int) name.charAt(i), quote(name));
        throw new AddressFileException(file, line, "names without control characters", found);
      }
    }
  }

  private static String quote(String text) {
    return text.length() <= LONGEST_QUOTE
        ? "'" + text + "'"
        : "'" + text.substring(0, LONGEST_QUOTE) + "...'";
  }
}
