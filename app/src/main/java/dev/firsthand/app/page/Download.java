package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Sends a body that may be large: whole, or from where an earlier attempt ended.
public final class Download {
    private static final int BLOCK_BYTES = 1 << 16;

    private final SeekableByteChannel bytes;
    private final String type;
    private final Optional<String> tag;
    private final LongConsumer sent;

    private Download(SeekableByteChannel bytes, String type, Optional<String> tag, LongConsumer sent) {
        this.bytes = bytes;
        this.type = type;
        this.tag = tag;
        this.sent = sent;
    }

    /// Bytes without a name that `If-Range` could repeat: who sends one gets the whole.
    public Download(SeekableByteChannel bytes, String type) {
        this(bytes, type, Optional.empty(), count -> {});
    }

    /// Bytes of this digest, which stands in `ETag` (a strong one): who repeats it in `If-Range` gets the rest of the
    /// same bytes. `sent` is told how many went out, also when the other side hung up.
    public static Download ofDigest(SeekableByteChannel bytes, String type, String sha256, LongConsumer sent) {
        return new Download(bytes, type, Optional.of("\"" + sha256 + "\""), sent);
    }

    public void send(Context context) throws IOException {
        long size = bytes.size();
        context.header("Accept-Ranges", "bytes");
        tag.ifPresent(own -> context.header("ETag", own));
        switch (ByteRange.of(wanted(context), size)) {
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

    /// A range counts for nothing when its `If-Range` names other bytes than ours (RFC 9110, 13.1.5).
    private Optional<String> wanted(Context context) {
        String condition = context.header("If-Range");
        boolean ours = condition == null || tag.equals(Optional.of(condition));
        return ours ? Optional.ofNullable(context.header("Range")) : Optional.empty();
    }

    /// Past the frame's own stream, which would compress: a part of a compressed body is no part of the file.
    private void send(Context context, long from, long count) throws IOException {
        context.contentType(type);
        context.res().setContentLengthLong(count);
        OutputStream out = context.res().getOutputStream();
        if (context.method().name().equals("HEAD")) {
            return;
        }
        bytes.position(from);
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        long left = count;
        try {
            while (left > 0) {
                block.clear().limit((int) Math.min(left, BLOCK_BYTES));
                if (bytes.read(block) < 0) {
                    throw new IOException("a file ended %d bytes early".formatted(left));
                }
                block.flip();
                out.write(block.array(), 0, block.limit());
                left -= block.limit();
            }
        } finally {
            sent.accept(count - left);
        }
    }
}
