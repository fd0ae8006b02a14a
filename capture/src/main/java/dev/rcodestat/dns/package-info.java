/// The DNS message as a view over captured octets, and the vocabulary of the DNS registries.
@NullMarked
package dev.rcodestat.dns;

import org.jspecify.annotations.NullMarked;
