/// Transactions: which response answers which query, and which queries were never answered.
@NullMarked
package dev.rcodestat.transaction;

import org.jspecify.annotations.NullMarked;
