package dev.firsthand.engine.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// A vault in a private folder: `master.key`, and one wrapped key per person under `persons/`.
/// The layout is written down in `docs/formats/sealed.md`.
public final class DirectoryVault implements Vault {
    private static final byte[] MAGIC = "FHPK\0\0\0\1".getBytes(StandardCharsets.ISO_8859_1);

    private final Path persons;
    private final MasterKeys masters;
    private final LookupKey lookupKey;

    private DirectoryVault(Path persons, MasterKeys masters) {
        this.persons = persons;
        this.masters = masters;
        this.lookupKey = new LookupKey(Secrets.derive(masters.root(), "firsthand/master/lookup/1"));
    }

    /// Opens the vault, and makes its master key at the very first start.
    public static DirectoryVault open(Path folder) throws IOException {
        PrivateFiles.folder(folder);
        var persons = PrivateFiles.folder(folder.resolve("persons"));
        var master = folder.resolve("master.key");
        if (!Files.exists(master)) {
            requireNoPersonKeys(persons, master);
            PrivateFiles.write(master, Secrets.random(Secrets.KEY_BYTES));
        }
        Files.setPosixFilePermissions(master, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        return new DirectoryVault(persons, MasterKeys.read(folder));
    }

    /// Draws a new master key and wraps every key of this vault under it; says how many. What was cut short goes on
    /// when it is called again. No other process may have the vault open.
    public static int rotateMaster(Path folder) throws IOException {
        MasterKeys.begin(folder);
        DirectoryVault vault = open(folder);
        vault.masters.keepRoot(folder);
        int wrapped = 0;
        try (var files = Files.list(vault.persons)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith(".")) {
                    Files.delete(file); // one that was cut short; its person was never told of
                } else {
                    vault.wrapAgain(
                            new PersonId(UUID.fromString(file.getFileName().toString())), file);
                    wrapped++;
                }
            }
        }
        vault.masters.finish(folder);
        return wrapped;
    }

    private void wrapAgain(PersonId person, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        PrivateFiles.write(file, wrapped(person, unwrapped(person, bytes)));
    }

    private static void requireNoPersonKeys(Path persons, Path master) throws IOException {
        try (var keys = Files.list(persons)) {
            long count = keys.count();
            if (count > 0) {
                throw new IOException(("%s is missing, but %d person keys are wrapped under it. Nothing was changed. "
                                + "Put the master key back from your backup; without it these people's data stay sealed.")
                        .formatted(master, count));
            }
        }
    }

    @Override
    public void create(PersonId person) {
        var file = file(person);
        if (Files.exists(file)) {
            throw new IllegalStateException("person %s has a key already".formatted(person.value()));
        }
        try {
            PrivateFiles.write(file, wrapped(person, Secrets.random(Secrets.KEY_BYTES)));
        } catch (IOException e) {
            throw new UncheckedIOException("the key of a new person could not be kept", e);
        }
    }

    @Override
    public Optional<PersonKey> key(PersonId person) {
        try {
            return Optional.of(new PersonKey(unwrapped(person, Files.readAllBytes(file(person)))));
        } catch (NoSuchFileException ignored) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the key of person %s could not be read".formatted(person.value()), e);
        }
    }

    private byte[] wrapped(PersonId person, byte[] key) {
        byte[] wrapped = masters.wrap(key, context(person));
        return ByteBuffer.allocate(MAGIC.length + wrapped.length)
                .put(MAGIC)
                .put(wrapped)
                .array();
    }

    private byte[] unwrapped(PersonId person, byte[] bytes) {
        if (!Arrays.equals(bytes, 0, Math.min(MAGIC.length, bytes.length), MAGIC, 0, MAGIC.length)) {
            throw new SealBrokenException("the key of person %s is damaged".formatted(person.value()));
        }
        return masters.unwrap(Arrays.copyOfRange(bytes, MAGIC.length, bytes.length), context(person));
    }

    @Override
    public void destroy(PersonId person) {
        var file = file(person);
        if (!Files.exists(file)) {
            return;
        }
        try {
            overwrite(file);
            Files.delete(file);
            PrivateFiles.sync(persons);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the key of person %s may still be there: its file could not be destroyed"
                            .formatted(person.value()),
                    e);
        }
    }

    @Override
    public byte[] secret(String purpose) {
        return Secrets.derive(masters.root(), "firsthand/master/secret/1/" + purpose);
    }

    @Override
    public LookupKey lookupKey() {
        return lookupKey;
    }

    private static void overwrite(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            PrivateFiles.writeAll(channel, ByteBuffer.wrap(Secrets.random(Math.toIntExact(channel.size()))));
            channel.force(true);
        }
    }

    private Path file(PersonId person) {
        return persons.resolve(person.value().toString());
    }

    private static byte[] context(PersonId person) {
        return ("person-key/1\0" + person.value()).getBytes(StandardCharsets.US_ASCII);
    }
}
