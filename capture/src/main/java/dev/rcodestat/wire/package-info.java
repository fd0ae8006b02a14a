/// Reading octets from native memory: the one place with byte orders and unsigned masks.
@NullMarked
package dev.rcodestat.wire;

import org.jspecify.annotations.NullMarked;
