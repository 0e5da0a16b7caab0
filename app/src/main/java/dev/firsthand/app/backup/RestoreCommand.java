package dev.firsthand.app.backup;

import dev.firsthand.app.cli.Version;
import dev.firsthand.engine.backup.Restore;
import dev.firsthand.engine.backup.Restore.OldKeys;
import dev.firsthand.engine.backup.Restore.Restored;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand restore`: a data folder out of a backup of the data and one of the keys.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Makes a data folder out of a backup and a backup of its keys.",
        footer = {
            "",
            "Example:",
            "  ./firsthand restore --from /backup/data/data-20260131T040000Z --keys /safe/keys/keys-20260131T040000Z"
        })
public final class RestoreCommand implements Callable<Integer> {
    private final RowsPlace rows;
    private final InstantSource clock;
    private final PrintStream results;

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "a backup of the data: data-...")
    private Path from = Path.of("");

    @Option(names = "--keys", required = true, paramLabel = "DIR", description = "a backup of the keys: keys-...")
    private Path keys = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the folder to make (default: ${DEFAULT-VALUE}); it must not be there yet")
    private Path data = Path.of("firsthand-data");

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "an empty PostgreSQL that you run, for the rows; without it they go into the data folder")
    private Optional<String> database = Optional.empty();

    @Option(
            names = "--accept-old-keys",
            description = "also take keys older than seven days: whoever was destroyed since may come back")
    private boolean oldKeys;

    public RestoreCommand(RowsPlace rows, InstantSource clock, PrintStream results) {
        this.rows = rows;
        this.clock = clock;
        this.results = results;
    }

    @Override
    public Integer call() throws IOException {
        Restored restored = new Restore(data, rows.outside(database), clock.instant())
                .from(from, keys, oldKeys ? OldKeys.ACCEPTED : OldKeys.REFUSED);
        results.printf("Put back: data of %s, keys of %s.%n", restored.dataFrom(), restored.keysFrom());
        if (restored.destroyedSince() > 0) {
            results.printf(
                    "%d destroyed key%s left out: what was sealed under %s stays unreadable.%n",
                    restored.destroyedSince(),
                    restored.destroyedSince() == 1 ? " was" : "s were",
                    restored.destroyedSince() == 1 ? "it" : "them");
        }
        results.printf(
                "Next: `firsthand log restore --data %s`%s. It asks the witnesses; nothing is logged before that.%n",
                data, database.isPresent() ? " with your --database" : "");
        results.println(
                "Nothing is released, and nobody of the desk looks at what was recorded, before an operator confirms"
                        + " at /desk/restoration that what was withdrawn or removed since is so again.");
        return 0;
    }
}
