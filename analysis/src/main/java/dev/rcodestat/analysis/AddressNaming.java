package dev.rcodestat.analysis;

import java.util.Optional;

/// How addresses are shown.
///
/// @param hosts names of addresses
/// @param pseudonyms what client addresses are shown as; empty for themselves
public record AddressNaming(HostNames hosts, Optional<AddressPseudonyms> pseudonyms) {
  /// Every address as itself.
  public static AddressNaming plain() {
    return new AddressNaming(HostNames.none(), Optional.empty());
  }
}
