/// Compressed streams: told apart by content, and decompressed on the thread that reads them.
@NullMarked
package dev.rcodestat.compression;

import org.jspecify.annotations.NullMarked;
