package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.edge.StandingWish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The whole walk on the oldest PostgreSQL that is taken, run by somebody else.
class OutsideDatabaseWalkTest {
    private static final Map<String, String> SECRETS = Map.of("FIRSTHAND_DATABASE_PASSWORD", OlderPostgres.PASSWORD);

    @Test
    void a_recording_becomes_a_release_on_postgresql_15_that_somebody_else_runs() throws Exception {
        assumeTrue(OlderPostgres.there(), "left out: no PostgreSQL 15 here (Debian package postgresql-15)");
        Path data = TestServer.dataFolder("outside-walk");
        try (var postgres = OlderPostgres.start()) {
            Optional<String> database = Optional.of(postgres.url());
            try (TestServer server = TestServer.start(data, StandingWish.loopback(0), database, SECRETS)) {
                People people = server.people();
                Knock contributor = people.contributor();
                String session = people.record(contributor, Files.readAllBytes(TestRecordings.video(3)));
                JsonNode ended = People.awaitEnd(contributor, session);
                String episode = ended.get("episode").asText();
                people.judge(contributor, session, episode);
                var holder = people.holder("Own House", true);
                String release = people.requestRelease("first", holder);
                JsonNode published = Awaiting.until(
                        "the release",
                        () -> Optional.of(people.operator().get(release).granted())
                                .filter(state -> !state.get("state").asText().equals("WORKING")));
                assertThat(published.get("state").asText())
                        .as(published.toString())
                        .isEqualTo("PUBLISHED");
            }
            assertThat(data.resolve("postgres/cluster")).doesNotExist();
            assertThatThrownBy(() -> TestServer.start(data, StandingWish.loopback(0), Optional.empty(), SECRETS))
                    .hasMessageContaining("--database URL");
            assertThatThrownBy(() -> TestServer.start(
                            TestServer.dataFolder("outside-other"), StandingWish.loopback(0), database, SECRETS))
                    .hasMessageContaining("belongs to another data folder");
        }
    }
}
