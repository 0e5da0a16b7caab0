package dev.firsthand.app.wiring;

import dev.firsthand.app.cli.LogKeeping;
import dev.firsthand.engine.postgres.FolderInUseException;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.publiclog.LogKeyring;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DirectoryVault;
import dev.firsthand.engine.store.Vault;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What lies in the data folder of a server that does not run, for a command.
record StoppedServer(OpenedDatabase opened, Vault vault, Evidence evidence) implements LogKeeping.AtRest {
    static LogKeeping.Opener opener(InstantSource clock, Map<String, String> environment) {
        return (folder, asked) -> open(DataFolder.open(folder), asked, clock, environment);
    }

    private static StoppedServer open(
            DataFolder data, Optional<String> asked, InstantSource clock, Map<String, String> environment)
            throws IOException {
        Network network =
                Settings.read(data.root(), Settings.Kind.OPERATED, environment).network();
        OpenedDatabase opened = opened(data, asked, network);
        try {
            Vault vault = DirectoryVault.open(data.keys());
            LogKeyring keys = LogKeyring.open(data.keys().resolve("log"), vault, network.logOrigin());
            var places = new Evidence.Places(data.log(), data.endedLogs(), data.root());
            return new StoppedServer(opened, vault, Evidence.of(opened.database(), vault, keys, places, clock));
        } catch (IOException | RuntimeException fault) {
            opened.close();
            throw fault;
        }
    }

    private static OpenedDatabase opened(DataFolder data, Optional<String> asked, Network network) throws IOException {
        try {
            return OpenedDatabase.of(data, asked, network);
        } catch (FolderInUseException running) {
            throw new IOException(
                    "A server runs on %s as process %d, and a log has one writer. Stop the server, give this command again, then start the server."
                            .formatted(data.root(), running.pid()),
                    running);
        }
    }

    @Override
    public Database database() {
        return opened.database();
    }

    @Override
    public void close() throws IOException {
        try (opened) {
            evidence.witnesses().close();
            evidence.log().close();
        }
    }
}
