package dev.firsthand.app.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// A real file system of a few hundred mebibytes: filled, it refuses as every disk does. It is mounted in a namespace
/// of its own, which is gone with the process that holds it, and that one ends with this JVM. Where the machine
/// allows no such thing a small memory disk that is there already is filled instead.
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 16;

    /// Names a folder on a small file system, for machines without namespaces whose `/dev/shm` is large.
    private static final String GIVEN_PROPERTY = "firsthand.small-disk";

    private static final long GIVEN_BYTES_MAX = 1L << 30;

    private final List<Process> holders;
    private final List<String> through;
    private final Path root;
    private final Path seen;

    private SmallDisk(List<Process> holders, List<String> through, Path root, Path seen) {
        this.holders = holders;
        this.through = through;
        this.root = root;
        this.seen = seen;
    }

    /// One for those who come in [#through]; `folder` is where it is mounted if it can be.
    static SmallDisk of(int mebibytes, Path folder) throws IOException {
        List<String> refusals = new ArrayList<>();
        for (List<String> asWhom : List.of(List.of("-r"), List.<String>of())) {
            List<String> command = new ArrayList<>(List.of("unshare", "-m"));
            command.addAll(asWhom);
            String mount = "mount -t tmpfs -o size=%dm none \"$1\" && echo mounted && exec cat".formatted(mebibytes);
            command.addAll(List.of("sh", "-c", mount, "sh", folder.toString()));
            Process holder =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
            String first = Objects.requireNonNullElse(said.readLine(), "it said nothing");
            if (first.equals("mounted")) {
                return mounted(holder, asWhom, folder);
            }
            refusals.add("unshare -m %s: %s".formatted(String.join(" ", asWhom), first));
        }
        System.err.println("No small disk can be mounted here (%s): one that is there is filled.".formatted(refusals));
        return given(Path.of(System.getProperty(GIVEN_PROPERTY, "/dev/shm")));
    }

    private static SmallDisk mounted(Process holder, List<String> asWhom, Path folder) {
        List<String> through = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount"));
        if (!asWhom.isEmpty()) {
            through.addAll(List.of("--user", "--preserve-credentials"));
        }
        Path seen = Path.of("/proc", Long.toString(holder.pid()), "root")
                .resolve(Path.of("/").relativize(folder));
        return new SmallDisk(List.of(holder), through, folder, seen);
    }

    private static SmallDisk given(Path disk) throws IOException {
        if (Files.getFileStore(disk).getTotalSpace() > GIVEN_BYTES_MAX) {
            throw new IOException(
                    "%s is too large to be filled. Name a folder on a file system of at most %d MiB: -D%s=DIR"
                            .formatted(disk, GIVEN_BYTES_MAX >> 20, GIVEN_PROPERTY));
        }
        Path folder = Files.createTempDirectory(disk, "firsthand-");
        return new SmallDisk(List.of(), List.of(), folder, folder);
    }

    /// What stands before a command that is to see the disk.
    List<String> through() {
        return through;
    }

    /// The disk's folder for those who are inside.
    Path root() {
        return root;
    }

    /// The same folder for this process.
    Path seen() {
        return seen;
    }

    /// Takes all room but so many bytes. A server that runs may take the last of it meanwhile.
    void fill(long leaveBytes) throws IOException {
        makeRoom();
        try (OutputStream filler = Files.newOutputStream(filler())) {
            byte[] block = new byte[BLOCK_BYTES];
            for (long left = room() - leaveBytes; left > 0; left -= BLOCK_BYTES) {
                filler.write(block, 0, (int) Math.min(left, BLOCK_BYTES));
            }
        } catch (IOException full) {
            if (room() > leaveBytes + BLOCK_BYTES) {
                throw full;
            }
        }
    }

    private long room() throws IOException {
        return Files.getFileStore(seen).getUsableSpace();
    }

    void makeRoom() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return seen.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        holders.forEach(holder -> holder.destroyForcibly().onExit().join());
        if (holders.isEmpty()) {
            try (var files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
