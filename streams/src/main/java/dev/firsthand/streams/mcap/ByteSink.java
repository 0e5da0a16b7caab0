package dev.firsthand.streams.mcap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that grow at their end: little-endian numbers, strings and records with a length before them.
final class ByteSink {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    private static final int SIZE_MAX = Integer.MAX_VALUE - 64;

    private byte[] bytes = new byte[256];
    private int size;

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void u8(int value) {
        int at = room(1); // before `bytes` is read: it may be another array afterwards
        bytes[at] = (byte) value;
    }

    void u16(int value) {
        int at = room(2);
        SHORT.set(bytes, at, (short) value);
    }

    void u32(long value) {
        int at = room(4);
        INT.set(bytes, at, (int) value);
    }

    void u64(long value) {
        int at = room(8);
        LONG.set(bytes, at, value);
    }

    void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u32(utf8.length);
        raw(utf8, utf8.length);
    }

    void raw(byte[] source, int length) {
        int at = room(length);
        System.arraycopy(source, 0, bytes, at, length);
    }

    void raw(ByteBuffer source) {
        int length = source.remaining();
        int at = room(length);
        source.get(bytes, at, length);
    }

    /// Begins something that has its length before it; gives the place to hand to [#endU64].
    int beginU64() {
        u64(0);
        return size;
    }

    void endU64(int begun) {
        LONG.set(bytes, begun - 8, (long) (size - begun));
    }

    int beginU32() {
        u32(0);
        return size;
    }

    void endU32(int begun) {
        INT.set(bytes, begun - 4, size - begun);
    }

    private int room(int length) {
        int at = size;
        long needed = (long) size + length;
        if (needed > bytes.length) {
            if (needed > SIZE_MAX) {
                throw new IllegalArgumentException(
                        "a record or chunk of %d bytes does not fit: at most %d bytes".formatted(needed, SIZE_MAX));
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(SIZE_MAX, Math.max(needed, 2L * bytes.length)));
        }
        size = (int) needed;
        return at;
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }
}
