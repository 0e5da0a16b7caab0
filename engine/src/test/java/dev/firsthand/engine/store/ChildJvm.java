package dev.firsthand.engine.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A second JVM with the class path of this one, to be killed.
public final class ChildJvm implements AutoCloseable {
    private static final long END_SECONDS = 20;

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    public static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public long pid() {
        return process.pid();
    }

    /// The next line that the program prints.
    public String line() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException("the program ended");
        }
        return line;
    }

    /// Ends it as kill -9 does, and buries it.
    public void kill() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(END_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        kill();
    }
}
