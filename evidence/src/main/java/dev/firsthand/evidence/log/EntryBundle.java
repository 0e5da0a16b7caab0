package dev.firsthand.evidence.log;

import dev.firsthand.evidence.merkle.TileName;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Up to 256 entries in one file, each behind its length as two bytes.
final class EntryBundle {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int width;

    static EntryBundle of(byte[] bytes, int width) throws LogDamagedException {
        var bundle = new EntryBundle();
        for (byte[] entry : read(bytes, width)) {
            bundle.add(entry);
        }
        return bundle;
    }

    /// Exactly `width` entries, and nothing behind them.
    static List<byte[]> read(byte[] bytes, int width) throws LogDamagedException {
        var entries = new ArrayList<byte[]>(width);
        var left = ByteBuffer.wrap(bytes);
        while (left.remaining() >= Short.BYTES) {
            int length = Short.toUnsignedInt(left.getShort());
            if (length > left.remaining()) {
                break;
            }
            var entry = new byte[length];
            left.get(entry);
            entries.add(entry);
            if (entries.size() == width) {
                break;
            }
        }
        if (entries.size() != width || left.hasRemaining()) {
            throw new LogDamagedException("a bundle does not hold exactly %d entries".formatted(width));
        }
        return entries;
    }

    void add(byte[] entry) {
        bytes.write(entry.length >> 8);
        bytes.write(entry.length);
        bytes.writeBytes(entry);
        width++;
    }

    boolean isFull() {
        return width == TileName.FULL;
    }

    int width() {
        return width;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
