package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.C3d.Processor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// A C3D file made byte by byte: two points, of which the second is never seen, one analogue channel twice as fast.
final class TinyC3d {
    static final int DATA_AT = 1024;
    private static final float SCALE = 0.5f;

    int frames = 3;
    int headerAnalog = 2;

    private final Processor processor;
    private final boolean real;
    private ByteBuffer out = ByteBuffer.allocate(0);

    TinyC3d(Processor processor, boolean real) {
        this.processor = processor;
        this.real = real;
    }

    byte[] bytes() {
        int size = DATA_AT + frames * 10 * (real ? 4 : 2);
        out = ByteBuffer.allocate(size)
                .order(processor == Processor.MIPS ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        header();
        parameters();
        out.position(DATA_AT);
        for (int f = 0; f < frames; f++) {
            point(f % 1000, 10, -20, 5 << 8 | 3);
            point(0, 0, 0, -1);
            analog(2 * f);
            analog(2 * f + 1);
        }
        return Arrays.copyOf(out.array(), size);
    }

    private void header() {
        out.put(0, (byte) 2).put(1, (byte) 0x50);
        out.putShort(2, (short) 2).putShort(4, (short) headerAnalog);
        out.putShort(6, (short) 1).putShort(8, (short) Math.min(frames, 65_535));
        out.position(12);
        number(real ? -SCALE : SCALE);
        out.putShort(16, (short) 3).putShort(18, (short) 2);
        out.position(20);
        number(50);
    }

    private void parameters() {
        out.position(512);
        byte code = (byte)
                (84 + List.of(Processor.INTEL, Processor.DEC, Processor.MIPS).indexOf(processor));
        out.put((byte) 1).put((byte) 0x50).put((byte) 1).put(code);
        text(1, "LABELS", "HEAD"); // before its group
        group(1, "POINT");
        text(1, "UNITS", "mm  ");
        text(1, "Y_SCREEN", "+Y");
        group(2, "ANALOG");
        reals(2, "SCALE", 2);
        reals(2, "GEN_SCALE", 2);
        shorts(2, "OFFSET", -10);
        if (frames > 65_535) {
            group(3, "TRIAL");
            shorts(3, "ACTUAL_START_FIELD", 1, 0);
            shorts(3, "ACTUAL_END_FIELD", frames % 65_536, frames / 65_536);
        }
    }

    private void group(int id, String name) {
        record(-id, name, 1);
        out.put((byte) 0);
    }

    private void text(int group, String name, String value) {
        record(group, name, 4 + value.length() + 1);
        out.put((byte) -1).put((byte) 2).put((byte) value.length()).put((byte) 1);
        out.put(value.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }

    private void reals(int group, String name, float value) {
        record(group, name, 3 + 4 + 1);
        out.put((byte) 4).put((byte) 1).put((byte) 1);
        number(value);
        out.put((byte) 0);
    }

    private void shorts(int group, String name, int... values) {
        record(group, name, 3 + 2 * values.length + 1);
        out.put((byte) 2).put((byte) 1).put((byte) values.length);
        for (int value : values) {
            out.putShort((short) value);
        }
        out.put((byte) 0);
    }

    private void record(int id, String name, int length) {
        out.put((byte) name.length()).put((byte) id).put(name.getBytes(StandardCharsets.US_ASCII));
        out.putShort((short) (2 + length));
    }

    private void point(float x, float y, float z, int fourth) {
        if (real) {
            number(x);
            number(y);
            number(z);
            number(fourth);
        } else {
            out.putShort((short) (x / SCALE)).putShort((short) (y / SCALE)).putShort((short) (z / SCALE));
            out.putShort((short) fourth);
        }
    }

    private void analog(int value) {
        if (real) {
            number(value);
        } else {
            out.putShort((short) value);
        }
    }

    private void number(float value) {
        if (processor == Processor.DEC) {
            int bits = Float.floatToIntBits(value * 4);
            out.putInt(bits << 16 | bits >>> 16);
        } else {
            out.putFloat(value);
        }
    }
}
