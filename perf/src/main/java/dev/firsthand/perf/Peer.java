package dev.firsthand.perf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server in a process of its own that takes uploads: ours or the Node reference server.
final class Peer implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Path files;
    private final int port;

    private Peer(List<String> command, Path files) throws IOException {
        Files.createDirectories(files);
        this.files = files;
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.port = portOf(output.readLine());
    }

    static Peer ours(Path folder) throws IOException {
        return new Peer(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UploadServerProgram.class.getName(),
                        folder.toString()),
                folder);
    }

    static Peer node(Path work) throws IOException {
        Path files = work.resolve("node-files");
        return new Peer(List.of("node", work.resolve("node/server.mjs").toString(), files.toString()), files);
    }

    private static int portOf(@Nullable String line) throws IOException {
        if (line == null || !line.startsWith("UP ")) {
            throw new IOException("the server did not come up, it said: " + line);
        }
        return Integer.parseInt(line.substring("UP ".length()).strip());
    }

    int port() {
        return port;
    }

    /// Throws away what was uploaded so far; only for a server that keeps plain files.
    void clear() throws IOException {
        try (var list = Files.list(files)) {
            for (Path file : list.toList()) {
                Files.delete(file);
            }
        }
    }

    /// The kernel's own count of the most memory that the process held.
    long peakResidentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    /// Both servers end when their standard input does.
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        output.close();
    }
}
