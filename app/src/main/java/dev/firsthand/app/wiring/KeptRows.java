package dev.firsthand.app.wiring;

import dev.firsthand.app.backup.RowsPlace;
import dev.firsthand.engine.postgres.OutsideAddress;
import dev.firsthand.engine.postgres.PostgresServer;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.DatabaseAddress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The database as `firsthand up` would find it, for commands that work beside it.
record KeptRows(Map<String, String> environment) implements RowsPlace {
    @Override
    public <T> T whileOpen(DataFolder data, Optional<String> url, Work<T> work) throws IOException {
        Network network =
                Settings.read(data.root(), Settings.Kind.OPERATED, environment).network();
        Optional<String> said = url.or(network::databaseUrl);
        if (said.isPresent()) {
            return work.with(OutsideAddress.read(said.get(), network.databasePassword()));
        }
        Optional<DatabaseAddress> running = PostgresServer.running(data.postgres());
        if (running.isPresent()) {
            return work.with(running.get());
        }
        try (PostgresServer postgres = PostgresServer.start(data.postgres())) {
            return work.with(postgres.address());
        }
    }

    @Override
    public Optional<DatabaseAddress> outside(Optional<String> url) throws IOException {
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(OutsideAddress.read(
                        url.get(), Optional.ofNullable(environment.get("FIRSTHAND_DATABASE_PASSWORD"))));
    }
}
