package dev.firsthand.engine;

import dev.firsthand.engine.publiclog.LogKeyring;
import dev.firsthand.engine.publiclog.LogKeys;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/// Keys of a log and of its statements, made once for all tests.
public final class TestKeys {
    private static final LogKeyring RING = made();

    private TestKeys() {}

    private static LogKeyring made() {
        try {
            return LogKeyring.open(Files.createTempDirectory("log-keys"), new MemoryVault(), "log.example");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LogKeyring ring() {
        return RING;
    }

    /// Of the first log.
    public static LogKeys log() {
        try {
            return RING.of("log.example");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<SigningKey> statements() {
        return RING.statements().signing();
    }
}
