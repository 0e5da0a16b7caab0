package dev.firsthand.bench.wire;

import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// MessagePack without extension types: maps, lists, texts, bytes, numbers, truths and nothing. A byte array is `bin`.
/// What comes from outside is bounded by its own length: nothing is set aside for sizes that are only claimed.
public final class MessagePack {
    static final int DEPTH_MAX = 32;

    /// The value of nil.
    enum Nil {
        NIL
    }

    private MessagePack() {}

    public static byte[] bytes(Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                head(out, map.size(), 0x80, 16, 0xde);
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    write(out, entry.getKey());
                    write(out, entry.getValue());
                }
            }
            case List<?> list -> {
                head(out, list.size(), 0x90, 16, 0xdc);
                for (Object item : list) {
                    write(out, item);
                }
            }
            case String text -> writeText(out, text.getBytes(StandardCharsets.UTF_8));
            case byte[] bin -> {
                if (bin.length < 1 << 8) {
                    out.writeByte(0xc4);
                    out.writeByte(bin.length);
                } else {
                    head(out, bin.length, 0, 0, 0xc5);
                }
                out.write(bin);
            }
            case Integer number -> writeWhole(out, number);
            case Long number -> writeWhole(out, number);
            case Double number -> {
                out.writeByte(0xcb);
                out.writeDouble(number);
            }
            case Boolean truth -> out.writeByte(truth ? 0xc3 : 0xc2);
            case Nil nil -> out.writeByte(0xc0);
            default -> throw new IllegalArgumentException("no MessagePack for " + value.getClass());
        }
    }

    private static void writeText(DataOutputStream out, byte[] text) throws IOException {
        if (text.length >= 32 && text.length < 1 << 8) {
            out.writeByte(0xd9);
            out.writeByte(text.length);
        } else {
            head(out, text.length, 0xa0, 32, 0xda);
        }
        out.write(text);
    }

    /// The shortest head: in the first byte itself, or two or four bytes behind a code.
    private static void head(DataOutputStream out, int size, int fixed, int fixedBelow, int code) throws IOException {
        if (size < fixedBelow) {
            out.writeByte(fixed | size);
        } else if (size < 1 << 16) {
            out.writeByte(code);
            out.writeShort(size);
        } else {
            out.writeByte(code + 1);
            out.writeInt(size);
        }
    }

    private static void writeWhole(DataOutputStream out, long number) throws IOException {
        if (number >= -32 && number < 128) {
            out.writeByte((int) number);
        } else if (number >= 0 && number < 1 << 8) {
            out.writeByte(0xcc);
            out.writeByte((int) number);
        } else if (number >= 0 && number < 1 << 16) {
            out.writeByte(0xcd);
            out.writeShort((int) number);
        } else if (number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE) {
            out.writeByte(0xd2);
            out.writeInt((int) number);
        } else {
            out.writeByte(0xd3);
            out.writeLong(number);
        }
    }

    /// What the bytes say.
    public static Object read(ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate();
        try {
            Object value = value(in, 0);
            if (in.hasRemaining()) {
                throw fault("%d bytes stand behind the value".formatted(in.remaining()));
            }
            return value;
        } catch (BufferUnderflowException cut) {
            throw new PolicyFault(Ending.NOT_MSGPACK, "the value is cut");
        }
    }

    private static PolicyFault fault(String message) {
        return new PolicyFault(Ending.NOT_MSGPACK, message);
    }

    private static Object value(ByteBuffer in, int depth) {
        if (depth > DEPTH_MAX) {
            throw fault("nested deeper than %d".formatted(DEPTH_MAX));
        }
        int code = in.get() & 0xff;
        return switch (code) {
            case 0xc0 -> Nil.NIL;
            case 0xc2 -> false;
            case 0xc3 -> true;
            case 0xc4 -> bin(in, in.get() & 0xff);
            case 0xc5 -> bin(in, in.getShort() & 0xffff);
            case 0xc6 -> bin(in, in.getInt());
            case 0xca -> (double) in.getFloat();
            case 0xcb -> in.getDouble();
            case 0xcc -> (long) (in.get() & 0xff);
            case 0xcd -> (long) (in.getShort() & 0xffff);
            case 0xce -> in.getInt() & 0xffffffffL;
            case 0xcf, 0xd3 -> in.getLong();
            case 0xd0 -> (long) in.get();
            case 0xd1 -> (long) in.getShort();
            case 0xd2 -> (long) in.getInt();
            case 0xd9 -> text(in, in.get() & 0xff);
            case 0xda -> text(in, in.getShort() & 0xffff);
            case 0xdb -> text(in, in.getInt());
            case 0xdc -> list(in, in.getShort() & 0xffff, depth);
            case 0xdd -> list(in, in.getInt(), depth);
            case 0xde -> map(in, in.getShort() & 0xffff, depth);
            case 0xdf -> map(in, in.getInt(), depth);
            default -> ofOneByte(in, code, depth);
        };
    }

    private static Object ofOneByte(ByteBuffer in, int code, int depth) {
        if (code < 0x80 || code >= 0xe0) {
            return (long) (byte) code;
        }
        return switch (code & 0xf0) {
            case 0x80 -> map(in, code & 15, depth);
            case 0x90 -> list(in, code & 15, depth);
            case 0xa0, 0xb0 -> text(in, code & 31);
            default -> throw fault("no value begins with 0x%02x".formatted(code));
        };
    }

    private static byte[] bin(ByteBuffer in, int size) {
        if (size < 0 || size > in.remaining()) {
            throw fault("the value is cut");
        }
        byte[] bytes = new byte[size];
        in.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer in, int size) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bin(in, size)))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new PolicyFault(Ending.NOT_MSGPACK, "a text is not UTF-8");
        }
    }

    private static List<Object> list(ByteBuffer in, int size, int depth) {
        bound(in, size);
        var list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(value(in, depth + 1));
        }
        return list;
    }

    /// Keys are texts or, as numpy's own are, bytes that are read as texts.
    private static Map<String, Object> map(ByteBuffer in, int size, int depth) {
        bound(in, size);
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < size; i++) {
            String key = switch (value(in, depth + 1)) {
                case String text -> text;
                case byte[] bin -> new String(bin, StandardCharsets.ISO_8859_1);
                default -> throw fault("a key is neither a text nor bytes");
            };
            map.put(key, value(in, depth + 1));
        }
        return map;
    }

    /// Each value takes at least one byte.
    private static void bound(ByteBuffer in, int size) {
        if (size < 0 || size > in.remaining()) {
            throw fault("the value is cut");
        }
    }
}
