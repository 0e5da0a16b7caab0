package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the tree of boxes (ISO/IEC 14496-12, 4.2), looking only into kinds that hold boxes and that we use.
final class Mp4Boxes {
    static final int BOXES_MAX = 20_000;
    static final int DEPTH_MAX = 10;

    /// Boxes whose payload is boxes and nothing else. `udta` and `meta` stay closed: nothing in them is used.
    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "mdia", "minf", "stbl", "dinf", "edts", "mvex", "moof", "traf");

    /// Sample entries of pictures: 78 bytes of fixed fields before the boxes (ISO/IEC 14496-12, 12.1.3).
    static final Set<String> VISUAL_ENTRIES = Set.of("avc1", "avc3", "hvc1", "hev1", "av01", "vp09", "vp08", "mp4v");

    private final Mp4Source source;
    private int count;

    Mp4Boxes(Mp4Source source) {
        this.source = source;
    }

    List<Mp4Box> read() throws IOException {
        return siblings(0, source.sizeBytes(), 0);
    }

    private List<Mp4Box> siblings(long start, long end, int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new MediaException(
                    "mp4-too-deep", "boxes at byte %d nest deeper than %d levels".formatted(start, DEPTH_MAX));
        }
        var boxes = new ArrayList<Mp4Box>();
        for (long at = start; at < end; ) {
            Mp4Box box = box(at, end, depth);
            boxes.add(box);
            at += box.sizeBytes();
        }
        return boxes;
    }

    private Mp4Box box(long at, long end, int depth) throws IOException {
        if (++count > BOXES_MAX) {
            throw new MediaException("mp4-too-many-boxes", "more than %d boxes".formatted(BOXES_MAX));
        }
        if (end - at < 8) {
            throw broken(at, "%d bytes are left, a box needs 8".formatted(end - at));
        }
        ByteBuffer header = source.read(at, 8, 8);
        long size = Integer.toUnsignedLong(header.getInt());
        String type = StandardCharsets.ISO_8859_1.decode(header).toString();
        int headerBytes = 8;
        if (size == 1) {
            size = source.read(at + 8, 8, 8).getLong();
            headerBytes = 16;
        } else if (size == 0 && depth == 0) {
            size = end - at; // the last box may run to the end of the file
        }
        if (size < headerBytes || size > end - at) {
            String why = "it says %d bytes, %d are there".formatted(size, end - at);
            throw depth == 0 && size > end - at
                    ? new MediaException("mp4-truncated", "box %s at byte %d: %s".formatted(type, at, why))
                    : broken(at, why);
        }
        int fields = fieldsBeforeChildren(type);
        if (fields < 0) {
            return new Mp4Box(type, at, size, headerBytes, List.of());
        }
        if (size < headerBytes + fields) {
            throw broken(at, "%s is only %d bytes long".formatted(type, size));
        }
        int before = headerBytes + fields;
        return new Mp4Box(type, at, size, before, siblings(at + before, at + size, depth + 1));
    }

    /// How many bytes stand between header and inner boxes, or -1 for a box that stays closed.
    private static int fieldsBeforeChildren(String type) {
        if (CONTAINERS.contains(type)) {
            return 0;
        }
        if (type.equals("stsd") || type.equals("dref")) {
            return 8;
        }
        return VISUAL_ENTRIES.contains(type) ? 78 : -1;
    }

    private static MediaException broken(long at, String why) {
        return new MediaException("mp4-broken-box", "box at byte %d: %s".formatted(at, why));
    }
}
