package dev.firsthand.app.bench;

import dev.firsthand.evidence.note.KeyFile;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Option;

/// With which key a run is signed, if it is.
final class SignOptions {
    private static final String NAME = "bench/runs";

    @Option(names = "--sign", paramLabel = "FILE", description = "sign the bundle with this key; made if not there")
    private Optional<Path> key = Optional.empty();

    @Option(names = "--passphrase", paramLabel = "FILE", description = "its first line opens the key")
    private Optional<Path> passphrase = Optional.empty();

    boolean isAsked() {
        return key.isPresent();
    }

    /// Found out before anything is run: the key where one is asked for.
    Optional<SigningKey> signer() throws IOException {
        if (key.isPresent() != passphrase.isPresent()) {
            throw new IllegalArgumentException("--sign and --passphrase go together: give both, or none.");
        }
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Path opener = passphrase.orElseThrow();
        if (!Files.isRegularFile(opener)) {
            throw new IllegalArgumentException(
                    "There is no file %s: --passphrase names one whose first line opens the key.".formatted(opener));
        }
        return Optional.of(KeyFile.readOrMake(key.get(), opener, NAME, new SecureRandom()));
    }
}
