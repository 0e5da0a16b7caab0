package dev.firsthand.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.store.ChildJvm;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    @TempDir
    static Path temporary;

    private final Path folder = temporary.resolve("postgres");

    @Test
    void a_stopped_server_finds_its_data_again_on_the_same_port() throws Exception {
        DatabaseAddress first;
        try (var server = PostgresServer.start(folder)) {
            first = server.address();
            run(first, "drop table if exists kept");
            run(first, "create table kept as select 7 as number");
        }
        assertThatThrownBy(() -> run(first, "select 1")).isInstanceOf(SQLException.class);

        try (var server = PostgresServer.start(folder)) {
            assertThat(server.adopted()).isFalse();
            assertThat(server.address()).isEqualTo(first);
            assertThat(number(server.address(), "select number from kept")).isEqualTo(7);
        }
        for (var file : List.of("password", "port", "server.log")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void a_second_process_is_refused_by_name_and_a_killed_one_leaves_a_server_to_adopt() throws Exception {
        try (var child = ChildJvm.start(ServerProgram.class, folder.toString())) {
            long pid = Long.parseLong(child.line());
            var url = child.line();
            assertThatThrownBy(() -> PostgresServer.start(folder))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("in use by process " + child.pid());
            child.kill();

            try (var server = PostgresServer.start(folder)) {
                assertThat(server.adopted()).isTrue();
                assertThat(server.pid()).isEqualTo(pid);
                assertThat(server.address().jdbcUrl()).isEqualTo(url);
                assertThat(number(server.address(), "select 1")).isEqualTo(1);
                assertThatThrownBy(() -> PostgresServer.start(folder))
                        .isInstanceOf(FolderInUseException.class)
                        .hasMessageContaining(
                                "in use by process " + ProcessHandle.current().pid());
            }
            assertThat(Postmaster.alive(pid)).isFalse();
        }
    }

    @Test
    void a_server_killed_while_a_step_runs_comes_back_and_the_run_ends_without_doing_the_step_again() throws Exception {
        try (var server = PostgresServer.start(folder);
                var database = Database.open(server.address())) {
            var clock = InstantSource.system();
            var began = new CountDownLatch(1);
            var killed = new CountDownLatch(1);
            try (var jobs = new Jobs(database, new Events(clock), clock, JobSettings.ofWorkers(1))) {
                jobs.add(new RunKind(
                        "walk",
                        List.of(
                                new StepDefinition("heavy", 1, context -> {
                                    began.countDown();
                                    killed.await();
                                    return new StepOutcome.Finished(tx -> "1");
                                }),
                                new StepDefinition("next", 1, context -> new StepOutcome.Finished(tx -> "2")))));
                jobs.start();
                var subject = UUID.randomUUID();
                var run = database.inTransaction(tx -> jobs.begin(tx, "walk", subject, Optional.empty()));
                assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();

                long pid = server.pid();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                killed.countDown();

                assertThat(Waiting.until(Duration.ofSeconds(30), () -> ended(jobs, run)))
                        .isTrue();
                assertThat(Waiting.until(Duration.ofSeconds(30), () -> server.pid() != pid))
                        .as("a new server, even when the old one's last sessions ended the run")
                        .isTrue();
                var status = jobs.status(run);
                assertThat(status.state()).isEqualTo(RunState.DONE);
                assertThat(status.steps()).allMatch(step -> step.attempts() == 1);
            }
        }
    }

    @Test
    void a_server_that_was_stopped_is_not_brought_back_by_a_look_that_came_late() throws IOException {
        var server = PostgresServer.start(folder);
        server.close();

        server.keepAlive();

        assertThat(Postmaster.alive(server.pid())).isFalse();
    }

    @Test
    void a_half_made_cluster_is_made_again() throws IOException, SQLException {
        var half = temporary.resolve("half");
        Files.createDirectories(half.resolve("cluster.new/base"));
        Files.writeString(half.resolve("cluster.new/PG_VERSION"), "18");

        try (var server = PostgresServer.start(half)) {
            assertThat(number(server.address(), "select 1")).isEqualTo(1);
        }
    }

    private static boolean ended(Jobs jobs, dev.firsthand.engine.job.RunId run) {
        try {
            return jobs.status(run).state() != RunState.RUNNING;
        } catch (org.jdbi.v3.core.JdbiException ignored) {
            return false; // still away
        }
    }

    private static void run(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
