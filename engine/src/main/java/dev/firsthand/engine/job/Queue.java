package dev.firsthand.engine.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.firsthand.engine.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Takes items out of one queue and works on them with a few threads. What a killed process had taken is taken
/// again.
final class Queue implements AutoCloseable {
    /// One installation has one node; the folder's lock sees to it.
    private static final String NODE = "firsthand";

    private static final String RELEASE = """
            UPDATE <table> SET picked = false, picked_by = NULL, last_heartbeat = NULL, version = version + 1
             WHERE picked AND picked_by = :node
            """;
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final Database database;
    private final QueueName name;
    private final JobSettings settings;
    private final Scheduler scheduler;

    /// `work` is called with each item's id, and returns when to take it again, or nothing when it is dealt with.
    Queue(
            Database database,
            QueueName name,
            InstantSource clock,
            JobSettings settings,
            Function<String, Optional<Instant>> work) {
        this.database = database;
        this.name = name;
        this.settings = settings;
        var task = Tasks.custom(name.task(), Void.class)
                .onFailure(this::tryAgain)
                .onDeadExecutionRevive()
                .execute((item, context) -> completion(work.apply(item.getId())));
        this.scheduler = Scheduler.create(database.connections(), task)
                .tableName(name.table())
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .schedulerName(new SchedulerName.Fixed(NODE))
                .clock(clock::instant)
                .threads(settings.workers())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(STOP_LIMIT)
                .failureLogging(LogLevel.OFF, false) // logged where it happens, without the messages of exceptions
                .build();
    }

    /// Releases what an earlier process of this installation had taken, and starts.
    void start() {
        database.inTransactionDo(tx -> tx.sql()
                .createUpdate(RELEASE)
                .define("table", name.table())
                .bind("node", NODE)
                .execute());
        scheduler.start();
    }

    /// Looks for due items now.
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void close() {
        scheduler.stop();
    }

    private static CompletionHandler<Void> completion(Optional<Instant> again) {
        return (complete, operations) -> {
            if (again.isPresent()) {
                operations.reschedule(complete, again.get());
            } else {
                operations.stop();
            }
        };
    }

    private void tryAgain(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        int faults = complete.getExecution().consecutiveFailures + 1;
        operations.reschedule(complete, complete.getTimeDone().plus(settings.retryAfter(faults)));
    }
}
