/// Wiring: from a source of frames to a report.
@NullMarked
package dev.rcodestat.analysis;

import org.jspecify.annotations.NullMarked;
