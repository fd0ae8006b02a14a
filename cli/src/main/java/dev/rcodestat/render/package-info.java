/// Reports for people and machines: one class for each output format, all fed by the same records.
///
/// Everything here writes to the writer that it is given and to nothing else. The same report gives the same
/// characters.
@NullMarked
package dev.rcodestat.render;

import org.jspecify.annotations.NullMarked;
