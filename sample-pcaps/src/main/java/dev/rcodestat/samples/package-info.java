/// Builders of DNS messages, frames and capture files, the captures of this module, and the
/// generator of those that no server sends. For tests and benchmarks.
@NullMarked
package dev.rcodestat.samples;

import org.jspecify.annotations.NullMarked;
