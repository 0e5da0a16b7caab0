package dev.firsthand.engine.postgres;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The PostgreSQL programs of this platform, unpacked once into a cache folder.
record PostgresBinaries(Path folder) {
    /// Overrides where programs are unpacked; else `$XDG_CACHE_HOME` or `~/.cache`, and `firsthand` in it.
    static final String CACHE_PROPERTY = "firsthand.cache";

    private static final int OWNER_EXECUTES = 0100;

    Path initdb() {
        return folder.resolve("bin/initdb");
    }

    Path postgres() {
        return folder.resolve("bin/postgres");
    }

    /// In the user's cache folder, or in `otherwise` for a user who has none and cannot make one.
    static PostgresBinaries unpackedOr(Path otherwise) throws IOException {
        return unpackedIn(cache(), otherwise);
    }

    static PostgresBinaries unpackedIn(Path cache, Path otherwise) throws IOException {
        return unpackedIn(canWrite(cache) ? cache : otherwise);
    }

    private static boolean canWrite(Path cache) {
        try {
            return Files.isWritable(Files.createDirectories(cache));
        } catch (IOException noHome) {
            return false;
        }
    }

    static PostgresBinaries unpackedIn(Path programs) throws IOException {
        var archive = archive();
        var cache = Files.createDirectories(programs);
        var folder = cache.resolve("postgres-" + fingerprint(archive));
        if (!Files.isDirectory(folder)) {
            unpack(archive, cache, folder);
        }
        return new PostgresBinaries(folder);
    }

    private static Path cache() {
        var chosen = System.getProperty(CACHE_PROPERTY);
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath().normalize();
        }
        var user = System.getenv("XDG_CACHE_HOME");
        var base = user != null && !user.isBlank() ? Path.of(user) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("firsthand").toAbsolutePath().normalize();
    }

    private static URL archive() throws IOException {
        var name = "postgres-%s-%s.txz".formatted(system(), processor());
        var found = PostgresBinaries.class.getClassLoader().getResource(name);
        if (found == null) {
            throw new IOException(("no PostgreSQL programs for this machine (%s). "
                            + "Build on this machine, or give the address of a database of your own.")
                    .formatted(name));
        }
        return found;
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    }

    private static String processor() {
        var name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    private static String fingerprint(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            var entry = jar.getJarEntry();
            return "%08x-%d".formatted(entry.getCrc(), entry.getSize());
        }
        throw new IOException("the PostgreSQL programs are not in a jar: " + archive.getProtocol());
    }

    private static void unpack(URL archive, Path cache, Path folder) throws IOException {
        var fresh = Files.createTempDirectory(cache, "unpacking-");
        try (var bytes = archive.openStream();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar, fresh);
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        } finally {
            PrivateFiles.remove(fresh); // another process was faster, or unpacking failed
        }
    }

    private static void place(TarArchiveEntry entry, InputStream bytes, Path fresh) throws IOException {
        var target = fresh.resolve(entry.getName()).normalize();
        if (!target.startsWith(fresh)) {
            throw new IOException("archive entry leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(".").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(bytes, target);
            var runs = (entry.getMode() & OWNER_EXECUTES) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
