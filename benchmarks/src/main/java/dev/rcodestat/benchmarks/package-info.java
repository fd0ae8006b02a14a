/// How fast it is, beside contenders and never without a check that the answers are right.
@NullMarked
package dev.rcodestat.benchmarks;

import org.jspecify.annotations.NullMarked;
