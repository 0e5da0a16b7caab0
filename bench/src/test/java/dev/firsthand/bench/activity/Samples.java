package dev.firsthand.bench.activity;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Real definitions, where the folder with them is present.
public final class Samples {
    private static final Path FOLDER = folder();

    private Samples() {}

    /// `shared/samples` beside the repository, or beside a folder above it.
    private static Path folder() {
        Path wanted = Path.of("shared/samples/bddl");
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(wanted))) {
                return at.resolve(wanted);
            }
        }
        return wanted;
    }

    public static List<Path> files() {
        assumeThat(FOLDER).isDirectory();
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".bddl"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static List<Definition> definitions() {
        return files().stream().map(file -> definition(text(file))).toList();
    }

    public static Definition definition(String text) {
        return switch (BddlReader.read(text)) {
            case ReadResult.Read(Definition definition) -> definition;
            case ReadResult.Malformed malformed -> throw new AssertionError(malformed.toString());
        };
    }
}
