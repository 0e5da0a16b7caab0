package dev.firsthand.engine.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;

/// The two queues of db-scheduler.
enum QueueName {
    STEPS("job_step_queue", "step"),
    EVENTS("job_event_queue", "event");

    private final String table;
    private final String task;

    QueueName(String table, String task) {
        this.table = table;
        this.task = task;
    }

    String table() {
        return table;
    }

    String task() {
        return task;
    }

    /// Puts an item into the queue within the caller's transaction.
    void put(Tx tx, String id, Instant due) {
        boolean put = SchedulerClient.Builder.create(
                        new PinnedConnection(tx.sql().getConnection()))
                .tableName(table)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .build()
                .scheduleIfNotExists(new TaskInstance<Void>(task, id), due);
        if (!put) {
            throw new IllegalStateException("%s %s is queued already".formatted(task, id));
        }
    }
}
