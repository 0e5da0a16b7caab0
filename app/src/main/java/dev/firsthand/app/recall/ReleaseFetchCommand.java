package dev.firsthand.app.recall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.cli.Doors;
import dev.firsthand.app.cli.Version;
import dev.firsthand.engine.copy.FileDigests;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand release fetch`: fetches a copy, and of it only what an earlier one does not hold under the same
/// digest.
@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Fetches a copy; files that an earlier copy holds are linked by their digests, not fetched.",
        footer = {
            "",
            "Example:",
            "  ./firsthand release fetch https://data.example.org/copy/5b0f --token token.txt \\",
            "    --since laundry-1.0.0 --out laundry-2.0.0"
        })
public final class ReleaseFetchCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream screen;

    @Parameters(paramLabel = "ADDRESS", description = "of the copy, as your page of it shows")
    private URI address = URI.create("");

    @Option(
            names = "--token",
            paramLabel = "FILE",
            required = true,
            description = "its first line is the last part of your link")
    private Path token = Path.of("");

    @Option(names = "--since", paramLabel = "DIR", description = "an earlier copy of the same line")
    private Optional<Path> since = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "where the copy goes; may not be there")
    private Path out = Path.of("");

    public ReleaseFetchCommand(PrintStream results, PrintStream screen) {
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Files.exists(out)) {
            screen.printf("%s is there already: give another --out.%n", out);
            return 2;
        }
        List<String> secret = Files.readAllLines(token);
        if (secret.isEmpty() || address.getHost() == null) {
            screen.println("Give the address of a copy, and a file with the last part of your link.");
            return 2;
        }
        Doors holder = Doors.of(address, screen::println).as(secret.getFirst().strip());
        return fetch(holder, address.getPath().replaceFirst("/+$", ""));
    }

    private int fetch(Doors holder, String copy) throws IOException, InterruptedException {
        Map<String, Path> known = known();
        long fetched = 0;
        long linked = 0;
        for (JsonNode file : holder.get(copy).get("files")) {
            String path = file.get("path").asText();
            long size = file.get("sizeBytes").asLong();
            Path target = out.resolve(path).normalize();
            if (!target.startsWith(out.normalize())) {
                throw new IOException("the server names a file outside the copy: " + path);
            }
            Path earlier = known.get(file.get("sha256").asText());
            if (earlier == null) {
                holder.download(copy + "/" + path, target);
                fetched += size;
            } else {
                link(earlier, target);
                linked += size;
            }
        }
        results.printf(
                "fetched %d bytes, linked %d bytes: %.2f %% fetched%n",
                fetched, linked, 100.0 * fetched / Math.max(1, fetched + linked));
        screen.printf("Check it: ./firsthand verify %s%n", out);
        return 0;
    }

    /// The digests of the earlier copy are taken from its files themselves.
    private Map<String, Path> known() throws IOException {
        Map<String, Path> known = new HashMap<>();
        if (since.isPresent()) {
            for (FileDigest file : FileDigests.of(since.get())) {
                known.put(file.sha256(), since.get().resolve(file.path()));
            }
        }
        return known;
    }

    private static void link(Path earlier, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try {
            Files.createLink(target, earlier);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.copy(earlier, target);
        }
    }
}
