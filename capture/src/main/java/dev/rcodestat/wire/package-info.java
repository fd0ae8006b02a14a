/// Native memory: reading octets from it, in the one place with byte orders and unsigned masks; and the
/// buffers that go from one user to the next.
@NullMarked
package dev.rcodestat.wire;

import org.jspecify.annotations.NullMarked;
