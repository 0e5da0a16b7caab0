package dev.firsthand.recording.convert;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// One protobuf message, field by field, as bytes. Fields that hold nothing or zero are left out, as proto3 does.
/// See protobuf.dev/programming-guides/encoding.
final class ProtoBytes {
    private static final int VARINT = 0;
    private static final int I64 = 1;
    private static final int LENGTH = 2;
    private static final int I32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ProtoBytes integer(int field, long value) {
        if (value != 0) {
            tag(field, VARINT);
            varint(value);
        }
        return this;
    }

    ProtoBytes fixed32(int field, int value) {
        if (value != 0) {
            tag(field, I32);
            little(value, 4);
        }
        return this;
    }

    ProtoBytes number(int field, double value) {
        if (Double.doubleToRawLongBits(value) != 0) {
            tag(field, I64);
            little(Double.doubleToRawLongBits(value), 8);
        }
        return this;
    }

    /// A repeated field, packed.
    ProtoBytes numbers(int field, double... values) {
        if (values.length > 0) {
            tag(field, LENGTH);
            varint(8L * values.length);
            for (double value : values) {
                little(Double.doubleToRawLongBits(value), 8);
            }
        }
        return this;
    }

    ProtoBytes string(int field, String value) {
        return value.isEmpty() ? this : message(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes, or a message within this message: written even where empty.
    ProtoBytes message(int field, byte[] content) {
        tag(field, LENGTH);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    ProtoBytes message(int field, ProtoBytes content) {
        return message(field, content.toBytes());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void tag(int field, int wireType) {
        varint(((long) field << 3) | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private void little(long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes.write((int) (value >>> (8 * i)));
        }
    }
}
