package dev.firsthand.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final TaskText TEXT = new TaskText("wash the dishes", "Use the sink.");

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(4, DATABASE.database(), work);
    }

    @Test
    void a_revision_is_a_new_version_and_the_old_one_stays_as_it_was() {
        Task first = publish();
        var better = new TaskText("wash the dishes by hand", "Use the sink.");

        Task second = house.within(tx ->
                        house.tasks().revise(tx, first.id(), house.operator().id(), better))
                .orElseThrow();

        assertThat(second.version()).isEqualTo(new TaskVersion(first.id(), 2));
        assertThat(house.within((Tx tx) -> house.tasks().find(tx, first.version())))
                .contains(first);
        assertThat(house.within((Tx tx) -> house.tasks().newest(tx, first.id())))
                .contains(second);
    }

    @Test
    void two_who_revise_at_once_make_two_versions() throws Exception {
        Task first = publish();
        Callable<Optional<Task>> revise = () -> house.within(
                tx -> house.tasks().revise(tx, first.id(), house.operator().id(), TEXT));

        try (var threads = Executors.newFixedThreadPool(4)) {
            var versions = new ArrayList<Integer>();
            for (var result :
                    threads.invokeAll(Stream.generate(() -> revise).limit(4).toList())) {
                versions.add(result.get().orElseThrow().version().version());
            }
            assertThat(versions).containsExactlyInAnyOrder(2, 3, 4, 5);
        }
    }

    @Test
    void a_closed_task_is_not_listed_and_takes_no_revision() {
        Task task = publish();

        assertThat(house.within((Tx tx) -> house.tasks().close(tx, task.id()))).isTrue();
        assertThat(house.within((Tx tx) -> house.tasks().close(tx, task.id()))).isFalse();

        assertThat(house.within((Tx tx) -> house.tasks().find(tx, task.version()))
                        .orElseThrow()
                        .open())
                .isFalse();
        assertThat(house.within((Tx tx) -> house.tasks().open(tx)).tasks())
                .extracting(Task::id)
                .doesNotContain(task.id());
        assertThat(house.within((Tx tx) ->
                        house.tasks().revise(tx, task.id(), house.operator().id(), TEXT)))
                .isEmpty();
        var unknown = new TaskId(UUID.randomUUID());
        assertThat(house.within((Tx tx) ->
                        house.tasks().revise(tx, unknown, house.operator().id(), TEXT)))
                .isEmpty();
    }

    @Test
    void open_tasks_come_newest_first_in_pages_without_gap_or_repeat() {
        var published = new ArrayList<TaskId>();
        IntStream.range(0, Tasks.PAGE_MAX + 7).forEach(i -> {
            house.clock().advance(Duration.ofSeconds(i % 3)); // some at the same moment
            published.add(publish().id());
        });

        TaskPage first = house.within(tx -> house.tasks().open(tx));
        var seen = new ArrayList<>(first.tasks());
        Optional<TaskId> after = first.after();
        while (after.isPresent()) {
            TaskId mark = after.get();
            TaskPage next = house.within(tx -> house.tasks().open(tx, mark));
            seen.addAll(next.tasks());
            after = next.after();
        }

        assertThat(first.tasks()).hasSize(Tasks.PAGE_MAX);
        assertThat(seen).extracting(Task::id).doesNotHaveDuplicates().containsAll(published);
        assertThat(seen).extracting(Task::publishedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void words_that_a_data_set_cannot_carry_are_refused() {
        assertThatThrownBy(() -> new TaskText("", "")).hasMessageContaining("one line");
        assertThatThrownBy(() -> new TaskText("two\nlines", "")).hasMessageContaining("one line");
        assertThatThrownBy(() -> new TaskText("x".repeat(201), "")).hasMessageContaining("201");
        assertThatThrownBy(() -> new TaskText("x", "y".repeat(8_001))).hasMessageContaining("8001");
    }

    private static Task publish() {
        return house.within(tx -> house.tasks().publish(tx, house.operator().id(), TEXT));
    }
}
