package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.C3d.Processor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers as three kinds of machine wrote them.
final class C3dNumbers {
    private static final VarHandle INT_LITTLE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BIG = view(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT_LITTLE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BIG = view(short[].class, ByteOrder.BIG_ENDIAN);

    private final Processor processor;

    C3dNumbers(Processor processor) {
        this.processor = processor;
    }

    private static VarHandle view(Class<?> type, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(type, order);
    }

    int unsigned(byte[] bytes, int at) {
        return signed(bytes, at) & 0xFFFF;
    }

    short signed(byte[] bytes, int at) {
        return (short) (processor == Processor.MIPS ? SHORT_BIG : SHORT_LITTLE).get(bytes, at);
    }

    float real(byte[] bytes, int at) {
        return switch (processor) {
            case INTEL -> Float.intBitsToFloat((int) INT_LITTLE.get(bytes, at));
            case MIPS -> Float.intBitsToFloat((int) INT_BIG.get(bytes, at));
            case DEC -> dec((int) INT_LITTLE.get(bytes, at));
        };
    }

    /// Many at once: loops that know their format are several times faster.
    void reals(byte[] bytes, int at, float[] to, int count) {
        switch (processor) {
            case INTEL -> {
                for (int i = 0; i < count; i++) {
                    to[i] = Float.intBitsToFloat((int) INT_LITTLE.get(bytes, at + 4 * i));
                }
            }
            case MIPS -> {
                for (int i = 0; i < count; i++) {
                    to[i] = Float.intBitsToFloat((int) INT_BIG.get(bytes, at + 4 * i));
                }
            }
            case DEC -> {
                for (int i = 0; i < count; i++) {
                    to[i] = dec((int) INT_LITTLE.get(bytes, at + 4 * i));
                }
            }
        }
    }

    void shorts(byte[] bytes, int at, short[] to, int count) {
        VarHandle view = processor == Processor.MIPS ? SHORT_BIG : SHORT_LITTLE;
        for (int i = 0; i < count; i++) {
            to[i] = (short) view.get(bytes, at + 2 * i);
        }
    }

    /// A VAX number has its two words swapped and counts its exponent two higher. An exponent of 0 means nothing.
    private static float dec(int littleEndian) {
        int bits = littleEndian << 16 | littleEndian >>> 16;
        return (bits & 0x7F800000) == 0 ? 0 : Float.intBitsToFloat(bits) / 4;
    }
}
