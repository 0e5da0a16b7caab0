package dev.firsthand.engine.consent;

import static dev.firsthand.engine.consent.Purpose.CAPTURE_FOR_PAY;
import static dev.firsthand.engine.consent.Purpose.TRAIN_ROBOT_POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ListedConsentTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(14, DATABASE.database(), work);
    }

    @Test
    void what_this_process_changes_is_seen_at_once() {
        var listed = new ListedConsent(house.database(), house.consent(), house.clock());
        ContributorId person = answering();
        assertThat(listed.permits(person, TRAIN_ROBOT_POLICY)).isTrue();
        assertThat(listed.permits(person, Purpose.VOICE)).isFalse();

        house.within(tx -> house.consent().withdraw(tx, person, TRAIN_ROBOT_POLICY));

        assertThat(listed.permits(person, TRAIN_ROBOT_POLICY)).isFalse();
        assertThat(listed.permits(person, CAPTURE_FOR_PAY)).isTrue();
    }

    @Test
    void what_another_process_changes_is_seen_within_a_second() {
        try (Database other = Database.open(DATABASE.address())) {
            var listed = new ListedConsent(other, house.consent(), house.clock());
            ContributorId person = answering();
            assertThat(listed.permits(person, TRAIN_ROBOT_POLICY)).isTrue();

            house.within(tx -> house.consent().withdraw(tx, person, TRAIN_ROBOT_POLICY));
            house.clock().advance(ListedConsent.STALE_MAX);

            assertThat(listed.permits(person, TRAIN_ROBOT_POLICY)).isFalse();
            assertThat(ListedConsent.STALE_MAX).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void what_ran_out_is_not_listed_longer_than_that() {
        var listed = new ListedConsent(house.database(), house.consent(), house.clock());
        ContributorId person = answering();
        assertThat(listed.permits(person, CAPTURE_FOR_PAY)).isTrue();

        house.clock().advance(Duration.ofDays(365));

        assertThat(listed.permits(person, CAPTURE_FOR_PAY)).isFalse();
    }

    private static ContributorId answering() {
        ContributorId person = house.joins().id();
        house.answers(person, Map.of(CAPTURE_FOR_PAY, true, TRAIN_ROBOT_POLICY, true));
        return person;
    }
}
