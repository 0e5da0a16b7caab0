package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A law keeps something of who leaves only while it is in force, and only where the person lives.
class HoldsByLawTest {
    private static final Instant IN_FORCE = Instant.parse("2027-05-13T00:00:00Z");

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path folder;

    private SyntheticHouse people;
    private Jobs jobs;
    private LeavingHouse house;

    @BeforeEach
    void build() {
        people = SyntheticHouse.seeded(9, DATABASE.database(), folder);
        jobs = new Jobs(DATABASE.database(), people.events(), people.clock(), JobSettings.ofWorkers(1));
        house = LeavingHouse.of(people, jobs, people.evidence(folder));
    }

    @AfterEach
    void close() throws IOException {
        jobs.close();
        house.evidence.log().close();
    }

    @Test
    void the_logs_of_who_leaves_are_held_from_the_day_on_which_the_law_of_their_country_holds() {
        people.clock().advance(Duration.between(people.clock().instant(), IN_FORCE.minusSeconds(1)));
        assertThat(holdsAfterLeaving("IN")).as("a second before the law").isEmpty();

        people.clock().advance(Duration.ofSeconds(1));
        assertThat(holdsAfterLeaving("KE")).as("the law of another country").isEmpty();
        assertThat(holdsAfterLeaving("GB")).as("a country without rules").isEmpty();
        assertThat(holdsAfterLeaving("IN")).singleElement().satisfies(hold -> {
            assertThat(hold.kind()).isEqualTo(HoldKind.IN_LOG_1Y);
            assertThat(hold.endsAt()).isEqualTo(IN_FORCE.plus(Duration.ofDays(365)));
            assertThat(hold.reason().reveal()).startsWith("IN.retention_log, ").endsWith("(SECONDARY_READ)");
        });
    }

    private List<Hold> holdsAfterLeaving(String country) {
        ContributorId person = people.joins("en", country).id();
        Withdrawal withdrawal = house.leaves(person);
        return people.within(tx -> house.holds.of(tx, withdrawal.id()));
    }
}
