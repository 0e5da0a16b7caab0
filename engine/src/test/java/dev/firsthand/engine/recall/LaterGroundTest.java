package dev.firsthand.engine.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a holder is told when several grounds meet in one copy.
@Timeout(180)
class LaterGroundTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static SyntheticHouse people;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(64, DATABASE.database(), folder);
        people = house.people();
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    void what_waits_for_a_decision_is_told_as_a_bystander_and_once_a_child_is_removed_that_is_told_too() {
        HolderId buyer = people.registersBuyer("Example Robots").id();
        EpisodeId declared = house.recordsForRelease(joins(), "fold towel");
        EpisodeId withdrawn = house.recordsForRelease(joins(), "fold sheet");
        house.recordsForRelease(joins(), "fold shirt");
        house.releases("folds", buyer);
        people.within(tx -> {
            var sessions = house.episodes().sessions(tx, List.of(declared)).values();
            Freezes.freeze(tx, sessions, UUID.randomUUID(), people.clock().instant());
            return house.recalls().call(tx, cause(Ground.WITHDRAWAL), List.of(withdrawn));
        });
        WalkingHouse.waitFor(() -> notices(buyer).size() == 1);
        assertThat(grounds(notices(buyer).getFirst())).containsExactlyInAnyOrder(Ground.BYSTANDER, Ground.WITHDRAWAL);
        assertThat(people.within(house.notices()::tellGraver)).isZero();

        people.clock().advance(Duration.ofMinutes(1));
        RecallCause child = cause(Ground.MINOR);
        people.within(tx -> house.recalls().call(tx, child, List.of(declared)));
        assertThat(told(child)).isEqualTo(new RecallProgress(1, 1, 1, 0, 0, 0, 0));

        assertThat(people.within(house.notices()::tellGraver)).isEqualTo(1);
        assertThat(told(child)).isEqualTo(new RecallProgress(1, 1, 1, 1, 0, 0, 0));
        assertThat(people.within(house.notices()::tellGraver)).as("once").isZero();
        assertThat(notices(buyer)).hasSize(2);
        Told another = notices(buyer).getFirst();
        assertThat(grounds(another)).containsExactly(Ground.MINOR);
        assertThat(another.items()).isEqualTo(1);
    }

    @Test
    void a_copy_with_a_child_and_a_withdrawal_gets_two_notices_and_only_one_has_models_trained_again() {
        HolderId buyer = people.registersBuyer("Other Robots").id();
        EpisodeId child = house.recordsForRelease(joins(), "wipe table");
        EpisodeId withdrawn = house.recordsForRelease(joins(), "wipe sink");
        house.releases("wipes", buyer);

        people.within(tx -> {
            house.recalls().call(tx, cause(Ground.MINOR), List.of(child));
            return house.recalls().call(tx, cause(Ground.WITHDRAWAL), List.of(withdrawn));
        });
        WalkingHouse.waitFor(() -> notices(buyer).size() == 2);

        assertThat(notices(buyer))
                .extracting(LaterGroundTest::grounds)
                .containsExactlyInAnyOrder(List.of(Ground.MINOR), List.of(Ground.WITHDRAWAL));
    }

    private static RecallProgress told(RecallCause cause) {
        return people.within(tx -> house.recalls().progress(tx, cause.id()));
    }

    private static RecallCause cause(Ground ground) {
        return new RecallCause(UUID.randomUUID(), ground);
    }

    private static ContributorId joins() {
        ContributorId joined = people.joins().id();
        people.answers(joined, true);
        return joined;
    }

    private static List<Told> notices(HolderId buyer) {
        return house.within(tx -> house.notices().of(tx, buyer));
    }

    private static List<Ground> grounds(Told told) {
        return house.within(tx -> List.copyOf(NoticeRows.grounds(tx, told.id())));
    }
}
