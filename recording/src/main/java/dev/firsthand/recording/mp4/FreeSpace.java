package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The `free` boxes of a file: players pass over them, so that words and places hide there well.
public final class FreeSpace {
    private static final int PIECE_BYTES = 1 << 16;

    private FreeSpace() {}

    /// Those among these boxes, and the boxes inside them, that hold anything but zeros.
    public static List<Mp4Box> filled(Path file, List<Mp4Box> boxes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var filled = new ArrayList<Mp4Box>();
            collect(new Mp4Source(channel), boxes, filled);
            return filled;
        }
    }

    private static void collect(Mp4Source source, List<Mp4Box> boxes, List<Mp4Box> filled) throws IOException {
        for (Mp4Box box : boxes) {
            if (box.type().equals("free") && !zeros(source, box)) {
                filled.add(box);
            }
            collect(source, box.children(), filled);
        }
    }

    static boolean zeros(Mp4Source source, Mp4Box box) throws IOException {
        for (long read = 0; read < box.payloadBytes(); read += PIECE_BYTES) {
            long length = Math.min(PIECE_BYTES, box.payloadBytes() - read);
            ByteBuffer piece = source.read(box.payloadOffset() + read, length, PIECE_BYTES);
            while (piece.hasRemaining()) {
                if (piece.get() != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
