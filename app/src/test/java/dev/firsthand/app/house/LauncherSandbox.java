package dev.firsthand.app.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A copy of the launcher in a folder of its own, on a machine that has only what a test puts there: no Java, no Maven.
final class LauncherSandbox {
    private static final List<String> TOOLS =
            List.of("cat", "dirname", "find", "mkdir", "mv", "readlink", "rm", "sed", "sleep");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant MUCH_LATER = Instant.parse("2099-01-01T00:00:00Z");

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /// What a run of the launcher said and how it ended.
    record Run(int exitCode, String out, String err) {}

    LauncherSandbox(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        Files.createDirectories(bin());
        Files.createDirectories(caller());
        for (String tool : TOOLS) {
            program(bin().resolve(tool), "exec '%s' \"$@\"\n".formatted(onThisMachine(tool)));
        }
        Files.createDirectories(root());
        Files.copy(Repository.here().at("firsthand"), launcher());
        write(root().resolve("pom.xml"), "<project/>");
        write(root().resolve("engine/pom.xml"), "<project/>");
        write(source(), "class Door {}");
        age();
        environment.put("PATH", bin().toString());
        environment.put("HOME", this.folder.resolve("home").toString());
        environment.put("FIRSTHAND_JVM_FOLDERS", jvmFolder().toString());
    }

    Path root() {
        return folder.resolve("a house with spaces");
    }

    Path launcher() {
        return root().resolve("firsthand");
    }

    Path bin() {
        return folder.resolve("bin");
    }

    Path caller() {
        return folder.resolve("where the caller stands");
    }

    Path jvmFolder() {
        return folder.resolve("usual jvms");
    }

    Path source() {
        return root().resolve("engine/src/main/java/Door.java");
    }

    Path mavenLog() {
        return folder.resolve("maven.log");
    }

    LauncherSandbox with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// A Java that tells its version and home, and otherwise prints what it was called with.
    Path java(Path home, String version) throws IOException {
        program(home.resolve("bin/java"), """
                if [ "$*" = -version ] || [ "$*" = "-XshowSettings:properties -version" ]; then
                    [ "$#" = 1 ] || echo '    java.home = %s' >&2
                    echo 'openjdk version "%s" 2026-04-21' >&2
                    exit 0
                fi
                echo 'home %s'
                for argument in "$@"; do echo "argument $argument"; done
                echo "zone $TZ locale $LC_ALL"
                echo "folder $(pwd)"
                exit "${PROGRAM_EXIT:-0}"
                """.formatted(home, version, home));
        return home;
    }

    Path jdk(Path home, String version) throws IOException {
        java(home, version);
        program(home.resolve("bin/javac"), "exit 0\n");
        return home;
    }

    /// The program that a path holds is a link into a home, as on most machines.
    void onPath(Path home) throws IOException {
        Files.createSymbolicLink(bin().resolve("java"), home.resolve("bin/java"));
    }

    void maven(int exitCode) throws IOException {
        program(bin().resolve("mvn"), """
                echo "$*" >>'%s'
                printf '\\033[0m\\033[0m'
                echo "maven speaks"
                [ %d = 0 ] || exit %d
                mkdir -p '%s/app/target/dist/lib'
                """.formatted(mavenLog(), exitCode, exitCode, root()));
    }

    List<String> mavenCalls() throws IOException {
        return Files.exists(mavenLog()) ? Files.readAllLines(mavenLog()) : List.of();
    }

    void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(MUCH_LATER));
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return runs(launcher(), arguments);
    }

    Run runs(Path program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(command)
                .directory(caller().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher did not end within 30 s: " + Files.readString(err));
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /// Every source is old again, so that only what a test touches is new.
    void age() throws IOException {
        try (var files = Files.walk(root())) {
            for (Path file : files.filter(file -> !file.startsWith(root().resolve("app")))
                    .toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void program(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, ("#!/bin/sh\n" + body).getBytes(StandardCharsets.UTF_8));
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make %s executable".formatted(file));
        }
    }

    private static Path onThisMachine(String tool) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(folder, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new IllegalStateException("this machine has no %s on its path".formatted(tool));
    }
}
