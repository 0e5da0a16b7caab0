package dev.firsthand.engine.job;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/// Runs steps that tell when they begin. Arguments: address, user, password, subject, and `begin` (hangs in the
/// second step) or `goOn`.
final class RunningProgram {
    static final String INSERT = "insert into rehearsal values (?)";

    private RunningProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        var database = Database.open(new DatabaseAddress(arguments[0], arguments[1], arguments[2]));
        var clock = InstantSource.system();
        boolean first = arguments[4].equals("begin");
        var never = new CountDownLatch(1);
        var events = new Events(clock);
        var jobs = new Jobs(database, events, clock, JobSettings.ofWorkers(2));
        jobs.add(new RunKind(
                "rehearsal",
                List.of(
                        new StepDefinition(
                                "first",
                                1,
                                context -> new StepOutcome.Finished(tx -> {
                                    tx.sql().execute(INSERT, "first");
                                    return "1";
                                })),
                        new StepDefinition("second", 1, context -> {
                            if (first) {
                                System.out.println("second began");
                                never.await();
                            }
                            return new StepOutcome.Finished(tx -> {
                                tx.sql().execute(INSERT, "second");
                                events.publish(tx, new Event("rehearsed", context.subject()));
                                return "2";
                            });
                        }))));
        jobs.add(new EventHandler() {
            @Override
            public String type() {
                return "rehearsed";
            }

            @Override
            public void on(dev.firsthand.engine.store.Tx tx, Event event) {
                tx.sql().execute(INSERT, "heard");
                tx.sql().afterCommit(() -> System.out.println("heard"));
            }
        });
        if (first) {
            var subject = UUID.fromString(arguments[3]);
            database.inTransactionDo(tx -> jobs.begin(tx, "rehearsal", subject, Optional.empty()));
        }
        jobs.start();
        never.await();
    }
}
