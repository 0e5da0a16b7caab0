package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Set;

/// A look at a file's outermost structure in plain Java, before any native program sees it.
///
/// `index`: an mp4 has its `moov`. `fragmented`: it came in pieces, each with a list of its own samples (`moof`).
/// `cutShort`: its outermost parts say that they are longer than the file.
public record ContainerScan(Kind kind, boolean index, boolean fragmented, boolean cutShort, long sizeBytes) {
    public enum Kind {
        EMPTY,
        MP4,
        WEBM,
        UNKNOWN
    }

    private static final int EBML_MAGIC = 0x1a45dfa3;
    private static final int EBML_SEGMENT = 0x18538067;
    private static final int BOXES_MAX = 1_000_000;
    private static final Set<String> FIRST_BOXES =
            Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "styp", "moof", "pnot", "uuid");

    public static ContainerScan of(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                return new ContainerScan(Kind.EMPTY, false, false, false, 0);
            }
            if (size < 8) {
                return new ContainerScan(Kind.UNKNOWN, false, false, false, size);
            }
            ByteBuffer first = read(channel, 0, 8);
            if (first.getInt(0) == EBML_MAGIC) {
                return new ContainerScan(Kind.WEBM, true, false, segmentCutShort(channel, size), size);
            }
            return FIRST_BOXES.contains(type(first))
                    ? boxes(channel, size)
                    : new ContainerScan(Kind.UNKNOWN, false, false, false, size);
        }
    }

    private static ContainerScan boxes(FileChannel channel, long size) throws IOException {
        boolean index = false;
        boolean fragmented = false;
        long at = 0;
        for (int count = 0; at < size; count++) {
            if (size - at < 8 || count >= BOXES_MAX) {
                return new ContainerScan(Kind.MP4, index, fragmented, true, size);
            }
            ByteBuffer header = read(channel, at, 8);
            long length = Integer.toUnsignedLong(header.getInt(0));
            if (length == 1 && size - at >= 16) {
                length = read(channel, at + 8, 8).getLong(0);
            } else if (length == 0) {
                length = size - at;
            }
            if (length < 8 || length > size - at) {
                return new ContainerScan(Kind.MP4, index, fragmented, true, size);
            }
            index |= type(header).equals("moov");
            fragmented |= type(header).equals("moof");
            at += length;
        }
        return new ContainerScan(Kind.MP4, index, fragmented, false, size);
    }

    /// After the header comes one segment; its length may be unsaid, and then nobody can tell (RFC 8794, 6.2).
    private static boolean segmentCutShort(FileChannel channel, long size) throws IOException {
        OptionalLong segment = elementEnd(channel, 0, size);
        if (segment.isEmpty() || segment.getAsLong() > size - 8) {
            return true; // not even the segment begins
        }
        return read(channel, segment.getAsLong(), 4).getInt(0) == EBML_SEGMENT
                && elementEnd(channel, segment.getAsLong(), size).orElse(size) > size;
    }

    /// Where an element with a name of four bytes ends by its own word; empty where it does not say.
    private static OptionalLong elementEnd(FileChannel channel, long at, long size) throws IOException {
        ByteBuffer length = read(channel, at + 4, (int) Math.min(8, size - at - 4));
        int lengthBytes = Integer.numberOfLeadingZeros(length.get(0) & 255) - 23;
        if (lengthBytes > length.remaining()) {
            return OptionalLong.empty();
        }
        long unsaid = (1L << (7 * lengthBytes)) - 1;
        long value = length.get(0) & (255 >> lengthBytes);
        for (int i = 1; i < lengthBytes; i++) {
            value = value << 8 | (length.get(i) & 255);
        }
        return value == unsaid ? OptionalLong.empty() : OptionalLong.of(at + 4 + lengthBytes + value);
    }

    private static String type(ByteBuffer header) {
        return StandardCharsets.ISO_8859_1.decode(header.slice(4, 4)).toString();
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        return new Mp4Source(channel).read(at, length, length);
    }
}
