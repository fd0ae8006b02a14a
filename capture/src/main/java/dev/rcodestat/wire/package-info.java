/// Reading octets from native memory: the one place with value layouts and unsigned masks.
@NullMarked
package dev.rcodestat.wire;

import org.jspecify.annotations.NullMarked;
