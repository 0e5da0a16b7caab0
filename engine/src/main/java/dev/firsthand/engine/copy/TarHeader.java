package dev.firsthand.engine.copy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The header block of one file in a tar archive: POSIX ustar; sizes of 8 GiB and more in base 256, as GNU tar, bsdtar
/// and Python write and read them.
record TarHeader(String path, long sizeBytes) {
    static final int BLOCK_BYTES = 512;

    private static final int NAME_BYTES = 100;
    private static final int PREFIX_BYTES = 155;
    private static final int PREFIX_AT = 345;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int SUM_AT = 148;
    private static final long OCTAL_SIZE_LIMIT = 1L << 33;

    /// Header, file and what fills its last block.
    long entryBytes() {
        return BLOCK_BYTES + Math.ceilDiv(sizeBytes, BLOCK_BYTES) * BLOCK_BYTES;
    }

    byte[] bytes() {
        byte[] block = new byte[BLOCK_BYTES];
        int split = path.length() <= NAME_BYTES ? -1 : path.indexOf('/', path.length() - NAME_BYTES - 1);
        if (split > PREFIX_BYTES || (split < 0 && path.length() > NAME_BYTES)) {
            throw new IllegalStateException("a path of a copy is too long for an archive: " + path);
        }
        put(block, 0, path.substring(split + 1));
        put(block, 100, "0000644");
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        putSize(block);
        put(block, 136, "00000000000");
        put(block, SUM_AT, " ".repeat(8));
        put(block, 156, "0");
        put(block, 257, "ustar");
        put(block, 263, "00");
        put(block, PREFIX_AT, path.substring(0, Math.max(split, 0)));
        int sum = 0;
        for (byte one : block) {
            sum += one & 0xff;
        }
        put(block, SUM_AT, "%06o".formatted(sum));
        block[SUM_AT + 6] = 0;
        return block;
    }

    private void putSize(byte[] block) {
        if (sizeBytes < OCTAL_SIZE_LIMIT) {
            put(block, SIZE_AT, String.format(Locale.ROOT, "%011o", sizeBytes));
            return;
        }
        block[SIZE_AT] = (byte) 0x80;
        for (int i = 0; i < Long.BYTES; i++) {
            block[SIZE_AT + SIZE_BYTES - 1 - i] = (byte) (sizeBytes >>> (8 * i));
        }
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
