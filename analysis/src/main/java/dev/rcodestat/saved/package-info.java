/// Saved results: the JSON that they are, written and read strictly.
@NullMarked
package dev.rcodestat.saved;

import org.jspecify.annotations.NullMarked;
