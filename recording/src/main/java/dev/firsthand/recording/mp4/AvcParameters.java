package dev.firsthand.recording.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a decoder of H.264 must know first: the `avcC` box (ISO/IEC 14496-15, 5.3.3). Each NAL unit in a sample is
/// preceded by its length in `nalLengthBytes` bytes; the parameter sets are NAL units without a length.
public record AvcParameters(int nalLengthBytes, List<byte[]> sequenceSets, List<byte[]> pictureSets) {
    static final int PAYLOAD_BYTES_MAX = 1 << 20;

    public AvcParameters {
        sequenceSets = List.copyOf(sequenceSets);
        pictureSets = List.copyOf(pictureSets);
    }

    static AvcParameters parse(ByteBuffer payload) throws MediaException {
        if (payload.remaining() < 7) {
            throw new MediaException(
                    "mp4-broken-box", "avcC holds %d bytes, 7 are needed".formatted(payload.remaining()));
        }
        int nalLengthBytes = (payload.get(4) & 3) + 1;
        payload.position(5);
        List<byte[]> sequenceSets = sets(payload, payload.get() & 31);
        if (!payload.hasRemaining()) {
            throw new MediaException("mp4-broken-box", "avcC ends before its picture parameter sets");
        }
        return new AvcParameters(nalLengthBytes, sequenceSets, sets(payload, payload.get() & 255));
    }

    private static List<byte[]> sets(ByteBuffer payload, int count) throws MediaException {
        var sets = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            if (payload.remaining() < 2) {
                throw new MediaException("mp4-broken-box", "avcC ends inside its parameter sets");
            }
            int length = Short.toUnsignedInt(payload.getShort());
            if (length > payload.remaining()) {
                throw new MediaException(
                        "mp4-broken-box", "avcC ends inside a parameter set of %d bytes".formatted(length));
            }
            var set = new byte[length];
            payload.get(set);
            sets.add(set);
        }
        return sets;
    }
}
