package dev.firsthand.engine.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// As whom PostgreSQL runs: it refuses root, so root lends it another face.
enum ServerUser {
    /// An ordinary user runs it as it is.
    SELF,
    /// Root in a user namespace of its own: to PostgreSQL nobody, to the file system still the owner.
    NAMESPACE,
    /// Root hands the folder to nobody and runs PostgreSQL as nobody.
    NOBODY;

    private static final int NOBODY_ID = 65534;
    private static final long PROBE_SECONDS = 10;

    List<String> command(List<String> command) {
        var full = new ArrayList<String>(
                switch (this) {
                    case SELF -> List.of();
                    case NAMESPACE -> List.of("unshare", "-U");
                    case NOBODY -> List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups");
                });
        full.addAll(command);
        return full;
    }

    /// Makes the folder the server's own.
    void adopt(Path folder) throws IOException {
        if (this != NOBODY) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                Files.setAttribute(file, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /// The first way that reaches the folder.
    static ServerUser choose(Path folder) throws IOException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"))
                || !"root".equals(System.getProperty("user.name"))) {
            return SELF;
        }
        for (var user : List.of(NAMESPACE, NOBODY)) {
            if (user == NOBODY) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            }
            if (runs(user.command(List.of("test", "-x", folder.resolve(".").toString())))) {
                return user;
            }
        }
        throw new IOException(("PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' can lend it "
                        + "another user that reaches %s. Run as a normal user, put the data folder where others may pass "
                        + "through (mode 711 on each folder above it), or give the address of a database of your own.")
                .formatted(folder));
    }

    /// The programs, where this user reaches them: root's own cache is closed to nobody.
    PostgresBinaries programs(Path folder) throws IOException {
        Path beside = folder.resolve("programs");
        return this == NOBODY ? PostgresBinaries.unpackedIn(beside) : PostgresBinaries.unpackedOr(beside);
    }

    private static boolean runs(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException ignored) {
            return false; // the program is not there
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
