package dev.rcodestat.compression;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Decompresses one stream. One thread at a time.
interface Decoder extends Closeable {
  /// Puts some octets, at least one, into a native buffer that has room.
  ///
  /// @return their number, or -1 at the stream's end
  /// @throws IOException where the stream is damaged or cut short; octets that this call has put before
  ///     are good, and the buffer's position stands behind them. Not to be called again then.
  int decode(ByteBuffer target) throws IOException;
}
