/// Compressed streams: told apart by content, and decompressed ahead of their reader.
@NullMarked
package dev.rcodestat.compression;

import org.jspecify.annotations.NullMarked;
