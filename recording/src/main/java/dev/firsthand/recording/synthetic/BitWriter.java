package dev.firsthand.recording.synthetic;

import java.io.ByteArrayOutputStream;

/// Writes bits, most significant first, as video headers have them.
final class BitWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int held;
    private int count;

    BitWriter put(int value, int bits) {
        for (int bit = bits - 1; bit >= 0; bit--) {
            held = (held << 1) | ((value >> bit) & 1);
            if (++count == Byte.SIZE) {
                out.write(held);
                held = 0;
                count = 0;
            }
        }
        return this;
    }

    /// One-bit flags, `1` or `0` each.
    BitWriter flags(String flags) {
        for (int i = 0; i < flags.length(); i++) {
            put(flags.charAt(i) - '0', 1);
        }
        return this;
    }

    /// Unsigned Exp-Golomb, one number after the other; a signed zero is the same.
    BitWriter golomb(int... values) {
        for (int value : values) {
            int length = Integer.SIZE - Integer.numberOfLeadingZeros(value + 1);
            put(0, length - 1).put(value + 1, length);
        }
        return this;
    }

    /// Zeros up to a whole byte.
    BitWriter align() {
        while (count != 0) {
            put(0, 1);
        }
        return this;
    }

    byte[] bytes() {
        return align().out.toByteArray();
    }
}
