package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Whoever keeps the database can change a row, and no copy will say it.
class HeldToChainTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    @Test
    void a_row_that_says_something_else_than_was_signed_is_released_to_nobody() {
        try (WalkingHouse house = WalkingHouse.seeded(81, DATABASE.database(), folder)) {
            SyntheticHouse people = house.people();
            people.answers(people.contributor().id(), true);
            house.recordsForRelease("fold towel");
            for (String[] changed : new String[][] {
                {"update label set outcome = 'FAILURE'", "update label set outcome = 'SUCCESS'"},
                {"update review_span set end_nanos = end_nanos - 1", "update review_span set end_nanos = end_nanos + 1"}
            }) {
                superuser(people, changed[0]);
                Requested requested = house.asks(
                        "bowls", ReleaseKind.STANDARD, people.ownHolder().id());

                RunStatus ended = house.ended(requested.run());

                superuser(people, changed[1]);
                assertThat(ended.error().orElseThrow().code()).isEqualTo("release-record-contradicts");
                assertThat(house.copy(requested)).doesNotExist();
            }
            assertThat(house.copy(house.releases("bowls"))).isNotEmptyDirectory();
        }
    }

    private static void superuser(SyntheticHouse people, String sql) {
        people.database().inTransactionDo(tx -> tx.sql().execute(sql));
    }
}
