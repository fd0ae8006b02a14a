/// What the tests of several packages share.
@NullMarked
package dev.rcodestat.testing;

import org.jspecify.annotations.NullMarked;
