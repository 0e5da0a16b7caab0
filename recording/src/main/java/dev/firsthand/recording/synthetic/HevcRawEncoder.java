package dev.firsthand.recording.synthetic;

import dev.firsthand.recording.synthetic.SyntheticPlan.PlantedTrace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Writes 10-bit HEVC (ITU-T H.265) without compressing anything: each block of 32 by 32 is a slice of its own that
/// holds its samples as they are (`pcm_flag`). The bundled FFmpeg has no HEVC encoder, phones write nothing else,
/// and a decoder can't tell.
///
/// With one block per slice every arithmetic-coded bit is the same in every slice, so that no coder is needed: starting
/// from range 510 and state 0 (`part_mode`, initial value 184 at QP 26), the bins `part_mode` 1 and `pcm_flag` 1 flush
/// to nine bits; so does `end_of_slice_segment_flag` 1 after the samples, and its last bit is the stop bit.
final class HevcRawEncoder {
    private static final int BLOCK_LOG2 = 5;
    private static final int BLOCK = 1 << BLOCK_LOG2;
    private static final int VPS = 32;
    private static final int SPS = 33;
    private static final int PPS = 34;
    private static final int SEI = 39;
    private static final int IDR = 19;
    private static final int USER_DATA = 5;
    private static final int MAIN_10 = 2;
    private static final int LEVEL_5_1 = 153;
    private static final int BT2020 = 9;
    private static final int HLG = 18;

    /// Range 510 less 240 for `part_mode`, less 2 for `pcm_flag`: low is 268, flushed.
    private static final int PCM_PREFIX = flushed(510 - 240 - 2);

    /// Range 510 less 2: low is 508, flushed.
    private static final int SLICE_END = flushed(510 - 2);

    private static final int FLUSH_BITS = 9;

    private final int width;
    private final int height;
    private final int blocks;

    HevcRawEncoder(int width, int height) {
        if (width % BLOCK != 0 || height % BLOCK != 0) {
            throw new IllegalArgumentException("sides must be multiples of %d: %dx%d".formatted(BLOCK, width, height));
        }
        this.width = width;
        this.height = height;
        this.blocks = width / BLOCK * (height / BLOCK);
    }

    /// To stand before the first frame.
    byte[] parameterSets() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(unit(VPS, videoSet()));
        out.writeBytes(unit(SPS, sequenceSet()));
        out.writeBytes(unit(PPS, pictureSet()));
        return out.toByteArray();
    }

    /// An unregistered user message that holds a place.
    byte[] placeMessage(PlantedTrace trace) {
        byte[] uuid = HexFormat.of().parseHex("466972737468616e6453796e74686574");
        byte[] place = trace.iso6709().getBytes(StandardCharsets.US_ASCII);
        var bits = new BitWriter().put(USER_DATA, 8).put(uuid.length + place.length, 8);
        for (byte[] part : new byte[][] {uuid, place}) {
            for (byte one : part) {
                bits.put(one, 8);
            }
        }
        return unit(SEI, bits.put(1, 1));
    }

    /// One picture from 8-bit planar 4:2:0.
    byte[] frame(byte[] planes) {
        var out = new ByteArrayOutputStream(planes.length * 3 / 2);
        for (int block = 0; block < blocks; block++) {
            out.writeBytes(unit(IDR, slice(block, planes)));
        }
        return out.toByteArray();
    }

    private BitWriter slice(int block, byte[] planes) {
        var bits = new BitWriter().flags(block == 0 ? "10" : "00").golomb(0);
        if (block > 0) {
            bits.put(block, Integer.SIZE - Integer.numberOfLeadingZeros(blocks - 1));
        }
        bits.golomb(2, 0).put(1, 1).align(); // intra, QP as in the picture set, alignment
        bits.put(PCM_PREFIX, FLUSH_BITS).align();
        int x = block % (width / BLOCK) * BLOCK;
        int y = block / (width / BLOCK) * BLOCK;
        int luma = width * height;
        samples(bits, planes, y * width + x, width, BLOCK);
        samples(bits, planes, luma + y / 2 * (width / 2) + x / 2, width / 2, BLOCK / 2);
        samples(bits, planes, luma + luma / 4 + y / 2 * (width / 2) + x / 2, width / 2, BLOCK / 2);
        return bits.put(SLICE_END, FLUSH_BITS);
    }

    private static void samples(BitWriter bits, byte[] plane, int from, int stride, int side) {
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                bits.put((plane[from + row * stride + column] & 0xff) << 2, 10);
            }
        }
    }

    private BitWriter videoSet() {
        var bits = new BitWriter()
                .put(0, 4)
                .flags("11")
                .put(0, 6)
                .put(0, 3)
                .put(1, 1)
                .put(0xffff, 16);
        profile(bits);
        return bits.put(1, 1).golomb(0, 0, 0).put(0, 6).golomb(0).flags("00").put(1, 1);
    }

    private BitWriter sequenceSet() {
        var bits = new BitWriter().put(0, 4).put(0, 3).put(1, 1);
        profile(bits);
        bits.golomb(0, 1, width, height).put(0, 1).golomb(2, 2, 4); // 4:2:0, no crop, ten bits, order counts to 256
        bits.put(1, 1).golomb(0, 0, 0);
        bits.golomb(BLOCK_LOG2 - 3, 0, 0, 3, 0, 0); // blocks of one size; transforms 4 to 32
        bits.flags("0001")
                .put(9, 4)
                .put(9, 4)
                .golomb(BLOCK_LOG2 - 3, 0)
                .put(1, 1); // raw samples of ten bits, unfiltered
        bits.golomb(0).flags("000");
        bits.put(1, 1).flags("001").put(5, 3).flags("01"); // VUI: signal type, limited range, colours
        bits.put(BT2020, 8).put(HLG, 8).put(BT2020, 8);
        return bits.flags("00000000").put(0, 1).put(1, 1);
    }

    private static BitWriter pictureSet() {
        var bits = new BitWriter()
                .golomb(0, 0)
                .flags("00")
                .put(0, 3)
                .flags("00")
                .golomb(0, 0, 0)
                .flags("000");
        bits.golomb(0, 0).flags("000000"); // no chroma offsets, weights, bypass, tiles, wavefronts
        bits.put(0, 1).flags("101").flags("00").golomb(0); // slices alone; deblocking off
        return bits.flags("00").put(1, 1);
    }

    private static void profile(BitWriter bits) {
        bits.put(0, 3).put(MAIN_10, 5);
        bits.put(1 << (31 - MAIN_10), 32);
        bits.flags("1011").put(0, 32).put(0, 12).put(LEVEL_5_1, 8);
    }

    /// The nine bits that end an arithmetic code whose low end is `low` (9.3.4.5: range 2, renormalised by seven).
    private static int flushed(int low) {
        int shifted = low << 7;
        int first = (shifted >> 10) & 0x7f; // the seven that renormalising pushed out; the very first is never sent
        return (first & 0x3f) << 3 | ((shifted >> 9) & 1) << 2 | ((shifted >> 7) & 3) | 1;
    }

    /// A unit with its start code, its header, and a 3 wherever its bytes look like a start code.
    private static byte[] unit(int type, BitWriter body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 1, (byte) (type << 1), 1});
        int zeros = 0;
        for (byte one : body.bytes()) {
            if (zeros >= 2 && (one & 0xff) <= 3) {
                out.write(3);
                zeros = 0;
            }
            out.write(one);
            zeros = one == 0 ? zeros + 1 : 0;
        }
        return out.toByteArray();
    }
}
