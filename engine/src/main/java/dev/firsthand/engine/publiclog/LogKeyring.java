package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.store.PrivateFiles;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.note.KeyFile;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.KeySecret;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of every log that this installation had, in private files that open with a secret of the vault. Those of
/// the first log lie in the folder itself, each later one's in a folder that its name ends with.
public final class LogKeyring {
    private static final String PURPOSE = "firsthand/log-keys/1";
    private static final String PADDING = "firsthand/log-padding/1";
    private static final String STATEMENTS = "statements";
    private static final String STATEMENTS_SUFFIX = "/statements";

    /// Keys that are being replaced, and until when each signs.
    private static final String ENDS = "ends.txt";

    /// A log signs with a key of each kind.
    private static final Map<KeyKind, String> FILES =
            Map.of(KeyKind.ED25519, "log-ed25519", KeyKind.ML_DSA_44_COSIGNATURE, "log-ml-dsa-44");

    private static final List<KeyKind> KINDS = List.of(KeyKind.ED25519, KeyKind.ML_DSA_44_COSIGNATURE);

    private final Path folder;
    private final Vault vault;
    private final String first;
    private volatile StatementKeys statements;

    private LogKeyring(Path folder, Vault vault, String first) throws IOException {
        this.folder = folder;
        this.vault = vault;
        this.first = first;
        this.statements = readStatements();
    }

    /// Makes keys at the first start, for a log of this origin; later the first log keeps the name that it has.
    public static LogKeyring open(Path folder, Vault vault, String origin) throws IOException {
        PrivateFiles.folder(folder);
        Path oldest = file(folder, KeyKind.ED25519, 1);
        String first = Files.exists(oldest) ? KeyFile.verifier(oldest).name() : origin;
        var safe = new Safe(vault);
        for (KeyKind kind : KINDS) {
            safe.make(file(folder, kind, 1), first, kind);
        }
        safe.make(file(folder, STATEMENTS, 1), first + STATEMENTS_SUFFIX, KeyKind.ED25519);
        return new LogKeyring(folder, vault, first);
    }

    /// The name of the first log.
    String first() {
        return first;
    }

    /// The keys that sign statements, whichever log they go to.
    public StatementKeys statements() {
        return statements;
    }

    private StatementKeys readStatements() throws IOException {
        var safe = new Safe(vault);
        var keys = new ArrayList<SigningKey>();
        for (Path file : files(folder, STATEMENTS)) {
            keys.add(safe.read(file));
        }
        return new StatementKeys(keys, ends(folder));
    }

    /// Another key states from now on; what the one before it states of later times is not believed.
    synchronized void rotateStatements(Instant now) throws IOException {
        List<Path> files = files(folder, STATEMENTS);
        new Safe(vault).make(file(folder, STATEMENTS, files.size() + 1), first + STATEMENTS_SUFFIX, KeyKind.ED25519);
        keepEnds(folder, List.of(KeyFile.verifier(files.getLast())), now);
        statements = readStatements();
    }

    /// The keys of a log of this installation; makes them for one that is to begin.
    public synchronized LogKeys of(String origin) throws IOException {
        Path place = PrivateFiles.folder(place(origin));
        var safe = new Safe(vault);
        var keys = new ArrayList<SigningKey>();
        for (KeyKind kind : KINDS) {
            safe.make(file(place, kind, 1), origin, kind);
            for (Path file : files(place, kind)) {
                keys.add(safe.read(file));
            }
        }
        if (!keys.getFirst().verifier().name().equals(origin)) {
            throw new IOException("%s holds keys of %s, not of %s: put the right ones back from your backup."
                    .formatted(place, keys.getFirst().verifier().name(), origin));
        }
        return new LogKeys(keys, ends(place), statements, padding(origin));
    }

    /// The public halves of all keys that ever signed this log.
    List<VerifierKey> verifiers(String origin) throws IOException {
        var keys = new ArrayList<VerifierKey>();
        for (KeyKind kind : KINDS) {
            for (Path file : files(place(origin), kind)) {
                keys.add(KeyFile.verifier(file));
            }
        }
        return keys;
    }

    boolean has(String origin) {
        return Files.exists(file(place(origin), KINDS.getLast(), 1));
    }

    /// Puts a new key of each kind beside the one that signs now, which ends at this time.
    public synchronized LogKeys rotate(String origin, Instant until) throws IOException {
        Path place = place(origin);
        var safe = new Safe(vault);
        var replaced = new ArrayList<VerifierKey>();
        for (KeyKind kind : KINDS) {
            List<Path> files = files(place, kind);
            replaced.add(KeyFile.verifier(files.getLast()));
            safe.make(file(place, kind, files.size() + 1), origin, kind);
        }
        keepEnds(place, replaced, until);
        return of(origin);
    }

    private static void keepEnds(Path place, List<VerifierKey> replaced, Instant until) throws IOException {
        var lines = new StringBuilder();
        ends(place).forEach((key, at) -> lines.append(line(key, at)));
        replaced.forEach(key -> lines.append(line(key, until)));
        PrivateFiles.write(place.resolve(ENDS), lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Padding of two logs must not look alike.
    PaddingKey padding(String origin) {
        return new PaddingKey(vault.secret(origin.equals(first) ? PADDING : PADDING + "/" + origin));
    }

    private Path place(String origin) {
        return origin.equals(first) ? folder : folder.resolve(LogOrigin.ending(origin));
    }

    private static Path file(Path place, KeyKind kind, int count) {
        return file(place, name(kind), count);
    }

    private static Path file(Path place, String name, int count) {
        return place.resolve(count == 1 ? name + ".key" : "%s-%d.key".formatted(name, count));
    }

    private static String name(KeyKind kind) {
        return Optional.ofNullable(FILES.get(kind)).orElseThrow();
    }

    /// Oldest first.
    private static List<Path> files(Path place, KeyKind kind) {
        return files(place, name(kind));
    }

    private static List<Path> files(Path place, String name) {
        var files = new ArrayList<Path>();
        for (Path file = file(place, name, 1); Files.exists(file); file = file(place, name, files.size() + 1)) {
            files.add(file);
        }
        return files;
    }

    private static String line(VerifierKey key, Instant until) {
        return "%s %s\n".formatted(key.text(), until);
    }

    private static Map<VerifierKey, Instant> ends(Path place) throws IOException {
        Path file = place.resolve(ENDS);
        Map<VerifierKey, Instant> ends = new HashMap<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            try {
                int gap = line.indexOf(' ');
                ends.put(
                        VerifierKey.parse(line.substring(0, Math.max(0, gap))), Instant.parse(line.substring(gap + 1)));
            } catch (DateTimeException damaged) {
                throw new IOException(
                        "%s: `%s` is no key with its end. Put it back from your backup.".formatted(file, line),
                        damaged);
            }
        }
        return ends;
    }

    /// Key files that open with one secret.
    private record Safe(KeySecret secret) {
        Safe(Vault vault) {
            this(KeySecret.drawn(vault.secret(PURPOSE)));
        }

        void make(Path file, String name, KeyKind kind) throws IOException {
            if (!Files.exists(file)) {
                var random = new SecureRandom();
                KeyFile.write(file, SigningKey.generate(name, kind, random), secret, random);
                PrivateFiles.sync(file.resolveSibling(""));
            }
        }

        SigningKey read(Path file) throws IOException {
            return KeyFile.read(file, secret);
        }
    }
}
