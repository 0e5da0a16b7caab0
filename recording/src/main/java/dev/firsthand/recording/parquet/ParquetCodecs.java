package dev.firsthand.recording.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/// Compression for parquet-java without Hadoop, which its own factory would load. Writes SNAPPY; reads SNAPPY, ZSTD,
/// GZIP and plain pages.
final class ParquetCodecs implements CompressionCodecFactory {
    /// A page larger than this is not ours; also what a hostile header could make us allocate.
    static final int PAGE_BYTES_MAX = 256 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        if (name != CompressionCodecName.SNAPPY) {
            throw new IllegalArgumentException("pages are written with SNAPPY, not " + name);
        }
        return new SnappyCompressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return new Decompressor(name);
    }

    @Override
    public void release() {}

    private static final class SnappyCompressor implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            return BytesInput.from(Snappy.compress(bytes.toInputStream().readAllBytes()));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.SNAPPY;
        }

        @Override
        public void release() {}
    }

    private record Decompressor(CompressionCodecName name) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(plain(bytes.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int outputSize) throws IOException {
            var bytes = new byte[inputSize];
            input.get(bytes);
            output.put(plain(bytes, outputSize));
        }

        private byte[] plain(byte[] bytes, int size) throws IOException {
            if (size < 0 || size > PAGE_BYTES_MAX) {
                throw new IOException("a page says %d bytes, at most %d are read".formatted(size, PAGE_BYTES_MAX));
            }
            byte[] plain = switch (name) {
                case UNCOMPRESSED -> bytes;
                case SNAPPY -> snappy(bytes, size);
                case ZSTD -> Zstd.decompress(bytes, size);
                case GZIP -> gzip(bytes, size);
                case LZO, BROTLI, LZ4, LZ4_RAW ->
                    throw new IOException("pages compressed with %s are not read".formatted(name));
            };
            if (plain.length != size) {
                throw new IOException("a page holds %d bytes, its header says %d".formatted(plain.length, size));
            }
            return plain;
        }

        private static byte[] snappy(byte[] bytes, int size) throws IOException {
            int held = Snappy.uncompressedLength(bytes); // looked at before it is believed and allocated
            if (held != size) {
                throw new IOException("a page holds %d bytes, its header says %d".formatted(held, size));
            }
            return Snappy.uncompress(bytes);
        }

        private static byte[] gzip(byte[] bytes, int size) throws IOException {
            try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return stream.readNBytes(size);
            }
        }

        @Override
        public void release() {}
    }
}
