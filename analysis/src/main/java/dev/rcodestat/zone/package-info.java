/// The zone that a name counts under.
@NullMarked
package dev.rcodestat.zone;

import org.jspecify.annotations.NullMarked;
