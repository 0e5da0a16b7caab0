package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Positioned reads of an mp4 with every length checked against the file and against a limit before memory is taken.
final class Mp4Source {
    private final FileChannel channel;
    private final long sizeBytes;

    Mp4Source(FileChannel channel) throws IOException {
        this.channel = channel;
        this.sizeBytes = channel.size();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    ByteBuffer read(long offset, long length, long limitBytes) throws IOException {
        if (length < 0 || length > limitBytes) {
            throw new MediaException(
                    "mp4-too-large",
                    "a piece of %d bytes at byte %d is over the limit of %d bytes"
                            .formatted(length, offset, limitBytes));
        }
        if (offset < 0 || offset > sizeBytes - length) {
            throw new MediaException(
                    "mp4-truncated",
                    "%d bytes at byte %d are needed, the file has %d bytes".formatted(length, offset, sizeBytes));
        }
        var bytes = ByteBuffer.allocate((int) length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new MediaException("mp4-truncated", "the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    /// The payload of a box that must fit the limit.
    ByteBuffer payload(Mp4Box box, long limitBytes) throws IOException {
        return read(box.payloadOffset(), box.payloadBytes(), limitBytes);
    }

    /// The start of a box's payload, of at most `bytes`; a shorter box is refused.
    ByteBuffer start(Mp4Box box, int bytes) throws IOException {
        if (box.payloadBytes() < bytes) {
            throw new MediaException(
                    "mp4-broken-box",
                    "box %s at byte %d holds %d bytes, at least %d are needed"
                            .formatted(box.type(), box.offset(), box.payloadBytes(), bytes));
        }
        return read(box.payloadOffset(), bytes, bytes);
    }
}
