package dev.rcodestat.zone;

import com.google.common.net.InternetDomainName;
import java.util.function.Predicate;

/// Tells of a domain whether zones lie below it, as far as the public suffix list says: it is a public
/// suffix itself (`co.uk`), or all that is directly below it is (`kawasaki.jp`, for `*.kawasaki.jp`).
///
/// Only the part of the list counts that registries asked for (the ICANN section). A suffix behind a
/// domain that is none, nor for a wildcard, is not seen: there are 19, such as `os.hordaland.no`, and the
/// zone of names there is `hordaland.no`. The list is part of the library, which is loaded with the first
/// question. May be used from any thread.
final class PublicSuffixes implements Predicate<String> {
  /// A label that no registry has or can have: such hyphens are reserved (RFC 5890 section 2.3.1).
  static final String NO_RULE = "no--rule";

  @Override
  public boolean test(String domain) {
    InternetDomainName below = InternetDomainName.from(NO_RULE + "." + domain);
    return below.isRegistrySuffix() || below.isTopDomainUnderRegistrySuffix();
  }
}
