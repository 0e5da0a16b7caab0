package dev.firsthand.app.recall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.app.cli.Version;
import dev.firsthand.engine.recall.RecallNotice;
import dev.firsthand.engine.release.CopyPaths;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand release check`: names the files and rows of a copy that a recall takes away.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Names the files and rows of a copy that must go by a recall notice. Exit 0 none, 3 some.",
        footer = {"", "Example:", "  ./firsthand release check laundry-1.0.0 --recall laundry-1.0.0-recall.json"})
public final class ReleaseCheckCommand implements Callable<Integer> {
    private static final int MUST_GO = 3;

    private final PrintStream results;
    private final PrintStream screen;

    @Parameters(paramLabel = "DIR", description = "the folder of a copy")
    private Path folder = Path.of("");

    @Option(names = "--recall", paramLabel = "FILE", required = true, description = "the signed notice")
    private Path recall = Path.of("");

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "who may state what (else evidence/keys.txt of the copy)")
    private Optional<Path> keys = Optional.empty();

    public ReleaseCheckCommand(PrintStream results, PrintStream screen) {
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        try {
            Path trusted = keys.orElse(folder.resolve("evidence").resolve("keys.txt"));
            return check(NoticeFile.read(recall, Optional.of(trusted)).notice());
        } catch (IOException e) {
            screen.println(e.getMessage());
            return 1;
        }
    }

    private int check(RecallNotice notice) throws IOException {
        JsonNode manifest = new ObjectMapper().readTree(NoticeFile.bytes(folder.resolve("manifest.json")));
        if (!manifest.path("name").asText().equals(notice.copy().name())) {
            screen.printf(
                    "%s is of %s, and the notice is about %s.%n",
                    folder, manifest.path("name").asText(), notice.copy().name());
            return 2;
        }
        Set<String> gone = new HashSet<>(notice.episodes());
        long row = 0;
        int found = 0;
        for (JsonNode episode : manifest.path("episodes")) {
            long frames = episode.path("frames").asLong();
            if (gone.contains(episode.path("episode").asText())) {
                found++;
                name(episode, row, row + frames);
            }
            row += frames;
        }
        screen.printf("%d of the %d episodes that were called back are in %s.%n", found, gone.size(), folder);
        return found == 0 ? 0 : MUST_GO;
    }

    private void name(JsonNode episode, long from, long to) {
        int index = episode.path("episode_index").asInt();
        for (String file : CopyPaths.ofEpisode(index)) {
            if (Files.exists(folder.resolve(file))) {
                results.printf("file %s%n", file);
            }
        }
        for (String table : List.of("lerobot/data", "lerobot/meta/episodes")) {
            if (Files.exists(folder.resolve(table))) {
                results.printf(
                        "rows %s episode_index %d%s%n",
                        table, index, table.endsWith("data") ? ", index %d to %d".formatted(from, to - 1) : "");
            }
        }
    }
}
