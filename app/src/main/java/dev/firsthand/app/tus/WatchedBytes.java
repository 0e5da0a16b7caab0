package dev.firsthand.app.tus;

import dev.firsthand.app.tus.UploadAuthorization.UploadPermission;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The bytes of a request, as long as they may be brought: that is asked again once a second. Those of a sender who
/// may not any more end as if the sender had gone, and [#refused] says why.
final class WatchedBytes extends FilterInputStream {
    private static final long ASK_AGAIN_NANOS = 1_000_000_000;

    private final Supplier<UploadPermission> permission;
    private final LongSupplier nanos;
    private long asked;
    private UploadPermission.@Nullable Refused refused;

    WatchedBytes(InputStream bytes, Supplier<UploadPermission> permission, LongSupplier nanos) {
        super(bytes);
        this.permission = permission;
        this.nanos = nanos;
        this.asked = nanos.getAsLong();
    }

    Optional<UploadPermission.Refused> refused() {
        return Optional.ofNullable(refused);
    }

    /// Asks after reading: a read may have waited long, and what it brought is taken by nobody until it returns.
    @Override
    public int read(byte[] block, int from, int max) throws IOException {
        int count = super.read(block, from, max);
        if (refused == null && nanos.getAsLong() - asked >= ASK_AGAIN_NANOS) {
            switch (permission.get()) {
                case UploadPermission.Granted granted -> asked = nanos.getAsLong();
                case UploadPermission.Refused no -> refused = no;
            }
        }
        if (refused != null) {
            throw new IOException("bytes are not taken in any more: " + refused.code());
        }
        return count;
    }
}
