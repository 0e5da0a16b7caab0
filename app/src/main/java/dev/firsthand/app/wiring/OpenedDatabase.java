package dev.firsthand.app.wiring;

import dev.firsthand.engine.postgres.OutsideAddress;
import dev.firsthand.engine.postgres.OutsideDatabase;
import dev.firsthand.engine.postgres.PostgresServer;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.Installation;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// The database in the data folder, or the one that the operator runs; bound to the data folder either way, and to
/// this process alone.
record OpenedDatabase(Closeable server, Database database) implements Closeable {
    static OpenedDatabase of(DataFolder data, Optional<String> asked, Network network) throws IOException {
        Installation installation = new Installation(data);
        Optional<String> url = asked.or(network::databaseUrl);
        OpenedDatabase opened = url.isPresent()
                ? outside(data, installation, OutsideAddress.read(url.get(), network.databasePassword()))
                : inside(data, installation);
        try {
            installation.hold(opened.database);
            return opened;
        } catch (IOException | RuntimeException fault) {
            opened.close();
            throw fault;
        }
    }

    private static OpenedDatabase inside(DataFolder data, Installation installation) throws IOException {
        installation.expectInside();
        PostgresServer postgres = PostgresServer.start(data.postgres());
        return of(postgres::close, () -> Database.open(postgres.address()));
    }

    private static OpenedDatabase outside(DataFolder data, Installation installation, DatabaseAddress address)
            throws IOException {
        OutsideDatabase outside = OutsideDatabase.enter(data.postgres(), address);
        return of(outside::close, () -> Database.open(address, installation.expectOutside(outside.fresh())));
    }

    private interface Opening {
        Database open() throws IOException;
    }

    private static OpenedDatabase of(Closeable server, Opening opening) throws IOException {
        try {
            return new OpenedDatabase(server, opening.open());
        } catch (IOException | RuntimeException fault) {
            server.close();
            throw fault;
        }
    }

    @Override
    public void close() throws IOException {
        try (server) {
            database.close();
        }
    }
}
