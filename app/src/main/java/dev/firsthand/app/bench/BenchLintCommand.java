package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.activity.BddlReader;
import dev.firsthand.bench.activity.Finding;
import dev.firsthand.bench.activity.Lint;
import dev.firsthand.bench.activity.ReadResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firsthand bench lint-bddl`: what is wrong with activities.
@Command(
        name = "lint-bddl",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Reads every BDDL file of a folder and says what is wrong with each.",
        footer = {
            "",
            "Exits with 1 where a file can't be read.",
            "",
            "Example:",
            "  ./firsthand bench lint-bddl activities"
        })
final class BenchLintCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream screen;

    @Parameters(paramLabel = "DIR", description = "a folder; files below it that end in .bddl are read")
    private Path folder = Path.of(".");

    BenchLintCommand(PrintStream results, PrintStream screen) {
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            screen.printf("There is no folder %s.%n", folder);
            return 2;
        }
        List<Path> files = files();
        if (files.isEmpty()) {
            screen.printf("%s holds no file that ends in .bddl.%n", folder);
            return 2;
        }
        int malformed = 0;
        int findings = 0;
        for (Path file : files) {
            switch (read(file)) {
                case ReadResult.Malformed fault -> {
                    malformed++;
                    results.printf("%s MALFORMED: %s%n", folder.relativize(file), fault);
                }
                case ReadResult.Read(var definition) -> {
                    List<Finding> found = Lint.of(definition);
                    findings += found.size();
                    found.forEach(
                            one -> results.printf("%s %s: %s%n", folder.relativize(file), one.code(), one.about()));
                }
            }
        }
        results.printf("%d files, %d malformed, %d findings%n", files.size(), malformed, findings);
        return malformed == 0 ? 0 : 1;
    }

    private static ReadResult read(Path file) throws IOException {
        try {
            return BddlReader.read(Files.readString(file));
        } catch (CharacterCodingException otherwise) {
            return new ReadResult.Malformed(1, 1, "text in UTF-8", "other bytes");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".bddl"))
                    .sorted()
                    .toList();
        }
    }
}
