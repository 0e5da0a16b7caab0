package dev.firsthand.streams.mcap;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

/// Packs and unpacks the records of chunks. What comes out is never larger than the file said and the limit allows.
final class ChunkCodec {
    private static final int ZSTD_LEVEL = 3;
    /// Zstandard stores a run of equal bytes in a block of 4 bytes per 128 KiB; LZ4 gains 255 to 1 at most.
    private static final int RATIO_MAX = 128 * 1024;

    // Checked, pure Java: lz4-java's unsafe decompressors were found to read out of bounds (CVE-2025-12183).
    private static final LZ4Factory LZ4_CODEC = LZ4Factory.safeInstance();
    private static final XXHashFactory XX_HASH = XXHashFactory.safeInstance();

    private ChunkCodec() {}

    static ByteBuffer pack(Compression compression, byte[] records, int length) {
        return switch (compression) {
            case NONE -> ByteBuffer.wrap(records, 0, length);
            case LZ4 -> packLz4(records, length);
            case ZSTD -> packZstd(records, length);
        };
    }

    /// The records of a chunk that stands at `offset` of the file, with their checksum held against the stated one.
    static ByteBuffer unpack(McapRecord.Chunk chunk, long offset, McapLimits limits) throws McapFormatException {
        ByteBuffer packed = chunk.records();
        int size = boundedSize(chunk.uncompressedBytes(), packed.remaining(), offset, limits);
        if (size == 0 && !packed.hasRemaining()) {
            return packed;
        }
        ByteBuffer records = switch (chunk.compression()) {
            case "" -> packed;
            case "zstd" -> unpackZstd(packed, size, offset);
            case "lz4" -> unpackLz4(packed, size, offset);
            default ->
                throw new McapFormatException(
                        Fault.UNKNOWN_COMPRESSION, offset, "The chunk is packed with an unknown method");
        };
        if (records.remaining() != size) {
            throw wrongSize(size, records.remaining(), offset);
        }
        check(chunk.uncompressedCrc(), records, offset);
        return records;
    }

    private static int boundedSize(long uncompressed, long packed, long offset, McapLimits limits)
            throws McapFormatException {
        if (uncompressed > limits.recordBytes()) {
            throw new McapFormatException(
                    Fault.LIMIT,
                    offset,
                    "The chunk unpacks to %d bytes, the limit is %d".formatted(uncompressed, limits.recordBytes()));
        }
        if (uncompressed > (packed + 64) * RATIO_MAX) {
            throw wrongSize(uncompressed, packed, offset);
        }
        return (int) uncompressed;
    }

    private static void check(long crc, ByteBuffer records, long offset) throws McapFormatException {
        if (crc == 0) {
            return;
        }
        var actual = new CRC32();
        actual.update(records.duplicate());
        if (actual.getValue() != crc) {
            throw new McapFormatException(
                    Fault.WRONG_CHECKSUM,
                    offset,
                    "The chunk's CRC is %08x, its records give %08x".formatted(crc, actual.getValue()));
        }
    }

    private static ByteBuffer packZstd(byte[] records, int length) {
        try (var zstd = new ZstdCompressCtx()) {
            byte[] packed = new byte[Math.toIntExact(Zstd.compressBound(length))];
            int size = zstd.setLevel(ZSTD_LEVEL).compressByteArray(packed, 0, packed.length, records, 0, length);
            return ByteBuffer.wrap(packed, 0, size);
        }
    }

    private static ByteBuffer unpackZstd(ByteBuffer packed, int size, long offset) throws McapFormatException {
        byte[] source = bytes(packed);
        byte[] records = new byte[size];
        try (var zstd = new ZstdDecompressCtx()) {
            int unpacked = zstd.decompressByteArray(records, 0, size, source, 0, source.length);
            return ByteBuffer.wrap(records, 0, unpacked);
        } catch (ZstdException e) {
            throw damaged("zstd", offset, e);
        }
    }

    private static ByteBuffer packLz4(byte[] records, int length) {
        var packed = new ByteArrayOutputStream(length / 2 + 64);
        try (var lz4 = new LZ4FrameOutputStream(
                packed,
                BLOCKSIZE.SIZE_1MB,
                length,
                LZ4_CODEC.fastCompressor(),
                XX_HASH.hash32(),
                FLG.Bits.BLOCK_INDEPENDENCE,
                FLG.Bits.CONTENT_SIZE)) {
            lz4.write(records, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return ByteBuffer.wrap(packed.toByteArray());
    }

    private static ByteBuffer unpackLz4(ByteBuffer packed, int size, long offset) throws McapFormatException {
        try (var lz4 = new LZ4FrameInputStream(
                new ByteArrayInputStream(bytes(packed)), LZ4_CODEC.safeDecompressor(), XX_HASH.hash32())) {
            byte[] records = new byte[size];
            int unpacked = lz4.readNBytes(records, 0, size);
            if (unpacked == size && lz4.read() >= 0) {
                throw wrongSize(size, size + 1L, offset);
            }
            return ByteBuffer.wrap(records, 0, unpacked);
        } catch (McapFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the library answers bad frames with either
            throw damaged("lz4", offset, e);
        }
    }

    private static byte[] bytes(ByteBuffer packed) {
        byte[] bytes = new byte[packed.remaining()];
        packed.duplicate().get(bytes);
        return bytes;
    }

    private static McapFormatException wrongSize(long stated, long actual, long offset) {
        return new McapFormatException(
                Fault.MALFORMED,
                offset,
                "The chunk says that it unpacks to %d bytes, but it holds %d".formatted(stated, actual));
    }

    private static McapFormatException damaged(String method, long offset, Exception cause) {
        var fault = new McapFormatException(Fault.MALFORMED, offset, "The chunk does not unpack as " + method);
        fault.initCause(cause);
        return fault;
    }
}
