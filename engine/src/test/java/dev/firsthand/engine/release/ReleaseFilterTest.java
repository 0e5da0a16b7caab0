package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Label;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.engine.release.ReleasePreviews.Preview;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Listed;
import dev.firsthand.engine.release.Releases.RequestResult;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Three recordings: a towel by one person; a table by another, who failed; a floor that nobody has looked at. The
/// last test takes consent back.
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseFilterTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static SyntheticHouse people;
    static EpisodeId towel;
    static EpisodeId table;
    static EpisodeId floor;
    static LocalDate day;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(41, DATABASE.database(), folder);
        people = house.people();
        ContributorId other = people.joins().id();
        people.answers(other, true);
        towel = house.recordsForRelease("fold towel");
        table = house.recordsForRelease(other, "wipe table");
        house.within(tx -> house.labels().state(tx, other, table, new Label("wipe table", Outcome.FAILURE)));
        house.accepts(towel, List.of(new TimeSpan(0, 1_000_000_000)));
        floor = house.records("sweep floor");
        day = people.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    @Order(1)
    void a_look_counts_what_a_release_would_hold_and_makes_nothing() throws IOException {
        long before = rows();

        Preview all = look(ReleaseFilter.ALL);

        assertThat(all.episodes()).isEqualTo(2);
        assertThat(all.contributors()).isEqualTo(2);
        assertThat(all.accepted()).isBetween(Duration.ofMillis(3_900), Duration.ofMillis(4_100));
        assertThat(all.leftOut()).containsOnlyKeys("privacy-not-answered").containsValue(1L);
        assertThat(all.aside()).isZero();
        assertThat(rows()).isEqualTo(before);
        assertThat(house.copies()).isEmpty();
    }

    @Test
    @Order(2)
    void what_is_not_asked_for_is_counted_apart_from_what_is_left_out() {
        assertThat(look(tasks(towel)))
                .returns(1L, Preview::episodes)
                .returns(2L, Preview::aside)
                .satisfies(found -> assertThat(found.leftOut()).isEmpty());
        Preview failures = look(new ReleaseFilter(
                Set.of(), Optional.empty(), Optional.empty(), Set.of(Outcome.FAILURE), Optional.empty()));
        assertThat(failures.episodes()).isEqualTo(1);
        assertThat(failures.leftOut())
                .as("nobody knows its outcome yet, so nothing speaks against it")
                .containsOnlyKeys("privacy-not-answered");
        assertThat(look(days(day, day)).episodes()).isEqualTo(2);
        assertThat(look(days(day.plusDays(1), day.plusDays(1))))
                .returns(0L, Preview::episodes)
                .returns(3L, Preview::aside);
        Preview spotless = look(
                new ReleaseFilter(Set.of(), Optional.empty(), Optional.empty(), Set.of(), Optional.of(Level.NOTE)));
        assertThat(spotless.episodes()).as("every small film has a warning").isZero();
    }

    @Test
    @Order(3)
    void a_release_holds_what_was_asked_for_and_says_so_without_a_date_or_a_name_of_the_house() throws IOException {
        ReleaseFilter filter = new ReleaseFilter(
                tasks(table).tasks(), Optional.of(day), Optional.of(day), Set.of(Outcome.FAILURE), Optional.empty());

        Requested requested = releases("tables", filter);

        Path copy = house.copy(requested);
        JsonNode manifest =
                new ObjectMapper().readTree(copy.resolve("manifest.json").toFile());
        assertThat(manifest.path("episodes")).hasSize(1);
        assertThat(manifest.path("episodes").path(0).path("outcome").asText()).isEqualTo("failure");
        assertThat(manifest.path("episodes").path(0).path("native_width").asInt())
                .isEqualTo(320);
        assertThat(manifest.path("episodes").path(0).path("native_fps").asDouble())
                .isBetween(29.0, 31.0);
        JsonNode asked = manifest.path("asked_for");
        assertThat(asked.path("tasks").path(0).asText()).isEqualTo("wipe table");
        assertThat(asked.path("days_chosen").asBoolean()).isTrue();
        assertThat(asked.path("outcomes").path(0).asText()).isEqualTo("failure");
        String task = filter.tasks().iterator().next().value().toString();
        assertThat(Files.readString(copy.resolve("manifest.json")))
                .doesNotContain(day.toString())
                .doesNotContain(task);
        assertThat(Files.readString(copy.resolve("README.md")))
                .contains(
                        "- tasks: wipe table", "- outcomes: failure", "- recorded within chosen days", "| 320 x 240 |");
        assertThat(house.within(tx -> house.releases().find(tx, requested.id()))
                        .orElseThrow()
                        .request()
                        .filter())
                .isEqualTo(filter);
        List<LeftOut> leftOut = house.within(tx -> house.releases().leftOut(tx, requested.id()));
        assertThat(leftOut).as("not asked for is not left out").isEmpty();
    }

    @Test
    @Order(4)
    void releases_are_listed_newest_first_and_a_holder_has_those_that_came_true() {
        people.clock().advance(Duration.ofMinutes(1)); // those of the other tests are older
        Requested first = releases("listed", ReleaseFilter.ALL);
        people.clock().advance(Duration.ofMinutes(1));
        Requested second = releases("listed", ReleaseFilter.ALL);

        List<Listed> newest = house.within(tx -> house.releases().newest(tx));
        List<Listed> after = house.within(tx -> house.releases().newest(tx, second.id()));
        List<Listed> held = house.within(
                tx -> house.releases().publishedTo(tx, people.ownHolder().id()));
        assertThat(newest).extracting(listed -> listed.requested().id()).startsWith(second.id(), first.id());
        assertThat(after)
                .extracting(listed -> listed.requested().id())
                .startsWith(first.id())
                .doesNotContain(second.id());
        assertThat(held)
                .extracting(listed -> listed.published().orElseThrow().version().toString())
                .startsWith("1.1.0", "1.0.0");
    }

    @Test
    @Order(5)
    void a_look_sees_consent_that_was_taken_back() {
        people.within(tx -> people.consent().withdraw(tx, people.contributor().id(), Purpose.TRAIN_ROBOT_POLICY));

        assertThat(look(ReleaseFilter.ALL).episodes()).isEqualTo(1);
        assertThat(look(ReleaseFilter.ALL).leftOut()).containsEntry("consent-withdrawn", 1L);
    }

    @Test
    @Order(6)
    void a_last_day_before_the_first_is_refused() {
        assertThatThrownBy(() -> days(day, day.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is before the first");
    }

    private static Requested releases(String line, ReleaseFilter filter) {
        var request = new ReleaseRequest(
                line, ReleaseKind.STANDARD, people.ownHolder().id(), ReleaseMedia.Pictures.USUAL, filter);
        Requested requested = ((RequestResult.Accepted) house.within(
                        tx -> house.releases().request(tx, people.operator().id(), request)))
                .requested();
        assertThat(house.ended(requested.run()).error()).isEmpty();
        return requested;
    }

    private static Preview look(ReleaseFilter filter) {
        var request = new ReleaseRequest(
                "looked", ReleaseKind.STANDARD, people.ownHolder().id(), ReleaseMedia.Pictures.USUAL, filter);
        return new ReleasePreviews(DATABASE.database(), house.rooms())
                .look(request)
                .orElseThrow();
    }

    /// The filter that asks for the task of this recording.
    private static ReleaseFilter tasks(EpisodeId episode) {
        TaskId task = house.within(tx -> house.episodes().origins(tx, List.of(episode)).values().stream()
                .flatMap(origin -> people.capture().begun(tx, List.of(origin.session())).values().stream())
                .map(begun -> begun.task().task())
                .findFirst()
                .orElseThrow());
        return new ReleaseFilter(Set.of(task), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
    }

    private static ReleaseFilter days(LocalDate from, LocalDate to) {
        return new ReleaseFilter(Set.of(), Optional.of(from), Optional.of(to), Set.of(), Optional.empty());
    }

    private static long rows() {
        return house.within(tx -> tx.sql()
                .createQuery("select (select count(*) from release) + (select count(*) from provenance_entry)")
                .mapTo(Long.class)
                .one());
    }
}
