package dev.firsthand.recording.convert;

import dev.firsthand.recording.mp4.AvcParameters;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// H.264 pictures as mp4 stores them (each NAL unit after its length) made a byte stream (each after a start code), as
/// live decoders want it: with the parameter sets in front of each keyframe. ITU-T H.264 annex B.
final class AnnexB {
    private static final byte[] START_CODE = {0, 0, 0, 1};
    private static final int TYPE_MASK = 0x1F;
    private static final int SEQUENCE_SET = 7;
    private static final int DELIMITER = 9;

    private final int lengthBytes;
    private final List<byte[]> parameterSets;

    AnnexB(AvcParameters parameters) throws UnfitVideo {
        if (parameters.sequenceSets().isEmpty() || parameters.pictureSets().isEmpty()) {
            throw new UnfitVideo(
                    "mcap-video-no-parameter-sets",
                    "its avcC box holds no parameter sets, so no decoder can start; encode the video again");
        }
        lengthBytes = parameters.nalLengthBytes();
        var sets = new ArrayList<>(parameters.sequenceSets());
        sets.addAll(parameters.pictureSets());
        parameterSets = List.copyOf(sets);
    }

    byte[] picture(ByteBuffer sample, boolean keyframe) throws UnfitVideo {
        List<ByteBuffer> units = units(sample);
        var out = new ByteArrayOutputStream(sample.limit() + 64);
        boolean setsAreDue = keyframe && units.stream().noneMatch(unit -> type(unit) == SEQUENCE_SET);
        for (var unit : units) {
            if (setsAreDue && type(unit) != DELIMITER) {
                parameterSets.forEach(set -> put(out, ByteBuffer.wrap(set)));
                setsAreDue = false;
            }
            put(out, unit);
        }
        return out.toByteArray();
    }

    private List<ByteBuffer> units(ByteBuffer sample) throws UnfitVideo {
        var units = new ArrayList<ByteBuffer>();
        while (sample.hasRemaining()) {
            long length = length(sample);
            if (length <= 0 || length > sample.remaining()) {
                throw broken("a NAL unit of %d bytes where %d are left".formatted(length, sample.remaining()));
            }
            units.add(sample.slice(sample.position(), (int) length));
            sample.position(sample.position() + (int) length);
        }
        if (units.isEmpty()) {
            throw broken("nothing");
        }
        return units;
    }

    private long length(ByteBuffer sample) throws UnfitVideo {
        if (sample.remaining() < lengthBytes) {
            throw broken("%d bytes where the length of a NAL unit takes %d".formatted(sample.remaining(), lengthBytes));
        }
        long length = 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = (length << 8) | (sample.get() & 0xFF);
        }
        return length;
    }

    private static int type(ByteBuffer unit) {
        return unit.get(0) & TYPE_MASK;
    }

    private static void put(ByteArrayOutputStream out, ByteBuffer unit) {
        out.writeBytes(START_CODE);
        byte[] bytes = new byte[unit.remaining()];
        unit.duplicate().get(bytes);
        out.writeBytes(bytes);
    }

    private static UnfitVideo broken(String what) {
        return new UnfitVideo(
                "mcap-video-broken-picture", "a coded picture holds %s; encode the video again".formatted(what));
    }
}
