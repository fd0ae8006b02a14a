/// Immutable conclusions: the tree of records that every output is made from.
///
/// Lists and maps are in their final order, by a fixed rule that each component states, so that the
/// same input gives the same octets in every format. All times are UTC.
@NullMarked
package dev.rcodestat.report;

import org.jspecify.annotations.NullMarked;
