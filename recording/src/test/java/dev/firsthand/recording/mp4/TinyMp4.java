package dev.firsthand.recording.mp4;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Hand-made mp4 files, byte by byte: three samples of 5, 6 and 7 bytes at 30 a second, shown in another order.
public final class TinyMp4 {
    static final byte[] SEQUENCE_SET = {0x67, 66, 0, 30};
    static final byte[] PICTURE_SET = {0x68, 1};

    private TinyMp4() {}

    public static byte[] bytes() {
        byte[] ftyp = box("ftyp", letters("isom"), ints(512), letters("isom"));
        int mdatPayload = ftyp.length + 8;
        byte[] mdat = box("mdat", new byte[18]);
        return joined(ftyp, mdat, box("moov", movieHeader(), track(stbl(mdatPayload))));
    }

    public static byte[] movieHeader() {
        return box("mvhd", ints(0, 0, 0, 15360, 1536, 0x10000, 0x01000000, 0, 0), matrix(), new byte[24], ints(2));
    }

    public static byte[] track(byte[] stbl) {
        byte[] tkhd = box("tkhd", ints(3, 0, 0, 1, 0, 1536, 0, 0, 0, 0), matrix(), ints(64 << 16, 48 << 16));
        byte[] mdhd = box("mdhd", ints(0, 0, 0, 15360, 1536, 0x55c40000));
        byte[] hdlr = box("hdlr", ints(0, 0), letters("vide"), new byte[12], letters("VideoHandler\0"));
        byte[] elst = box("edts", box("elst", ints(0, 1, 1536, 512, 0x10000)));
        return box("trak", tkhd, elst, box("mdia", mdhd, hdlr, box("minf", stbl)));
    }

    public static byte[] stbl(int firstSample) {
        byte[] entry = box("avc1", new byte[24], shorts(64, 48), new byte[50], avcC());
        return box(
                "stbl",
                box("stsd", ints(0, 1), entry),
                box("stts", ints(0, 1, 3, 512)),
                box("ctts", ints(0, 3, 1, 512, 1, 1024, 1, 0)),
                box("stss", ints(0, 1, 1)),
                box("stsc", ints(0, 2, 1, 2, 1, 2, 1, 1)),
                box("stsz", ints(0, 0, 3, 5, 6, 7)),
                box("stco", ints(0, 2, firstSample, firstSample + 11)));
    }

    private static byte[] avcC() {
        return box(
                "avcC",
                new byte[] {1, 66, 0, 30, (byte) 0xff, (byte) 0xe1, 0, 4},
                SEQUENCE_SET,
                new byte[] {1, 0, 2},
                PICTURE_SET);
    }

    private static byte[] matrix() {
        return ints(0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000);
    }

    public static byte[] box(String type, byte[]... payload) {
        byte[] inside = joined(payload);
        return joined(ints(inside.length + 8), letters(type), inside);
    }

    public static byte[] ints(int... values) {
        var bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    public static byte[] shorts(int... values) {
        var bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    public static byte[] letters(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] joined(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
