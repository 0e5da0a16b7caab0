package dev.firsthand.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.store.ChildJvm;
import dev.firsthand.engine.store.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KilledJobsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Test
    void after_a_kill_the_step_that_ran_runs_again_at_once_and_the_finished_one_does_not() throws Exception {
        var database = DATABASE.database();
        database.inTransactionDo(tx -> tx.sql().execute("create table rehearsal (name text)"));
        var subject = UUID.randomUUID();
        try (var child = program(subject, "begin")) {
            assertThat(child.line()).isEqualTo("second began");
            child.kill();
        }
        long killed = System.nanoTime();
        try (var child = program(subject, "goOn")) {
            assertThat(child.line()).isEqualTo("heard");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - killed))
                .as("sooner than a missing heartbeat would tell")
                .isLessThan(Duration.ofSeconds(8));

        try (var jobs = new Jobs(
                database, new Events(InstantSource.system()), InstantSource.system(), JobSettings.ofWorkers(1))) {
            var status = jobs.ofSubject(subject).getFirst();
            assertThat(status.state()).isEqualTo(RunState.DONE);
            assertThat(status.steps()).extracting(StepStatus::attempts).containsExactly(1, 2);
        }
        var marks = database.inTransaction(tx -> tx.sql()
                .createQuery("select name from rehearsal order by name")
                .mapTo(String.class)
                .list());
        assertThat(marks).containsExactly("first", "heard", "second");
    }

    private static ChildJvm program(UUID subject, String mode) throws java.io.IOException {
        var address = DATABASE.address();
        return ChildJvm.start(
                RunningProgram.class, address.jdbcUrl(), address.user(), address.password(), subject.toString(), mode);
    }
}
