package dev.firsthand.perf;

import dev.firsthand.engine.postgres.PostgresServer;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.publiclog.LogFolders;
import dev.firsthand.engine.publiclog.LogKeyring;
import dev.firsthand.engine.publiclog.PublicLog;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DirectoryVault;
import dev.firsthand.engine.store.PersonId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Facts through the outbox: recorded by a few at once, as a server's workers do, in transactions of a hundred
/// in the real
/// database, sealed under a person's key, and then put into the log with their places back in the rows.
public final class OutboxBench {
    private static final String NAME = "outbox";
    private static final int FACTS = 40_000;
    private static final int IN_A_TRANSACTION = 100;
    private static final int WRITERS = 4;
    private static final double PER_SECOND = 5_000;

    private final BenchOptions options;

    private OutboxBench(BenchOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException {
        new OutboxBench(BenchOptions.of(arguments, 0)).run();
    }

    private void run() throws IOException {
        var recorded = new Series();
        var logged = new Series();
        Path work = options.work().resolve("outbox");
        Folders.delete(work);
        DataFolder folder = DataFolder.open(work);
        try (var postgres = PostgresServer.start(folder.postgres());
                var database = Database.open(postgres.address())) {
            var vault = DirectoryVault.open(folder.keys());
            LogKeyring keys = LogKeyring.open(folder.keys().resolve("log"), vault, "log.example");
            var provenance = new Provenance(vault, keys.statements().signing(), InstantSource.system());
            var person = PersonId.random();
            vault.create(person);
            try (var log = new PublicLog(
                    database, LogFolders.open(folder.log(), folder.endedLogs()), keys, InstantSource.system())) {
                for (int round = 0; round <= options.rounds(); round++) {
                    double record = seconds(() -> record(database, provenance, person));
                    double commit = seconds(() -> {
                        if (log.commit() != FACTS) {
                            throw new IOException("not every fact was logged");
                        }
                    });
                    if (round > 0) { // the first warms up
                        recorded.add(FACTS / record);
                        logged.add(FACTS / commit);
                    }
                }
            }
        }
        Folders.delete(work);
        Figure.of(NAME, "recorded", recorded.median(), "facts/s")
                .atLeast(PER_SECOND)
                .with("writers", WRITERS)
                .with("runs", recorded.runs())
                .print();
        Figure.of(NAME, "logged", logged.median(), "facts/s")
                .atLeast(PER_SECOND)
                .with("runs", logged.runs())
                .print();
    }

    private static void record(Database database, Provenance provenance, PersonId person) {
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> transactions = new ArrayList<>();
            for (int done = 0; done < FACTS; done += IN_A_TRANSACTION) {
                transactions.add(writers.submit(() -> recordSome(database, provenance, person)));
            }
            transactions.forEach(OutboxBench::await);
        }
    }

    private static void await(Future<?> transaction) {
        try {
            transaction.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("a fact was not recorded", failed);
        }
    }

    private static void recordSome(Database database, Provenance provenance, PersonId person) {
        database.inTransactionDo(tx -> {
            for (int i = 0; i < IN_A_TRANSACTION; i++) {
                provenance.record(
                        tx,
                        person,
                        new Statement(FactType.PRIVACY_ANSWER, UUID.randomUUID(), Map.of("answer", "nothing")));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double seconds(Work work) throws IOException {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }
}
