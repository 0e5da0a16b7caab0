package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Sha256;
import java.util.Optional;
import java.util.regex.Pattern;

/// One part of a bundle: what it is, its name, its bytes.
final class Part {
    private static final int BYTES_MAX = 2 << 20;

    /// Several episodes are held at a time.
    private static final int STATEMENT_BYTES_MAX = 256 << 10;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /// Wire names are the constants in lower case.
    enum Kind {
        /// The signed note of a log, which the entries that stand in it are proven against.
        CHECKPOINT("checkpoint", BYTES_MAX),
        /// One step of the episode that the name begins with.
        LINK("link", STATEMENT_BYTES_MAX),
        /// Stands for the links of an episode that was withdrawn.
        TOMBSTONE("tombstone", STATEMENT_BYTES_MAX),
        /// Digests of files, with the episodes that they belong to.
        FILES("files", BYTES_MAX),
        /// The statement that binds episodes and files together.
        RELEASE("release", STATEMENT_BYTES_MAX),
        /// A statement by itself, such as a receipt.
        STATEMENT("statement", STATEMENT_BYTES_MAX);

        private final String wireName;
        private final int bytesMax;

        Kind(String wireName, int bytesMax) {
            this.wireName = wireName;
            this.bytesMax = bytesMax;
        }

        int bytesMax() {
            return bytesMax;
        }

        String wireName() {
            return wireName;
        }

        static Optional<Kind> ofWireName(String name) {
            for (Kind kind : values()) {
                if (kind.wireName.equals(name)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    private final Kind kind;
    private final String name;
    private final byte[] bytes;

    Part(Kind kind, String name, byte[] bytes) {
        if (!isName(name) || bytes.length > kind.bytesMax()) {
            throw new IllegalArgumentException(
                    "no part: name %s, %d bytes of at most %d".formatted(name, bytes.length, kind.bytesMax()));
        }
        this.kind = kind;
        this.name = name;
        this.bytes = bytes;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    /// The line before its bytes.
    String head() {
        return "part %s %s %d %s\n"
                .formatted(kind.wireName(), name, bytes.length, Sha256.of(bytes).hex());
    }

    @Override
    public String toString() {
        return "%s %s".formatted(kind.wireName(), name);
    }
}
