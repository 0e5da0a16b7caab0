package dev.firsthand.recording.convert;

import static dev.firsthand.recording.mp4.TinyMp4.box;
import static dev.firsthand.recording.mp4.TinyMp4.ints;
import static dev.firsthand.recording.mp4.TinyMp4.joined;
import static dev.firsthand.recording.mp4.TinyMp4.letters;
import static dev.firsthand.recording.mp4.TinyMp4.shorts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A made-up mp4 of four pictures at 30 a second on a clock of 90,000 ticks; the first and the third are keyframes.
/// Its pictures are no pictures, only bytes in the right boxes.
@SuppressWarnings("ArrayRecordComponent") // never compared
record TinyVideo(String codec, List<byte[]> samples, int[] displayShifts) {
    static final byte[] SEQUENCE_SET = {0x67, 66, 0, 30};
    static final byte[] PICTURE_SET = {0x68, 1, 2};
    static final byte[] KEY_PICTURE = {0x65, 10, 11, 12};
    static final byte[] OTHER_PICTURE = {0x41, 20, 21};
    static final byte[] DELIMITER = {0x09, (byte) 0xF0};
    static final int TICKS = 3000;

    static TinyVideo sound() {
        return new TinyVideo(
                "avc1",
                List.of(
                        units(KEY_PICTURE),
                        units(OTHER_PICTURE),
                        units(DELIMITER, KEY_PICTURE),
                        units(OTHER_PICTURE, OTHER_PICTURE)),
                new int[] {0, 0, 0, 0});
    }

    TinyVideo coded(String otherCodec) {
        return new TinyVideo(otherCodec, samples, displayShifts);
    }

    TinyVideo shown(int... shifts) {
        return new TinyVideo(codec, samples, shifts);
    }

    TinyVideo withLast(byte[] sample) {
        return new TinyVideo(codec, List.of(samples.get(0), samples.get(1), samples.get(2), sample), displayShifts);
    }

    Path writeTo(Path file) throws IOException {
        byte[] ftyp = box("ftyp", letters("isom"), ints(512), letters("isom"));
        byte[] mdat = box("mdat", joined(samples.toArray(byte[][]::new)));
        byte[] movieHeader = box(
                "mvhd", ints(0, 0, 0, 90000, 4 * TICKS, 0x10000, 0x01000000, 0, 0), matrix(), new byte[24], ints(2));
        return Files.write(file, joined(ftyp, mdat, box("moov", movieHeader, track(ftyp.length + 8))));
    }

    static byte[] units(byte[]... units) {
        var out = new ByteArrayOutputStream();
        for (byte[] unit : units) {
            out.writeBytes(ints(unit.length));
            out.writeBytes(unit);
        }
        return out.toByteArray();
    }

    private byte[] track(int firstSample) {
        byte[] tkhd = box("tkhd", ints(3, 0, 0, 1, 0, 4 * TICKS, 0, 0, 0, 0), matrix(), ints(64 << 16, 48 << 16));
        byte[] mdhd = box("mdhd", ints(0, 0, 0, 90000, 4 * TICKS, 0x55c40000));
        byte[] hdlr = box("hdlr", ints(0, 0), letters("vide"), new byte[12], letters("VideoHandler\0"));
        return box("trak", tkhd, box("mdia", mdhd, hdlr, box("minf", tables(firstSample))));
    }

    private byte[] tables(int firstSample) {
        byte[] entry = box(codec, new byte[24], shorts(64, 48), new byte[50], parameters());
        var shifts = new ByteArrayOutputStream();
        var sizes = new ByteArrayOutputStream();
        for (int i = 0; i < samples.size(); i++) {
            shifts.writeBytes(ints(1, displayShifts[i]));
            sizes.writeBytes(ints(samples.get(i).length));
        }
        return box(
                "stbl",
                box("stsd", ints(0, 1), entry),
                box("stts", ints(0, 1, 4, TICKS)),
                box("ctts", ints(0, 4), shifts.toByteArray()),
                box("stss", ints(0, 2, 1, 3)),
                box("stsc", ints(0, 1, 1, 4, 1)),
                box("stsz", ints(0, 0, 4), sizes.toByteArray()),
                box("stco", ints(0, 1, firstSample)));
    }

    private static byte[] parameters() {
        return box(
                "avcC",
                new byte[] {1, 66, 0, 30, (byte) 0xff, (byte) 0xe1},
                shorts(SEQUENCE_SET.length),
                SEQUENCE_SET,
                new byte[] {1},
                shorts(PICTURE_SET.length),
                PICTURE_SET);
    }

    private static byte[] matrix() {
        return ints(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
    }
}
