package dev.rcodestat.analysis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rcodestat.packet.IpAddress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  @TempDir Path folder;

  @Test
  void hostsFileOfLinuxIsRead() throws Exception {
    HostNames names =
        names(
            """
            127.0.0.1\tlocalhost
            127.0.1.1\tthinkpad.example.net thinkpad

            # The following lines are desirable for IPv6 capable hosts
            ::1     ip6-localhost ip6-loopback
            fe00::0 ip6-localnet
            ff02::1 ip6-allnodes
            """);

    assertThat(name(names, "127.0.0.1")).contains("localhost");
    assertThat(name(names, "127.0.1.1")).contains("thinkpad.example.net");
    assertThat(name(names, "::1")).contains("ip6-localhost");
    assertThat(name(names, "fe00::")).contains("ip6-localnet");
    assertThat(name(names, "127.0.0.2")).isEmpty();
    assertThat(name(names, "::2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.53 ns1",
        "192.0.2.53\tns1",
        " \t 192.0.2.53 \t\t ns1 \t",
        "192.0.2.53 ns1\r\n",
        "192.0.2.53 ns1#comment",
        "192.0.2.53 ns1 # comment\u0000\u001b\n",
        "192.0.2.53 ns1 alias another\n192.0.2.53 second",
        "\n\n \t\n#\n # 192.0.2.53 other\n192.0.2.53 ns1",
        "2001:db8::53 other\n192.0.2.53 ns1",
        "\uFEFF192.0.2.53 ns1",
        "\uFEFF# comment\n192.0.2.53 ns1"
      })
  void firstNameOfTheFirstLineIsTheName(String text) throws Exception {
    assertThat(name(names(text), "192.0.2.53")).contains("ns1");
  }

  @Test
  void emptyFileHasNoNames() throws Exception {
    assertThat(name(names(""), "192.0.2.53")).isEmpty();
  }

  @Test
  void addressIsTheSameHoweverItIsWritten() throws Exception {
    HostNames names = names("2001:0DB8:0:0::53 six\n::ffff:192.0.2.53 mapped\n");

    assertThat(name(names, "2001:db8::53")).contains("six");
    assertThat(name(names, "::ffff:c000:235")).contains("mapped");
    assertThat(name(names, "192.0.2.53")).isEmpty();
  }

  @Test
  void addressWithZoneIsPassedOver() throws Exception {
    HostNames names = names("::1 localhost\nfe80::1%lo0 localhost\nfe80::2 router\n");

    assertThat(name(names, "fe80::1")).isEmpty();
    assertThat(name(names, "::1")).contains("localhost");
    assertThat(name(names, "fe80::2")).contains("router");
  }

  @Test
  void nameIsTextOfAnyKind() throws Exception {
    HostNames names = names("192.0.2.1 Büro-名前_\\x.\n192.0.2.2 \u202Eevil\n");

    assertThat(name(names, "192.0.2.1")).contains("Büro-名前_\\x.");
    assertThat(name(names, "192.0.2.2")).contains("\u202Eevil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ns1",
        "192.0.2.256",
        "192.0.2.053",
        "192.0.2.0/24",
        "127.1",
        "2001:db8::53::1",
        "192.0.2.53%eth0",
        "fe80::1%",
        "fe80::g%lo0",
        "%lo0",
        "192.0.2.53,",
        "\u001b[31m"
      })
  void lineWithoutAddressIsRefused(String address) throws IOException {
    Path file = file("# names\n\n" + address + " ns1\n", UTF_8);

    assertThatThrownBy(() -> HostNames.read(file))
        .isInstanceOf(AddressFileException.class)
        .hasMessage(
            file
                + ": line 3: expected an IP address (192.0.2.53 without leading zeros, or 2001:db8::53),"
                + " found '"
                + address
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.53", "192.0.2.53 \t", "192.0.2.53 # ns1", "fe80::1%lo0"})
  void addressWithoutNameIsRefused(String line) throws IOException {
    Path file = file("192.0.2.1 a\r\n" + line + "\r\n192.0.2.2 b\r\n", UTF_8);

    assertThatThrownBy(() -> HostNames.read(file))
        .isInstanceOf(AddressFileException.class)
        .hasMessage(file + ": line 2: expected a name after the address, found none");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "ns\u001b[2J,          U+001B in 'ns\u001b[2J'",
        "ns1 a\u0000lias,      U+0000 in 'a\u0000lias'",
        "ns\u007f,             U+007F in 'ns\u007f'",
        "ns\u009b31m,          U+009B in 'ns\u009b31m'",
        "\"ns1\fns2\",         \"U+000C in 'ns1\fns2'\""
      })
  void controlCharacterInANameIsRefused(String text, String found) throws IOException {
    for (String address : new String[] {"192.0.2.53", "fe80::1%lo0"}) {
      Path file = file(address + " " + text, UTF_8);

      assertThatThrownBy(() -> HostNames.read(file))
          .isInstanceOf(AddressFileException.class)
          .hasMessage(file + ": line 1: expected names without control characters, found " + found);
    }
  }

  @Test
  void nameInAnotherEncodingIsRefusedButNoComment() throws Exception {
    Path name = file("192.0.2.53 büro\n", ISO_8859_1);
    Path comment = file("192.0.2.53 ns1 # Büro\n", ISO_8859_1);

    assertThatThrownBy(() -> HostNames.read(name))
        .isInstanceOf(AddressFileException.class)
        .hasMessage(name + ": line 1: expected names in UTF-8, found 'b\uFFFDro'");
    assertThat(name(HostNames.read(comment), "192.0.2.53")).contains("ns1");
  }

  @Test
  void longTextIsQuotedInPart() throws IOException {
    Path file = file("x".repeat(1_000_000) + "\n", UTF_8);

    assertThatThrownBy(() -> HostNames.read(file))
        .isInstanceOf(AddressFileException.class)
        .hasMessageEndingWith(", found '" + "x".repeat(60) + "...'");
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    Path file = folder.resolve("absent");

    assertThatThrownBy(() -> HostNames.read(file))
        .isInstanceOf(AddressFileException.class)
        .hasMessage(file + ": expected a file that can be read, found no file");
  }

  @Test
  void folderIsNoFile() {
    assertThatThrownBy(() -> HostNames.read(folder))
        .isInstanceOf(AddressFileException.class)
        .hasMessageStartingWith(folder + ": expected a file that can be read, found ")
        .hasMessageNotContaining("null");
  }

  private HostNames names(String text) throws IOException, AddressFileException {
    return HostNames.read(file(text, UTF_8));
  }

  private Path file(String text, Charset charset) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "hosts", ""), text, charset);
  }

  private static Optional<String> name(HostNames names, String address) {
    return names.nameOf(IpAddress.parse(address).orElseThrow());
  }
}
