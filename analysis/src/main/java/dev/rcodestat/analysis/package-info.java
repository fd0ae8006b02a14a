/// Wiring: from a source of frames to a report, and what may stand for the addresses in it.
@NullMarked
package dev.rcodestat.analysis;

import org.jspecify.annotations.NullMarked;
