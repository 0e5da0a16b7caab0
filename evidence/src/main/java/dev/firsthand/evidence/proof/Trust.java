package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.command.WrongUseException;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Whom a check believes: the user's own files where given, else those that came with the proof. What came along is
/// said, because whoever forges a copy brings keys that fit.
final class Trust {
    static final int FILE_BYTES_MAX = 1 << 20;

    private final CopyFiles copy;
    private final Optional<Path> policy;
    private final Optional<Path> keys;

    Trust(CopyFiles copy, Optional<Path> policy, Optional<Path> keys) {
        this.copy = copy;
        this.policy = policy;
        this.keys = keys;
    }

    Policy policy() throws IOException, WrongUseException {
        byte[] bytes = bytes(policy, copy.policy(), "--policy FILE, which says the logs that you trust");
        try {
            return Policy.parse(bytes);
        } catch (NoteFormatException e) {
            throw broken(policy, copy.policy(), e);
        }
    }

    TrustedKeys keys() throws IOException, WrongUseException {
        byte[] bytes = bytes(keys, copy.keys(), "--keys FILE, which says who may state which steps");
        try {
            return TrustedKeys.parse(bytes);
        } catch (NoteFormatException e) {
            throw broken(keys, copy.keys(), e);
        }
    }

    /// Says what came along and has to be compared with something that did not, file by file.
    void tellUnproven(Policy read, BiConsumer<String, String> telling) throws IOException, WrongUseException {
        if (policy.isEmpty()) {
            for (VerifierKey key : read.logKeys()) {
                telling.accept(
                        CopyFiles.POLICY,
                        "it came with the proof itself. Believe it only if the log's operator publishes this key elsewhere: %s, SHA-256 %s"
                                .formatted(key, key.fingerprint()));
            }
            for (Policy.Witness witness : read.witnesses()) {
                telling.accept(
                        CopyFiles.POLICY,
                        "it came with the proof itself. Count this witness only if whoever runs it publishes this key: %s, SHA-256 %s"
                                .formatted(witness.key(), witness.key().fingerprint()));
            }
        }
        if (keys.isEmpty() && Files.isRegularFile(copy.keys())) {
            telling.accept(
                    CopyFiles.KEYS,
                    "it came with the proof itself and says who may state which steps, SHA-256 %s"
                            .formatted(Sha256.of(small(copy.keys())).hex()));
        }
    }

    private static byte[] bytes(Optional<Path> given, Path alongside, String wanted)
            throws IOException, WrongUseException {
        if (given.isEmpty() && !Files.isRegularFile(alongside)) {
            throw new WrongUseException("there is no %s: give %s".formatted(alongside, wanted));
        }
        return small(given.orElse(alongside));
    }

    /// The user's own file is for its user to mend; one that came along is a part of the copy, and damaged.
    private static IOException broken(Optional<Path> given, Path alongside, NoteFormatException fault)
            throws WrongUseException {
        if (given.isPresent()) {
            throw new WrongUseException("%s cannot be used: %s".formatted(given.get(), fault.why()));
        }
        return new ProofFormatException(String.valueOf(alongside.getFileName()), fault.why());
    }

    static byte[] small(Path file) throws IOException, WrongUseException {
        if (!Files.isRegularFile(file)) {
            throw new WrongUseException("there is no file %s".formatted(file));
        }
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new WrongUseException("%s has more than %d bytes".formatted(file, FILE_BYTES_MAX));
        }
        return Files.readAllBytes(file);
    }
}
