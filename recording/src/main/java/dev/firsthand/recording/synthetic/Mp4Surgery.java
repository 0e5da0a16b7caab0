package dev.firsthand.recording.synthetic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Breaks small mp4 files that we made ourselves, box by box.
final class Mp4Surgery {
    /// Boxes that hold boxes, by how many bytes stand before the first.
    private static final Set<String> FOLDERS = Set.of("moov", "trak", "mdia", "minf", "stbl", "moof", "traf");

    private static final int HEADER = 8;
    private static final int ABSURD = 16_000;
    private static final int SAMPLE_ENTRY_SIZE_AT = 24;
    private static final int SAMPLE_ENTRY_BYTES = 78;

    private byte[] file;

    private Mp4Surgery(byte[] file) {
        this.file = file;
    }

    static Mp4Surgery on(Path mp4) throws IOException {
        return new Mp4Surgery(Files.readAllBytes(mp4));
    }

    void write(Path mp4) throws IOException {
        Files.write(mp4, file);
    }

    /// What to do with the body of one box, given how many boxes of its type came before.
    private interface Cut {
        byte[] body(String type, byte[] body, int seen);
    }

    /// A track whose tables say that there is nothing.
    Mp4Surgery removeSamples() {
        file = operated((type, body, seen) -> switch (type) {
            case "stts", "stsc", "stco", "stss", "ctts" -> new byte[HEADER];
            case "stsz" -> new byte[HEADER + 4];
            case "mdat" -> new byte[0];
            default -> body;
        });
        return this;
    }

    /// Sizes that no memory holds. The index stands last in these files, so that no offset moves.
    Mp4Surgery inflate() {
        file = operated((type, body, seen) -> switch (type) {
            case "tkhd" -> {
                ByteBuffer.wrap(body).putInt(body.length - 8, ABSURD << 16).putInt(body.length - 4, ABSURD << 16);
                yield body;
            }
            case "stsd" -> inflatedEntry(body);
            default -> body;
        });
        return this;
    }

    /// The clock of the second fragment starts half a second before the first.
    Mp4Surgery turnBackSecondFragment() {
        file = operated((type, body, seen) -> {
            if (type.equals("tfdt") && seen > 0) {
                var bytes = ByteBuffer.wrap(body);
                boolean wide = body[0] == 1;
                long back = (wide ? bytes.getLong(4) : bytes.getInt(4)) / 2;
                if (wide) {
                    bytes.putLong(4, back);
                } else {
                    bytes.putInt(4, (int) back);
                }
            }
            return body;
        });
        return this;
    }

    /// Nothing but zeros in every picture that leans on another.
    Mp4Surgery damagePictures() {
        file = operated((type, body, seen) -> {
            if (type.equals("mdat")) {
                zeroSlices(ByteBuffer.wrap(body));
            }
            return body;
        });
        return this;
    }

    /// The media data of these files is one unit of H.264 after the other, its length in four bytes before it.
    private static void zeroSlices(ByteBuffer units) {
        while (units.remaining() > 4) {
            int length = units.getInt();
            boolean leaning = (units.get(units.position()) & 31) == 1; // ITU-T H.264 table 7-1
            if (leaning) {
                units.duplicate().position(units.position() + 1).put(new byte[length - 1]);
            }
            units.position(units.position() + length);
        }
    }

    private byte[] operated(Cut cut) {
        return boxes(file, 0, file.length, cut, new java.util.HashMap<>());
    }

    private static byte[] boxes(byte[] bytes, int from, int to, Cut cut, java.util.Map<String, Integer> seen) {
        var out = new ByteArrayOutputStream();
        int at = from;
        while (at + HEADER <= to) {
            int size = ByteBuffer.wrap(bytes).getInt(at);
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            byte[] body = FOLDERS.contains(type)
                    ? boxes(bytes, at + HEADER, at + size, cut, seen)
                    : java.util.Arrays.copyOfRange(bytes, at + HEADER, at + size);
            byte[] changed = cut.body(type, body, seen.merge(type, 1, Integer::sum) - 1);
            out.writeBytes(box(type, changed));
            at += size;
        }
        return out.toByteArray();
    }

    private static byte[] box(String type, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length)
                .putInt(HEADER + body.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(body)
                .array();
    }

    /// One `avc1` entry with other sizes and another `avcC`.
    private static byte[] inflatedEntry(byte[] stsd) {
        var head = ByteBuffer.wrap(
                java.util.Arrays.copyOfRange(stsd, HEADER + HEADER, HEADER + HEADER + SAMPLE_ENTRY_BYTES));
        head.putShort(SAMPLE_ENTRY_SIZE_AT, (short) ABSURD).putShort(SAMPLE_ENTRY_SIZE_AT + 2, (short) ABSURD);
        byte[] sps = absurdSps();
        byte[] pps = {0x68, (byte) 0xce, 0x3c, (byte) 0x80};
        byte[] avcc = ByteBuffer.allocate(6 + 2 + sps.length + 1 + 2 + pps.length)
                .put(new byte[] {1, sps[1], sps[2], sps[3], (byte) 0xff, (byte) 0xe1})
                .putShort((short) sps.length)
                .put(sps)
                .put((byte) 1)
                .putShort((short) pps.length)
                .put(pps)
                .array();
        var entry = new ByteArrayOutputStream();
        entry.writeBytes(head.array());
        entry.writeBytes(box("avcC", avcc));
        var body = new ByteArrayOutputStream();
        body.writeBytes(java.util.Arrays.copyOf(stsd, HEADER));
        body.writeBytes(box("avc1", entry.toByteArray()));
        return body.toByteArray();
    }

    /// A sequence parameter set (H.264 7.3.2.1.1) of Baseline, level 6.2, 1000 by 1000 macroblocks.
    private static byte[] absurdSps() {
        var bits = new BitWriter();
        bits.put(0x67, 8).put(66, 8).put(0xc0, 8).put(62, 8);
        bits.golomb(0, 0, 2, 1).put(0, 1); // ids, frame numbers, order by decoding, one reference
        bits.golomb(ABSURD / 16 - 1, ABSURD / 16 - 1);
        bits.flags("11001"); // frames only, direct 8x8, no crop, no VUI, stop
        return bits.bytes();
    }
}
