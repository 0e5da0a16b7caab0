package dev.firsthand.recording.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The `hvcC` box (ISO/IEC 14496-15, 8.3.3): fixed fields, then arrays of NAL units, each array of one kind. Encoders
/// also put SEI messages here, and FFmpeg's `filter_units` leaves them (measured with 8.0.1).
@SuppressWarnings("ArrayRecordComponent") // stays in this package
record HevcConfiguration(byte[] fields, List<Group> groups) {
    static final int PAYLOAD_BYTES_MAX = 1 << 20;

    private static final int FIELD_BYTES = 22;
    private static final int GROUP_HEADER_BYTES = 3;

    /// The bytes of one array with its header; `kind` is the NAL unit type.
    @SuppressWarnings("ArrayRecordComponent") // stays in this file
    record Group(int kind, byte[] bytes) {}

    HevcConfiguration {
        groups = List.copyOf(groups);
    }

    static HevcConfiguration parse(ByteBuffer payload) throws MediaException {
        if (payload.remaining() <= FIELD_BYTES) {
            throw broken();
        }
        var fields = new byte[FIELD_BYTES];
        payload.get(fields);
        int count = payload.get() & 255;
        var groups = new ArrayList<Group>();
        for (int i = 0; i < count; i++) {
            groups.add(group(payload));
        }
        if (payload.hasRemaining()) {
            throw broken();
        }
        return new HevcConfiguration(fields, groups);
    }

    private static Group group(ByteBuffer payload) throws MediaException {
        int start = payload.position();
        if (payload.remaining() < GROUP_HEADER_BYTES) {
            throw broken();
        }
        int kind = payload.get() & 63;
        int units = Short.toUnsignedInt(payload.getShort());
        for (int unit = 0; unit < units; unit++) {
            if (payload.remaining() < 2) {
                throw broken();
            }
            int length = Short.toUnsignedInt(payload.getShort());
            if (length > payload.remaining()) {
                throw broken();
            }
            payload.position(payload.position() + length);
        }
        var bytes = new byte[payload.position() - start];
        payload.get(start, bytes);
        return new Group(kind, bytes);
    }

    boolean picturesOnly() {
        return groups.stream().allMatch(HevcConfiguration::ofPictures);
    }

    /// The same payload without the arrays that are no parameter sets.
    byte[] bytesOfPictures() {
        List<Group> kept = groups.stream().filter(HevcConfiguration::ofPictures).toList();
        int size = FIELD_BYTES
                + 1
                + kept.stream().mapToInt(group -> group.bytes().length).sum();
        var bytes = ByteBuffer.allocate(size).put(fields).put((byte) kept.size());
        kept.forEach(group -> bytes.put(group.bytes()));
        return bytes.array();
    }

    private static boolean ofPictures(Group group) {
        return CodedUnits.HEVC_PICTURES.get(group.kind());
    }

    private static MediaException broken() {
        return new MediaException("mp4-broken-box", "hvcC does not hold what it says");
    }
}
