/// Counts over time, server, RCODE, type, opcode and transport, and latencies: mutable,
/// single-writer, bounded, mergeable.
@NullMarked
package dev.rcodestat.tally;

import org.jspecify.annotations.NullMarked;
