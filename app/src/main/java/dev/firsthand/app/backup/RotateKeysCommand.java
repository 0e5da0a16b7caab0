package dev.firsthand.app.backup;

import dev.firsthand.app.cli.Version;
import dev.firsthand.engine.postgres.PostgresServer;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.DirectoryVault;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand keys rotate`: a new master key, and every person's key wrapped under it.
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Draws a new master key and wraps every person's key under it. Stop the server first.",
        footer = {"", "Example:", "  ./firsthand keys rotate --data ./firsthand-data"})
public final class RotateKeysCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream screen;

    @Option(names = "--data", paramLabel = "DIR", description = "whose keys (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("firsthand-data");

    public RotateKeysCommand(PrintStream results, PrintStream screen) {
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(data.resolve("keys").resolve("master.key"))) {
            screen.printf("%s holds no keys. Give the data folder that you gave to firsthand up.%n", data);
            return 2;
        }
        DataFolder folder = DataFolder.open(data);
        return PostgresServer.whileStopped(folder.postgres(), () -> {
            int wrapped = DirectoryVault.rotateMaster(folder.keys());
            if (Files.exists(folder.holds())) {
                wrapped += DirectoryVault.rotateMaster(folder.holds());
            }
            results.printf(
                    "A new master key; %d key%s wrapped under it. Back up the keys now: older backups of them hold the"
                            + " old master key.%n",
                    wrapped, wrapped == 1 ? " is" : "s are");
            return 0;
        });
    }
}
