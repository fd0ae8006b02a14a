/// Capture files, and the boundary where frames become DNS messages.
@NullMarked
package dev.rcodestat.capture;

import org.jspecify.annotations.NullMarked;
