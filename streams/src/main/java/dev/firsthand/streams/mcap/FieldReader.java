package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the fields of one record in turn. A field that reaches past the record's end is a fault of the record.
final class FieldReader {
    private final ByteBuffer content;
    private final long recordOffset;

    FieldReader(ByteBuffer content, long recordOffset) {
        this.content = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.recordOffset = recordOffset;
    }

    boolean atEnd() {
        return !content.hasRemaining();
    }

    /// Bytes read of this record's content.
    int position() {
        return content.position();
    }

    int u8() throws McapFormatException {
        return need(1).get() & 0xFF;
    }

    int u16() throws McapFormatException {
        return need(2).getShort() & 0xFFFF;
    }

    long u32() throws McapFormatException {
        return need(4).getInt() & 0xFFFF_FFFFL;
    }

    long u64() throws McapFormatException {
        return need(8).getLong();
    }

    /// A place or a length: it cannot be negative.
    long size() throws McapFormatException {
        long size = u64();
        if (size < 0) {
            throw malformed("a size of 2^63 bytes or more");
        }
        return size;
    }

    String string() throws McapFormatException {
        ByteBuffer utf8 = bytes(u32());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw malformed("a string that is not UTF-8");
        }
    }

    ByteBuffer bytes(long length) throws McapFormatException {
        if (length < 0 || length > content.remaining()) {
            throw malformed("a field of %s bytes where %d are left"
                    .formatted(Long.toUnsignedString(length), content.remaining()));
        }
        ByteBuffer field = content.slice(content.position(), (int) length);
        content.position(content.position() + (int) length);
        return field;
    }

    ByteBuffer rest() throws McapFormatException {
        return bytes(content.remaining());
    }

    FieldReader array() throws McapFormatException {
        return new FieldReader(bytes(u32()), recordOffset);
    }

    SortedMap<String, String> strings() throws McapFormatException {
        var map = new TreeMap<String, String>();
        for (FieldReader entries = array(); !entries.atEnd(); ) {
            String key = entries.string();
            if (map.put(key, entries.string()) != null) {
                throw malformed("a map that holds one key twice");
            }
        }
        return map;
    }

    SortedMap<Integer, Long> numbers() throws McapFormatException {
        var map = new TreeMap<Integer, Long>();
        for (FieldReader entries = array(); !entries.atEnd(); ) {
            int key = entries.u16();
            if (map.put(key, entries.u64()) != null) {
                throw malformed("a map that holds key %d twice".formatted(key));
            }
        }
        return map;
    }

    void requireEnd() throws McapFormatException {
        if (!atEnd()) {
            throw malformed("%d bytes after the last field".formatted(content.remaining()));
        }
    }

    McapFormatException malformed(String what) {
        return new McapFormatException(Fault.MALFORMED, recordOffset, "The record holds " + what);
    }

    private ByteBuffer need(int bytes) throws McapFormatException {
        if (content.remaining() < bytes) {
            throw malformed("a field of %d bytes where %d are left".formatted(bytes, content.remaining()));
        }
        return content;
    }
}
