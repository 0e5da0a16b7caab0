package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.store.PrivateFiles;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.note.KeyFile;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The keys of an installation's log, of two kinds, and the one that signs statements; each lies in a private file that
/// opens with a secret of the vault. And the key that opens padding, which is such a secret itself.
public record LogKeys(List<SigningKey> log, SigningKey statements, PaddingKey padding) {
    private static final String PURPOSE = "firsthand/log-keys/1";
    private static final String PADDING = "firsthand/log-padding/1";
    private static final String STATEMENTS_SUFFIX = "/statements";

    public LogKeys {
        log = List.copyOf(log);
    }

    /// Reads the keys; makes them at the first start, for a log of this origin.
    public static LogKeys open(Path folder, Vault vault, String origin) throws IOException {
        PrivateFiles.folder(folder);
        var safe = new Safe(folder, HexFormat.of().formatHex(vault.secret(PURPOSE)));
        SigningKey first = safe.key("log-ed25519.key", origin, KeyKind.ED25519);
        String kept = first.verifier().name();
        return new LogKeys(
                List.of(first, safe.key("log-ml-dsa-44.key", kept, KeyKind.ML_DSA_44_COSIGNATURE)),
                safe.key("statements.key", kept + STATEMENTS_SUFFIX, KeyKind.ED25519),
                new PaddingKey(vault.secret(PADDING)));
    }

    /// The name of the log, for good: the one that it was made with.
    public String origin() {
        return log.getFirst().verifier().name();
    }

    LogSigner signer(InstantSource clock) {
        return new LogSigner(origin(), log, clock);
    }

    public List<VerifierKey> verifiers() {
        return log.stream().map(SigningKey::verifier).toList();
    }

    /// The keys file for whoever checks what this installation stated. Its first key may have stated of any time: it
    /// also speaks of recordings that were made before there was a log.
    public byte[] trusted() {
        String steps = Arrays.stream(Step.values()).map(Step::wireName).collect(Collectors.joining(","));
        return "firsthand-keys/1\nkey %s %s 1970-01-01T00:00:00Z -\n"
                .formatted(statements.verifier().text(), steps)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// The same, read.
    TrustedKeys trustedKeys() {
        try {
            return TrustedKeys.parse(trusted());
        } catch (NoteFormatException e) {
            throw new IllegalStateException("our own keys file does not read", e);
        }
    }

    /// Key files that open with one passphrase.
    private record Safe(Path folder, String passphrase) {
        SigningKey key(String file, String name, KeyKind kind) throws IOException {
            Path path = folder.resolve(file);
            char[] secret = passphrase.toCharArray();
            if (!Files.exists(path)) {
                var random = new SecureRandom();
                KeyFile.write(path, SigningKey.generate(name, kind, random), secret, random);
                PrivateFiles.sync(folder);
            }
            return KeyFile.read(path, secret);
        }

        @Override
        public String toString() {
            return "Safe[" + folder + "]";
        }
    }
}
