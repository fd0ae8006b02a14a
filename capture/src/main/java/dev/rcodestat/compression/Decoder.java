package dev.rcodestat.compression;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Decompresses one stream. One thread at a time.
interface Decoder extends Closeable {
  /// Puts some octets, at least one, into a native buffer that has room.
  ///
  /// @return their number, or -1 at the stream's end
  /// @throws IOException where the stream is damaged or cut short; what it held before was put
  int decode(ByteBuffer target) throws IOException;
}
