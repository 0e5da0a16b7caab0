package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a body that may be large: whole, or from where an earlier attempt ended. A slow line may take hours, so
/// whether it may still be sent is asked again and again; a body that may not is cut off.
public final class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final int BLOCK_BYTES = 1 << 16;
    private static final long ASK_AGAIN_NANOS = 1_000_000_000;

    private final SeekableByteChannel bytes;
    private final String type;
    private final Optional<String> tag;
    private final Watch watch;
    private final LongSupplier nanos;

    Download(SeekableByteChannel bytes, String type, Optional<String> tag, Watch watch, LongSupplier nanos) {
        this.bytes = bytes;
        this.type = type;
        this.tag = tag;
        this.watch = watch;
        this.nanos = nanos;
    }

    /// Who watches over a body on its way.
    public interface Watch {
        /// Asked once a second: throws what a new request would be refused with.
        void ask();

        /// How many bytes went out, also when the other side hung up.
        default void sent(long bytes) {}
    }

    /// Bytes without a name that `If-Range` could repeat: who sends one gets the whole.
    public Download(SeekableByteChannel bytes, String type, Watch watch) {
        this(bytes, type, Optional.empty(), watch, System::nanoTime);
    }

    /// Bytes of this digest, which stands in `ETag` (a strong one): who repeats it in `If-Range` gets the rest of the
    /// same bytes.
    public static Download ofDigest(SeekableByteChannel bytes, String type, String sha256, Watch watch) {
        return new Download(bytes, type, Optional.of("\"" + sha256 + "\""), watch, System::nanoTime);
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
        long sent = 0;
        try {
            for (long asked = nanos.getAsLong(); sent < count; sent += sendBlock(out, count - sent)) {
                if (nanos.getAsLong() - asked >= ASK_AGAIN_NANOS) {
                    watch.ask();
                    asked = nanos.getAsLong();
                }
            }
        } catch (Refusal ended) {
            cut(out, count - sent, ended);
        } finally {
            watch.sent(sent);
        }
    }

    private int sendBlock(OutputStream out, long left) throws IOException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(left, BLOCK_BYTES));
        int read = bytes.read(block);
        if (read < 0) {
            throw new IOException("a file ended %d bytes early".formatted(left));
        }
        out.write(block.array(), 0, read);
        return read;
    }

    /// A body that is closed before its length is an error of the line to the other side, never the end of the file.
    private static void cut(OutputStream out, long left, Refusal ended) {
        LOG.info(
                "a body was cut off {} bytes before its end: {}",
                left,
                ended.answer().code());
        try {
            out.close();
        } catch (IOException tooShort) {
            LOG.debug("the line is closed", tooShort);
        }
    }
}
