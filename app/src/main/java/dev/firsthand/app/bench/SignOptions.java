package dev.firsthand.app.bench;

import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.evidence.note.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
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

    /// Found out before anything is run.
    void check() {
        if (key.isPresent() != passphrase.isPresent()) {
            throw new IllegalArgumentException("--sign and --passphrase go together: give both, or none.");
        }
    }

    /// The public half of the key.
    String sign(Bundle bundle, Instant at) throws IOException {
        var signer = KeyFile.readOrMake(key.orElseThrow(), passphrase.orElseThrow(), NAME, new SecureRandom());
        BundleSignature.write(bundle, signer, at);
        return signer.verifier().text();
    }
}
