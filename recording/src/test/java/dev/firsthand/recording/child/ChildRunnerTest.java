package dev.firsthand.recording.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildRunnerTest {
    private static final ChildLimits GENEROUS =
            new ChildLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 512L << 20, 1 << 20);

    @TempDir
    Path folder;

    private final ChildRunner runner = new ChildRunner();

    @Test
    void a_child_sees_only_a_fixed_environment_and_its_folder() throws Exception {
        String seen = output("env; pwd", Optional.empty(), GENEROUS);
        assertThat(seen.lines())
                .contains("LC_ALL=C.UTF-8", "TZ=UTC", folder.toRealPath().toString())
                .noneMatch(line -> line.startsWith("HOME=") || line.startsWith("PATH=/root"));
    }

    @Test
    void a_child_reads_its_standard_input() throws Exception {
        Path input = Files.writeString(folder.resolve("in"), "bytes");
        assertThat(output("cat", Optional.of(input), GENEROUS)).isEqualTo("bytes");
    }

    @Test
    void a_child_without_input_reads_nothing() throws Exception {
        assertThat(output("cat", Optional.empty(), GENEROUS)).isEmpty();
    }

    @Test
    void a_child_is_fed_what_no_file_holds_and_then_finds_the_end() throws Exception {
        ChildOutcome outcome = runner.feed(shell("cat > fed", Optional.empty(), GENEROUS), in -> {
            for (int i = 0; i < 100_000; i++) {
                in.write("bytes".getBytes(StandardCharsets.US_ASCII));
            }
        });
        assertThat(outcome).isInstanceOf(ChildOutcome.Finished.class);
        assertThat(Files.size(folder.resolve("fed"))).isEqualTo(500_000);
    }

    @Test
    void a_child_that_ends_before_it_is_fed_up_tells_why_itself() throws Exception {
        ChildOutcome outcome = runner.feed(shell("exit 3", Optional.empty(), GENEROUS), in -> {
            while (true) {
                in.write(new byte[1 << 16]);
            }
        });
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ChildOutcome.Finished.class,
                        finished -> assertThat(finished.exitCode()).isEqualTo(3));
    }

    @Test
    void a_fault_while_feeding_ends_the_child() {
        assertThatThrownBy(() -> runner.feed(shell("cat; sleep 60", Optional.empty(), GENEROUS), in -> {
                    throw new IllegalStateException("nothing to feed");
                }))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("nothing to feed");
    }

    @Test
    void a_child_has_no_network_where_the_machine_allows_it() throws Exception {
        String interfaces = output("grep -c : /proc/net/dev", Optional.empty(), GENEROUS);
        if (runner.isolation() == Isolation.OWN_NETWORK_NAMESPACE) {
            assertThat(interfaces.strip()).isEqualTo("1"); // the loopback, which is down
        } else {
            assertThat(runner.isolation().explanation()).contains("not available");
        }
    }

    @Test
    void the_exit_code_and_the_end_of_the_errors_come_back() throws Exception {
        ChildOutcome outcome = runner.run(shell("echo first >&2; echo last >&2; exit 3", Optional.empty(), GENEROUS));
        assertThat(outcome).isInstanceOfSatisfying(ChildOutcome.Finished.class, finished -> {
            assertThat(finished.exitCode()).isEqualTo(3);
            assertThat(finished.errorTail()).endsWith("last\n");
        });
    }

    @Test
    void a_child_that_met_a_full_disk_is_a_fault_of_the_disk() {
        ChildCommand full = shell("cat /proc/version > /dev/full", Optional.empty(), GENEROUS);
        assertThatThrownBy(() -> runner.run(full))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
    }

    @Test
    void endless_errors_are_kept_as_a_bounded_tail() throws Exception {
        ChildOutcome outcome = runner.run(shell(
                "i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i+1)); done", Optional.empty(), GENEROUS));
        assertThat(outcome.errorTail())
                .hasSizeLessThanOrEqualTo(ErrorTail.BYTES_MAX)
                .endsWith("line 19999\n");
    }

    @Test
    void a_child_that_waits_too_long_is_ended() throws Exception {
        var limits = new ChildLimits(Duration.ofMillis(300), Duration.ofSeconds(20), 512L << 20, 1 << 20);
        assertKilled("sleep 60 & sleep 60", limits, ChildOutcome.Reason.WALL_TIME);
    }

    @Test
    void a_child_that_computes_too_long_is_ended() throws Exception {
        var limits = new ChildLimits(Duration.ofSeconds(20), Duration.ofMillis(300), 512L << 20, 1 << 20);
        assertKilled("while :; do :; done", limits, ChildOutcome.Reason.CPU_TIME);
    }

    @Test
    void a_child_that_takes_too_much_memory_is_ended_also_when_a_grandchild_takes_it() throws Exception {
        var limits = new ChildLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 64L << 20, 1 << 20);
        ChildOutcome outcome = assertKilled(
                "(x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done) & wait", limits, ChildOutcome.Reason.MEMORY);
        assertThat(outcome.usage().peakResidentBytes()).isGreaterThan(64L << 20);
    }

    @Test
    void a_child_that_writes_too_much_is_ended() throws Exception {
        assertKilled("cat /dev/zero", GENEROUS, ChildOutcome.Reason.OUTPUT_SIZE);
    }

    @Test
    void a_child_that_writes_too_large_a_file_is_ended() throws Exception {
        assertKilled("exec cat /dev/zero > large", GENEROUS, ChildOutcome.Reason.OUTPUT_SIZE);
        assertThat(Files.size(folder.resolve("large"))).isLessThanOrEqualTo(GENEROUS.outputBytes() + 512);
    }

    @Test
    void a_consumer_that_fails_ends_its_child() {
        assertThatThrownBy(() -> runner.run(shell("cat /dev/zero", Optional.empty(), GENEROUS), (buffer, length) -> {
                    throw new IOException("no room");
                }))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("no room");
    }

    @Test
    void a_program_that_is_not_there_is_a_failure_with_a_message() throws Exception {
        var command = new ChildCommand(List.of("/no/such/program"), Optional.empty(), folder, GENEROUS);
        assertThat(runner.run(command))
                .isInstanceOfSatisfying(
                        ChildOutcome.Finished.class,
                        finished -> assertThat(finished.exitCode()).isIn(126, 127));
    }

    @Test
    void an_interrupted_caller_leaves_no_child_behind() throws Exception {
        var started = new CountDownLatch(1);
        var child = new AtomicReference<>("");
        var thrown = new AtomicReference<>("");
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                runner.run(shell("echo $$; exec sleep 60", Optional.empty(), GENEROUS), (buffer, length) -> {
                    child.set(new String(buffer, 0, length, StandardCharsets.UTF_8).strip());
                    started.countDown();
                });
            } catch (IOException | InterruptedException ended) {
                thrown.set(ended.getClass().getSimpleName());
            }
        });
        started.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isEqualTo("InterruptedException");
        ProcessHandle.of(Long.parseLong(child.get()))
                .ifPresent(handle -> handle.onExit().join());
        assertThat(ProcessHandle.of(Long.parseLong(child.get()))).isEmpty();
    }

    @Test
    void usage_is_measured_while_a_child_runs() throws Exception {
        ChildOutcome outcome =
                runner.run(shell("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done", Optional.empty(), GENEROUS));
        assertThat(outcome.usage().wall()).isPositive();
        assertThat(outcome.usage().cpu()).isPositive();
        assertThat(outcome.usage().peakResidentBytes()).isPositive();
    }

    @Test
    void a_meter_hears_of_each_child_of_its_work_and_of_no_other() throws Exception {
        var heard = new ArrayList<Usage>();
        var ended = new ArrayList<Usage>();

        ChildMeter.metered(heard::add, () -> {
            ended.add(runner.run(shell("true", Optional.empty(), GENEROUS)).usage());
            ended.add(runner.run(shell("exit 3", Optional.empty(), GENEROUS)).usage());
            return ended;
        });
        runner.run(shell("true", Optional.empty(), GENEROUS)).usage();

        assertThat(heard).isEqualTo(ended).hasSize(2);
    }

    @Test
    void a_fault_of_metered_work_comes_through_as_it_is() {
        assertThatThrownBy(() -> ChildMeter.metered(usage -> {}, () -> {
                    throw new IOException("on purpose");
                }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("on purpose");
    }

    private String output(String script, Optional<Path> input, ChildLimits limits) throws Exception {
        var bytes = new ByteArrayOutputStream();
        ChildOutcome outcome =
                runner.run(shell(script, input, limits), (buffer, length) -> bytes.write(buffer, 0, length));
        assertThat(outcome).isInstanceOf(ChildOutcome.Finished.class);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private ChildOutcome assertKilled(String script, ChildLimits limits, ChildOutcome.Reason reason) throws Exception {
        ChildOutcome outcome = runner.run(shell(script, Optional.empty(), limits));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ChildOutcome.Killed.class,
                        killed -> assertThat(killed.reason()).isEqualTo(reason));
        return outcome;
    }

    private ChildCommand shell(String script, Optional<Path> input, ChildLimits limits) {
        return new ChildCommand(List.of("/bin/sh", "-c", script), input, folder, limits);
    }
}
