package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.Optional;

/// Which kinds of units the samples of a track are made of, by their headers alone: NAL units of H.264
/// (ITU-T H.264 table 7-1) and HEVC (H.265 table 7-1), open bitstream units of AV1 (5.5 and 6.2.2).
public final class CodedUnits {
    private static final int UNITS_PER_SAMPLE_MAX = 10_000;

    /// Slices, sequence and picture parameter sets.
    static final BitSet H264_PICTURES = kinds(1, 5, 7, 8); // pairs: 1 to 5, 7 to 8
    /// Slices, random access slices, the three parameter sets.
    static final BitSet HEVC_PICTURES = kinds(0, 9, 16, 21, 32, 34);
    /// Sequence header, temporal delimiter, frame headers, tiles, frames: not metadata (5), not padding (15).
    static final BitSet AV1_PICTURES = kinds(1, 4, 6, 8);

    private static final int H264_IDR = 5;

    private CodedUnits() {}

    /// The kinds that belong to pictures, where we know how to tell.
    static Optional<BitSet> pictures(String codec) {
        return switch (codec) {
            case "avc1", "avc3" -> Optional.of(H264_PICTURES);
            case "hvc1", "hev1" -> Optional.of(HEVC_PICTURES);
            case "av01" -> Optional.of(AV1_PICTURES);
            default -> Optional.empty();
        };
    }

    /// All kinds in one sample.
    static BitSet kinds(FileChannel file, Mp4Track track, int sample) throws IOException {
        long start = track.samples().offsets()[sample];
        long end = start + track.samples().sizesBytes()[sample];
        var source = new Mp4Source(file);
        return track.codec().equals("av01") ? bitstreamUnits(source, start, end) : nalUnits(source, track, start, end);
    }

    /// True when every keyframe of an H.264 track is an IDR picture.
    public static boolean keyframesAreIdr(FileChannel file, Mp4Track track) throws IOException {
        boolean[] keyframe = track.samples().keyframe();
        for (int sample = 0; sample < keyframe.length; sample++) {
            if (keyframe[sample] && !kinds(file, track, sample).get(H264_IDR)) {
                return false;
            }
        }
        return true;
    }

    private static BitSet nalUnits(Mp4Source source, Mp4Track track, long start, long end) throws IOException {
        var kinds = new BitSet();
        boolean hevc = track.codec().startsWith("h");
        int lengthBytes = track.nalLengthBytes();
        int count = 0;
        for (long at = start; at < end; ) {
            if (end - at <= lengthBytes || ++count > UNITS_PER_SAMPLE_MAX) {
                throw broken(at);
            }
            ByteBuffer header = source.read(at, lengthBytes + 1L, 5);
            long length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | (header.get(i) & 255);
            }
            if (length < 1 || length > end - at - lengthBytes) {
                throw broken(at);
            }
            int first = header.get(lengthBytes) & 255;
            kinds.set(hevc ? first >> 1 & 63 : first & 31);
            at += lengthBytes + length;
        }
        return kinds;
    }

    static BitSet bitstreamUnits(Mp4Source source, long start, long end) throws IOException {
        var kinds = new BitSet();
        int count = 0;
        for (long at = start; at < end; ) {
            if (++count > UNITS_PER_SAMPLE_MAX) {
                throw broken(at);
            }
            ByteBuffer head = source.read(at, Math.min(10, end - at), 10);
            int first = head.get() & 255;
            kinds.set(first >> 3 & 15);
            if ((first & 4) != 0 && head.hasRemaining()) {
                head.get();
            }
            boolean sized = (first & 2) != 0;
            long length = sized ? leb128(head) : end - at - head.position();
            at += head.position() + length;
            if (at > end) {
                throw broken(at);
            }
        }
        return kinds;
    }

    private static long leb128(ByteBuffer bytes) throws MediaException {
        long value = 0;
        for (int i = 0; i < 8 && bytes.hasRemaining(); i++) {
            int next = bytes.get() & 255;
            value |= (long) (next & 127) << (7 * i);
            if (next < 128) {
                return value;
            }
        }
        throw new MediaException("mp4-broken-sample", "a unit's length does not end");
    }

    private static MediaException broken(long at) {
        return new MediaException(
                "mp4-broken-sample", "the coded units do not fill their sample at byte %d".formatted(at));
    }

    /// Pairs of first and last kind.
    private static BitSet kinds(int... ranges) {
        var kinds = new BitSet();
        for (int i = 0; i < ranges.length; i += 2) {
            kinds.set(ranges[i], ranges[i + 1] + 1);
        }
        return kinds;
    }
}
