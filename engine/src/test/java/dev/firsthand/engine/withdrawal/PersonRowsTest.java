package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.provenance.Erasures;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Every table of the database is reached by a withdrawal, or stands here with the reason why it need not be.
class PersonRowsTest {
    private static final String STAFF = "people of the desk";
    private static final String OWN = "the withdrawal's own: it names nobody once its person is erased";
    private static final String HOUSE = "what the house offers or is";
    private static final String HOLDER = "legal entities and what they have";
    private static final String QUEUE = "names of runs, gone with them";
    private static final String ERASURE = "what shows that an erasure was lawful";
    private static final String RECALLED = "names of episodes that are gone, and whose copies to take back";

    private static final Map<String, String> NOBODYS = Map.ofEntries(
            Map.entry("flyway_schema_history", "versions"),
            Map.entry("store_installation", HOUSE),
            Map.entry("staff_member", STAFF),
            Map.entry("staff_link", STAFF),
            Map.entry("staff_sign_in", STAFF),
            Map.entry("staff_password", STAFF),
            Map.entry("contributor_invitation", STAFF),
            Map.entry("consent_notice", HOUSE),
            Map.entry("consent_notice_recipient", HOUSE),
            Map.entry("task", HOUSE),
            Map.entry("task_version", HOUSE),
            Map.entry("task_draft", HOUSE),
            Map.entry("task_picture", HOUSE),
            Map.entry("holder", HOLDER),
            Map.entry("holder_token", HOLDER),
            Map.entry("copy_download", HOLDER),
            Map.entry("release", HOLDER),
            Map.entry("release_published", HOLDER),
            Map.entry("release_copy_key", HOLDER),
            Map.entry("recall_cause", RECALLED),
            Map.entry("recall_episode", RECALLED),
            Map.entry("recall_copy", RECALLED),
            Map.entry("recall_notice", RECALLED),
            Map.entry("recall_item", RECALLED),
            Map.entry("recall_key", HOLDER),
            Map.entry("recall_reach", HOLDER),
            Map.entry("release_withheld", RECALLED),
            Map.entry("release_supersession", HOLDER),
            Map.entry("release_superseded", HOLDER),
            Map.entry("job_step_queue", QUEUE),
            Map.entry("job_event_queue", QUEUE),
            Map.entry("provenance_outbox", "commitments that nobody can open"),
            Map.entry("provenance_erasure", ERASURE),
            Map.entry("log_sample", "entries that somebody asked to see, by their places"),
            Map.entry("log_sample_entry", "entries that somebody asked to see, by their places"),
            Map.entry("consent_notice_text", HOUSE),
            Map.entry("consent_notice_audio", HOUSE),
            Map.entry("rules_edit", STAFF),
            Map.entry("rules_signature", STAFF),
            Map.entry("rules_ground", HOUSE),
            Map.entry("rules_place", HOUSE),
            Map.entry("backup_restoration", STAFF),
            Map.entry("backup_asked", "taken up, and gone, at the first start after a restore"),
            Map.entry("withdrawal", OWN),
            Map.entry("withdrawal_link", OWN),
            Map.entry("withdrawal_hold", OWN),
            Map.entry("withdrawal_held_object", OWN),
            Map.entry("withdrawal_held_fact", OWN));

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    @Test
    void each_table_has_a_door_through_which_a_persons_rows_leave_or_a_reason_why_it_needs_none() {
        var people = SyntheticHouse.seeded(1, DATABASE.database(), folder);
        try (var jobs = new Jobs(DATABASE.database(), people.events(), people.clock(), JobSettings.ofWorkers(1))) {
            var house = LeavingHouse.of(people, jobs, people.evidence(folder));
            Set<String> reached = new TreeSet<>(Erasures.TABLES);
            house.rooms.doors().forEach(door -> reached.addAll(door.tables()));
            assertThat(reached).doesNotContainAnyElementsOf(NOBODYS.keySet());
            reached.addAll(NOBODYS.keySet());

            Set<String> there = people.within(tx -> tx.sql()
                    .createQuery("select table_name from information_schema.tables where table_schema = 'public'")
                    .mapTo(String.class)
                    .collect(Collectors.toSet()));
            assertThat(there)
                    .as("give a new table a line in its room's personRows(), or say here why nobody's rows are in it")
                    .isEqualTo(reached);
        }
    }
}
