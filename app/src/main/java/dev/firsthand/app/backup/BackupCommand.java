package dev.firsthand.app.backup;

import dev.firsthand.app.cli.Version;
import dev.firsthand.engine.backup.DataBackup;
import dev.firsthand.engine.backup.KeyBackup;
import dev.firsthand.engine.backup.Snapshot;
import dev.firsthand.engine.removal.KnownRemovals;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand backup`: everything of a data folder into one place, and its keys into another.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Backs up everything, keys apart from the rest, while the server runs or stands.",
        footer = {"", "Example:", "  ./firsthand backup --to /backup/data --keys-to /safe/keys"})
public final class BackupCommand implements Callable<Integer> {
    private final RowsPlace rows;
    private final InstantSource clock;
    private final PrintStream results;
    private final PrintStream screen;

    @Option(names = "--data", paramLabel = "DIR", description = "what to back up (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("firsthand-data");

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "where rows, sealed bytes and the log go; on another disk")
    private Path to = Path.of("");

    @Option(
            names = "--keys-to",
            required = true,
            paramLabel = "DIR",
            description = "where the keys go; where nobody comes who can read --to")
    private Path keysTo = Path.of("");

    @Option(
            names = "--keep",
            paramLabel = "N",
            description =
                    "how many backups of the data stay (default: ${DEFAULT-VALUE}); those of keys stay seven days")
    private int keep = 7;

    @Option(names = "--database", paramLabel = "URL", description = "as for up")
    private Optional<String> database = Optional.empty();

    public BackupCommand(RowsPlace rows, InstantSource clock, PrintStream results, PrintStream screen) {
        this.rows = rows;
        this.clock = clock;
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (within(to, keysTo) || within(keysTo, to) || within(to, data) || within(keysTo, data)) {
            screen.println("Data, its backup and the backup of the keys are three places, none inside another: whoever"
                    + " holds keys and data together can read it. Give three folders.");
            return 2;
        }
        if (keep < 1) {
            screen.println("--keep is at least 1.");
            return 2;
        }
        if (!Files.isDirectory(data)) {
            screen.printf("%s is no data folder. Give the one that you gave to firsthand up.%n", data);
            return 2;
        }
        DataFolder folder = DataFolder.open(data);
        Instant now = clock.instant();
        rows.whileOpen(folder, database, address -> {
            Snapshot keys = new KeyBackup(keysTo).take(folder, asked(address), now);
            Snapshot taken = new DataBackup(to).take(folder, address, now, keep);
            results.printf("Data: %s%nKeys: %s%n", taken.folder(), keys.folder());
            return taken;
        });
        return 0;
    }

    private static List<String> asked(DatabaseAddress address) {
        try (Database beside = Database.beside(address)) {
            return beside.inTransaction(KnownRemovals::lines);
        }
    }

    private static boolean within(Path inner, Path outer) {
        return inner.toAbsolutePath()
                .normalize()
                .startsWith(outer.toAbsolutePath().normalize());
    }
}
