package dev.rcodestat.capture;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Compresses as the libraries do, with checksums.
enum Compressor {
  GZIP {
    @Override
    OutputStream to(OutputStream out) throws IOException {
      return new GZIPOutputStream(out);
    }
  },
  ZSTD {
    @Override
    OutputStream to(OutputStream out) throws IOException {
      return new ZstdOutputStream(out).setChecksum(true);
    }
  },
  LZ4 {
    @Override
    OutputStream to(OutputStream out) throws IOException {
      return new LZ4FrameOutputStream(
          out, BLOCKSIZE.SIZE_64KB, FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_CHECKSUM);
    }
  },
  XZ {
    @Override
    OutputStream to(OutputStream out) throws IOException {
      return new XZOutputStream(out, new LZMA2Options(1));
    }
  };

  abstract OutputStream to(OutputStream out) throws IOException;

  byte[] compress(byte[] octets) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = to(compressed)) {
      out.write(octets);
    }
    return compressed.toByteArray();
  }
}
