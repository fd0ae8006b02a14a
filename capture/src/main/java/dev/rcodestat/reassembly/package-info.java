/// Putting together what the network took apart: fragments into packets, TCP into streams and these
/// into messages.
@NullMarked
package dev.rcodestat.reassembly;

import org.jspecify.annotations.NullMarked;
