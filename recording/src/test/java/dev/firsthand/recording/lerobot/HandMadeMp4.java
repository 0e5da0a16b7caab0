package dev.firsthand.recording.lerobot;

import static dev.firsthand.recording.mp4.TinyMp4.box;
import static dev.firsthand.recording.mp4.TinyMp4.ints;
import static dev.firsthand.recording.mp4.TinyMp4.joined;
import static dev.firsthand.recording.mp4.TinyMp4.letters;
import static dev.firsthand.recording.mp4.TinyMp4.shorts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// An mp4 as our release renders it, byte by byte, with switches for each way to be wrong. Its pictures are one byte
/// each: nothing here decodes them.
public final class HandMadeMp4 {
    public int frames = 10;
    public int width = 64;
    int height = 48;
    int timescale = 15360;
    public int delta = 512;
    public int lateFrame = -1;
    public boolean reordered;
    public boolean editList;
    public boolean turned;
    public boolean sound;
    public boolean subtitles;
    public boolean userData;
    public String entry = "avc1";
    public byte[] sequenceSet = {0x67, 66, (byte) 0xc0, 30};

    public static HandMadeMp4 of(int frames) {
        var mp4 = new HandMadeMp4();
        mp4.frames = frames;
        return mp4;
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    byte[] bytes() {
        byte[] ftyp = box("ftyp", letters("isom"), ints(512), letters("isom"));
        byte[] mdat = box("mdat", new byte[frames]);
        int first = ftyp.length + 8;
        byte[] moov = box(
                "moov",
                box(
                        "mvhd",
                        ints(0, 0, 0, timescale, frames * delta, 0x10000, 0x01000000, 0, 0),
                        matrix(false),
                        new byte[24],
                        ints(4)),
                track("vide", box("vmhd", ints(1, 0, 0)), visualEntry(), first),
                sound ? track("soun", box("smhd", ints(0, 0)), box("mp4a", new byte[28]), first) : new byte[0],
                subtitles ? track("text", box("nmhd", ints(0)), box("tx3g", new byte[8]), first) : new byte[0],
                userData ? box("udta", box("loci", letters("somewhere"))) : new byte[0]);
        return joined(ftyp, mdat, moov);
    }

    private byte[] track(String handler, byte[] mediaHeader, byte[] sampleEntry, int firstSample) {
        byte[] tkhd = box(
                "tkhd",
                ints(3, 0, 0, 1, 0, frames * delta, 0, 0, 0, 0),
                matrix(turned),
                ints(width << 16, height << 16));
        byte[] edts = editList ? box("edts", box("elst", ints(0, 1, frames * delta, 0, 0x10000))) : new byte[0];
        byte[] mdhd = box("mdhd", ints(0, 0, 0, timescale, frames * delta, 0x55c40000));
        byte[] hdlr = box("hdlr", ints(0, 0), letters(handler), new byte[12], letters("x\0"));
        byte[] dinf = box("dinf", box("dref", ints(0, 1), box("url ", ints(1))));
        byte[] minf = box("minf", mediaHeader, dinf, stbl(sampleEntry, firstSample));
        return box("trak", tkhd, edts, box("mdia", mdhd, hdlr, minf));
    }

    private byte[] visualEntry() {
        byte[] avcC = box(
                "avcC",
                new byte[] {1, 66, 0, 30, (byte) 0xff, (byte) 0xe1, 0, (byte) sequenceSet.length},
                sequenceSet,
                new byte[] {1, 0, 2, 0x68, 1});
        return box(entry, new byte[24], shorts(width, height), new byte[50], avcC);
    }

    private byte[] stbl(byte[] sampleEntry, int firstSample) {
        byte[] stts = lateFrame < 0
                ? box("stts", ints(0, 1, frames, delta))
                : box("stts", ints(0, 3, lateFrame - 1, delta, 1, delta + 1, frames - lateFrame, delta));
        byte[] ctts = reordered ? box("ctts", ints(0, 3, 1, 0, 1, delta, 1, -delta), ints(frames - 3, 0)) : new byte[0];
        if (reordered) {
            ByteBuffer.wrap(ctts).putInt(12, 4);
        }
        int[] sizes = IntStream.generate(() -> 1).limit(frames).toArray();
        return box(
                "stbl",
                box("stsd", ints(0, 1), sampleEntry),
                stts,
                ctts,
                box("stss", ints(0, 1, 1)),
                box("stsc", ints(0, 1, 1, frames, 1)),
                box("stsz", ints(0, 0, frames), ints(sizes)),
                box("stco", ints(0, 1, firstSample)));
    }

    private static byte[] matrix(boolean turned) {
        return turned
                ? ints(0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)
                : ints(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
    }
}
