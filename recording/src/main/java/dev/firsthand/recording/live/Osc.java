package dev.firsthand.recording.live;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Open Sound Control 1.0: one message, or a bundle of messages and bundles. Big-endian, everything padded to four
/// bytes.
final class Osc {
    private static final int DEPTH_MAX = 8;
    private static final int MESSAGES_MAX = 8_192;
    private static final int ALIGN = 4;
    private static final String BUNDLE = "#bundle";

    private final List<Message> messages = new ArrayList<>();

    private Osc() {}

    /// What one message says. Arguments that are neither numbers nor text are passed over.
    record Message(String address, List<Object> arguments) {
        Message {
            arguments = List.copyOf(arguments);
        }

        Optional<String> text(int index) {
            return index < arguments.size() && arguments.get(index) instanceof String text
                    ? Optional.of(text)
                    : Optional.empty();
        }

        /// Not a number where there is none.
        double number(int index) {
            return index < arguments.size() && arguments.get(index) instanceof Number number
                    ? number.doubleValue()
                    : Double.NaN;
        }
    }

    /// All messages of a datagram, in order; empty where it is not one of these.
    static Optional<List<Message>> messages(ByteBuffer datagram) {
        var osc = new Osc();
        try {
            return osc.packet(datagram, 0) ? Optional.of(osc.messages) : Optional.empty();
        } catch (BufferUnderflowException cut) {
            return Optional.empty();
        }
    }

    private boolean packet(ByteBuffer bytes, int depth) {
        if (depth > DEPTH_MAX || messages.size() >= MESSAGES_MAX || bytes.remaining() % ALIGN != 0) {
            return false;
        }
        String address = text(bytes);
        if (!address.equals(BUNDLE)) {
            return address.startsWith("/") && message(address, bytes);
        }
        bytes.getLong(); // when it is to be played: programs that send motion mean "now"
        while (bytes.hasRemaining()) {
            int size = bytes.getInt();
            if (size < ALIGN || size > bytes.remaining() || !packet(part(bytes, size), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean message(String address, ByteBuffer bytes) {
        List<Object> arguments = new ArrayList<>();
        // Old senders leave the types out where there are no arguments.
        String types = bytes.hasRemaining() ? text(bytes) : ",";
        if (!types.startsWith(",")) {
            return false;
        }
        for (char type : types.substring(1).toCharArray()) {
            switch (type) {
                case 'f' -> arguments.add(bytes.getFloat());
                case 'i' -> arguments.add(bytes.getInt());
                case 'd' -> arguments.add(bytes.getDouble());
                case 'h' -> arguments.add(bytes.getLong());
                case 's', 'S' -> arguments.add(text(bytes));
                case 't' -> bytes.getLong();
                case 'c', 'r', 'm' -> bytes.getInt();
                case 'b' -> blob(bytes);
                case 'T', 'F', 'N', 'I', '[', ']' -> {}
                default -> {
                    return false;
                }
            }
        }
        messages.add(new Message(address, arguments));
        return !bytes.hasRemaining();
    }

    private static void blob(ByteBuffer bytes) {
        int size = bytes.getInt();
        if (size < 0 || size > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        part(bytes, padded(size));
    }

    private static ByteBuffer part(ByteBuffer bytes, int size) {
        if (size < 0 || size > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = bytes.slice(bytes.position(), size);
        bytes.position(bytes.position() + size);
        return part;
    }

    /// Ends with a zero, then zeros to the next four bytes.
    private static String text(ByteBuffer bytes) {
        int start = bytes.position();
        while (bytes.get() != 0) {}
        int length = bytes.position() - start - 1;
        byte[] text = new byte[length];
        bytes.get(start, text);
        int next = start + padded(length + 1);
        if (next > bytes.limit()) {
            throw new BufferUnderflowException();
        }
        bytes.position(next);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static int padded(int size) {
        return (size + ALIGN - 1) / ALIGN * ALIGN;
    }
}
