package dev.firsthand.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SessionListTest {
    private static final byte[] VIDEO = "these bytes stand for a video".getBytes(StandardCharsets.US_ASCII);
    private static final SessionFilter ALL = new SessionFilter(EnumSet.allOf(SessionStage.class), Optional.empty());

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;
    static List<SessionId> begun = new ArrayList<>();

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(9, DATABASE.database(), work);
        for (int i = 0; i < SessionList.PAGE_MAX + 3; i++) {
            begun.add(house.starts().id());
            house.clock().advance(Duration.ofMinutes(i % 2)); // two share each moment
        }
        Collections.reverse(begun);
    }

    @Test
    void pages_show_every_session_once_newest_first_while_others_are_begun() {
        SessionList.Page first = page(ALL, Optional.empty());
        SessionId late = house.starts().id();
        SessionList.Page second = page(ALL, first.after());

        List<SessionId> shown = new ArrayList<>(ids(first));
        shown.addAll(ids(second));
        assertThat(shown).doesNotHaveDuplicates().hasSameElementsAs(begun).doesNotContain(late);
        assertThat(shown.getFirst()).isIn(begun.subList(0, 2));
        assertThat(second.after()).isEmpty();
        house.within(tx -> tx.sql().execute("delete from capture_grant where session = ?", late.value()));
        house.within(tx -> tx.sql().execute("delete from capture_session where id = ?", late.value()));
    }

    @Test
    void a_list_keeps_to_its_stages_and_its_task_and_waiting_sessions_are_counted() {
        Session finished = house.records(VIDEO);
        var opening = new SessionFilter(Set.of(SessionStage.OPENING), Optional.empty());
        var otherTask = new SessionFilter(
                opening.stages(), Optional.of(house.publishes("another task").id()));
        var sameTask =
                new SessionFilter(opening.stages(), Optional.of(house.task().id()));

        assertThat(ids(page(opening, Optional.empty()))).containsExactly(finished.id());
        assertThat(ids(page(sameTask, Optional.empty()))).containsExactly(finished.id());
        assertThat(ids(page(otherTask, Optional.empty()))).isEmpty();
        assertThat(house.within(SessionList::waiting))
                .containsEntry(SessionStage.RECORDING, begun.size())
                .containsEntry(SessionStage.OPENING, 1);

        house.database().inTransactionDo(tx -> {
            Capture.reached(tx, finished.id(), SessionStage.REVIEWED);
            Capture.measured(tx, finished.id(), Duration.ofMinutes(7));
        });

        assertThat(ids(page(opening, Optional.empty()))).isEmpty();
        assertThat(house.within(SessionList::waiting)).doesNotContainKey(SessionStage.OPENING);
        Map<LocalDate, Duration> recorded = house.within(
                tx -> SessionList.recordedSince(tx, house.clock().instant().minus(Duration.ofDays(1))));
        LocalDate today = house.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
        assertThat(recorded).isEqualTo(Map.of(today, Duration.ofMinutes(7)));
    }

    private static SessionList.Page page(SessionFilter filter, Optional<SessionId> after) {
        return house.within(tx -> SessionList.page(tx, filter, after));
    }

    private static List<SessionId> ids(SessionList.Page page) {
        return page.lines().stream().map(SessionLine::id).toList();
    }
}
