package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/// Sends a body that may be large: whole, or from where an earlier attempt ended.
public final class Download {
    private static final int BLOCK_BYTES = 1 << 16;

    private final SeekableByteChannel bytes;
    private final String type;

    public Download(SeekableByteChannel bytes, String type) {
        this.bytes = bytes;
        this.type = type;
    }

    /// Nothing here has a name that `If-Range` could repeat, so who sends one gets the whole.
    public void send(Context context) throws IOException {
        long size = bytes.size();
        Optional<String> wanted =
                context.header("If-Range") == null ? Optional.ofNullable(context.header("Range")) : Optional.empty();
        context.header("Accept-Ranges", "bytes");
        switch (ByteRange.of(wanted, size)) {
            case ByteRange.Whole() -> send(context.status(200), 0, size);
            case ByteRange.Part(var first, var last) -> {
                context.status(206).header("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
                send(context, first, last - first + 1);
            }
            case ByteRange.Outside() -> {
                context.header("Content-Range", "bytes */%d".formatted(size));
                throw Refusal.rangeOutside(size);
            }
        }
    }

    /// Past the frame's own stream, which would compress: a part of a compressed body is no part of the file.
    private void send(Context context, long from, long count) throws IOException {
        context.contentType(type);
        context.res().setContentLengthLong(count);
        OutputStream out = context.res().getOutputStream();
        bytes.position(from);
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        for (long left = count; left > 0; left -= block.limit()) {
            block.clear().limit((int) Math.min(left, BLOCK_BYTES));
            if (bytes.read(block) < 0) {
                throw new IOException("a file ended %d bytes early".formatted(left));
            }
            block.flip();
            out.write(block.array(), 0, block.limit());
        }
    }
}
