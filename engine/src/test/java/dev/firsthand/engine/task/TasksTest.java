package dev.firsthand.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
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

    private static final Offer OFFER = Offer.of(new TaskText("wash the dishes", "Use the sink."));
    private static final Draft.Wording NEXT = new Draft.Wording(OFFER, "Nothing, really.");

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
        var better =
                new Draft.Wording(Offer.of(new TaskText("wash the dishes by hand", "Use the sink.")), "By hand now.");

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
                tx -> house.tasks().revise(tx, first.id(), house.operator().id(), NEXT));

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
                        house.tasks().revise(tx, task.id(), house.operator().id(), NEXT)))
                .isEmpty();
        var unknown = new TaskId(UUID.randomUUID());
        assertThat(house.within((Tx tx) ->
                        house.tasks().revise(tx, unknown, house.operator().id(), NEXT)))
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
        assertThatThrownBy(() -> new TaskText("", "")).hasMessageContaining("empty");
        assertThatThrownBy(() -> new TaskText("two\nlines", "")).hasMessageContaining("line break");
        assertThatThrownBy(() -> new TaskText("a bell\u0007", ""))
                .hasMessageContaining("U+0007")
                .hasMessageNotContaining("200");
        assertThatThrownBy(() -> new TaskText("x", "y\u0000")).hasMessageContaining("U+0000");
        assertThatThrownBy(() -> new Draft.Wording(OFFER, "\u0000")).hasMessageContaining("U+0000");
        assertThatThrownBy(() -> new TaskText("x".repeat(201), "")).hasMessageContaining("201");
        assertThatThrownBy(() -> new TaskText("x", "y".repeat(8_001))).hasMessageContaining("8001");
    }

    @Test
    void all_that_was_offered_comes_back_as_it_was_also_when_the_next_version_pays_otherwise() {
        Offer first = new Offer(
                new TaskText("wash the dishes", "Use the sink.", List.of("Both hands are in view.", "")),
                List.of(new Picture("0a".repeat(32), "A sink from above.")),
                Optional.of(pay(25)),
                Optional.of(Duration.ofMinutes(5)));
        Task published =
                house.within(tx -> house.tasks().publish(tx, house.operator().id(), first));
        Draft draft = house.within(
                tx -> house.tasks().drafts().beginNext(tx, house.operator().id(), published));
        assertThat(draft.wording()).isEqualTo(new Draft.Wording(first, ""));
        assertThat(house.within((Tx tx) ->
                        house.tasks().drafts().beginNext(tx, house.operator().id(), published)))
                .as("a task has one draft of its next version")
                .isEqualTo(draft);
        var second = new Draft.Wording(
                new Offer(first.text(), List.of(), Optional.of(pay(30)), Optional.empty()), "A better rate.");

        house.within(tx ->
                house.tasks().drafts().change(tx, draft.id(), house.operator().id(), second));
        Draft changed = house.within((Tx tx) -> house.tasks().drafts().find(tx, draft.id()))
                .orElseThrow();
        Task next = house.within(
                        tx -> house.tasks().publish(tx, house.operator().id(), changed))
                .orElseThrow();

        assertThat(next.version().version()).isEqualTo(2);
        assertThat(new Draft.Wording(next.offer(), next.change())).isEqualTo(second);
        assertThat(house.within((Tx tx) -> house.tasks().find(tx, published.version())))
                .contains(published);
        assertThat(house.within((Tx tx) -> house.tasks().versions(tx, published.id())))
                .containsExactly(next, published);
        assertThat(house.within(
                        (Tx tx) -> house.tasks().publish(tx, house.operator().id(), changed)))
                .as("the same draft again")
                .isEmpty();
    }

    @Test
    void a_closed_task_opens_again_and_stays_in_the_list_of_all() {
        Task task = publish();
        house.within((Tx tx) -> house.tasks().close(tx, task.id()));
        assertThat(house.within((Tx tx) -> house.tasks().all(tx)).tasks())
                .extracting(Task::id)
                .contains(task.id());

        assertThat(house.within((Tx tx) -> house.tasks().openAgain(tx, task.id())))
                .isTrue();
        assertThat(house.within((Tx tx) -> house.tasks().openAgain(tx, task.id())))
                .isFalse();
        assertThat(house.within((Tx tx) -> house.tasks().open(tx)).tasks())
                .extracting(Task::id)
                .contains(task.id());
    }

    @Test
    void a_pay_rule_has_one_currency_that_people_are_paid_in_and_pays_for_something() {
        Currency francs = Currency.getInstance("CHF");
        Money one = new Money(1, francs);
        Money nothing = new Money(0, francs);
        assertThatThrownBy(() -> new PayRule(one, one, new Money(1, Currency.getInstance("JPY"))))
                .hasMessageContaining("one currency");
        assertThatThrownBy(() -> new PayRule(nothing, nothing, nothing)).hasMessageContaining("pays for something");
        assertThatThrownBy(() -> new Money(-1, francs)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Money(1, Currency.getInstance("XAU"))).hasMessageContaining("XAU");
        assertThatThrownBy(() -> new Picture("0a".repeat(32), " ")).hasMessageContaining("not everybody can see");
    }

    private static PayRule pay(long minorUnitsPerMinute) {
        Currency francs = Currency.getInstance("CHF");
        return new PayRule(new Money(minorUnitsPerMinute, francs), new Money(100, francs), new Money(0, francs));
    }

    private static Task publish() {
        return house.within(tx -> house.tasks().publish(tx, house.operator().id(), OFFER));
    }
}
