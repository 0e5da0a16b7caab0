package dev.firsthand.engine.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EpisodesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    @Test
    void the_episodes_of_a_few_people_are_found_without_reading_those_of_all() {
        var house = SyntheticHouse.seeded(6, DATABASE.database(), work);
        var episodes = new Episodes(house.columns(), house.provenance(), house.events(), house.clock());
        house.database().inTransactionDo(tx -> {
            tx.sql().execute("""
                    insert into episode (id, session, contributor, grant_id, state, recording, recorded_at)
                    select gen_random_uuid(), gen_random_uuid(), lpad(to_hex(n % 1000), 32, '0')::uuid,
                           gen_random_uuid(), 'recorded', '\\x00', now()
                      from generate_series(1, 20000) n
                    """);
            tx.sql().execute("analyze episode");
        });
        var someone = new ContributorId(new UUID(0, 7));

        house.database().inTransactionDo(tx -> {
            assertThat(episodes.ofContributors(tx, List.of(someone)).get(someone))
                    .hasSize(20);

            List<Long> readWhole = tx.sql()
                    .createQuery("select seq_scan from pg_stat_xact_user_tables where relname = 'episode'")
                    .mapTo(Long.class)
                    .list();
            assertThat(readWhole).containsExactly(0L);
        });
    }
}
