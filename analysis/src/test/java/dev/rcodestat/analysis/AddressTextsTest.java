package dev.rcodestat.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rcodestat.packet.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressTextsTest {
  private static final IpAddress SERVER = IpAddress.parse("192.0.2.53").orElseThrow();
  private static final IpAddress CLIENT = IpAddress.parse("198.51.100.7").orElseThrow();
  private static final IpAddress CLIENT6 = IpAddress.parse("2001:db8:1:2ff::7").orElseThrow();

  @TempDir private Path folder;

  @Test
  void namesAreThoseOfAddressesThatWereShown() throws Exception {
    AddressTexts texts = new AddressTexts(new AddressNaming(hosts(), Optional.empty()));
    assertThat(texts.hosts()).isEmpty();
    assertThat(texts.ofServer(SERVER)).isEqualTo("192.0.2.53");
    assertThat(texts.ofClient(CLIENT)).isEqualTo("198.51.100.7");
    assertThat(texts.hosts())
        .hasSize(2)
        .containsEntry("192.0.2.53", "ns")
        .containsEntry("198.51.100.7", "stub");
  }

  @Test
  void aClientWithAPseudonymHasNeitherAddressNorName() throws Exception {
    AddressPseudonyms pseudonyms = AddressPseudonyms.of(new byte[AddressPseudonyms.KEY_LENGTH]);
    AddressTexts texts = new AddressTexts(new AddressNaming(hosts(), Optional.of(pseudonyms)));
    assertThat(texts.ofClient(CLIENT)).isEqualTo(pseudonyms.pseudonym(CLIENT).toString());
    assertThat(texts.ofClient(CLIENT)).isNotEqualTo("198.51.100.7");
    assertThat(texts.ofServer(SERVER)).isEqualTo("192.0.2.53");
    assertThat(texts.hosts()).containsOnlyKeys("192.0.2.53");
  }

  @Test
  void theNetworkOfAPseudonymIsThePseudonymOfTheNetwork() {
    AddressPseudonyms pseudonyms = AddressPseudonyms.random();
    AddressTexts texts =
        new AddressTexts(new AddressNaming(HostNames.none(), Optional.of(pseudonyms)));
    String network = texts.ofClientPrefix(IpAddress.parse("198.51.100.0").orElseThrow());
    assertThat(network).endsWith(".0/24");
    String first = network.substring(0, network.lastIndexOf('.') + 1);
    assertThat(texts.ofClient(CLIENT)).startsWith(first);
    IpAddress network6 = new IpAddress(6, CLIENT6.high() & -1L << 8, 0);
    assertThat(texts.ofClientPrefix(network6)).endsWith("::/56");
  }

  @Test
  void withoutPseudonymsNetworksAreThemselves() {
    AddressTexts texts = new AddressTexts(AddressNaming.plain());
    assertThat(texts.ofClientPrefix(IpAddress.parse("198.51.100.0").orElseThrow()))
        .isEqualTo("198.51.100.0/24");
    assertThat(texts.hosts()).isEmpty();
  }

  private HostNames hosts() throws AddressFileException, IOException {
    Path file = folder.resolve("hosts");
    return HostNames.read(Files.writeString(file, "192.0.2.53 ns\n198.51.100.7 stub\n"));
  }
}
