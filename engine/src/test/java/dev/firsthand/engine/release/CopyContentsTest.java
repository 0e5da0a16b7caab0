package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.FileDigests;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.recording.validation.LeRobotValidator;
import dev.firsthand.streams.mcap.McapMessage;
import dev.firsthand.streams.mcap.McapReader;
import dev.firsthand.streams.mcap.MessageQuery;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What is in copies of the same recordings, and what is not. The last tests change the house.
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CopyContentsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final List<String> IDENTIFIERS = List.of("episode", "contributor", "consent");

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static SyntheticHouse people;
    static ContributorId other;
    static List<EpisodeId> episodes;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(33, DATABASE.database(), folder);
        people = house.people();
        other = people.joins().id();
        people.answers(other, true);
        episodes = List.of(
                house.recordsForRelease("fold towel"),
                house.recordsForRelease("fold towel"),
                house.recordsForRelease(other, "wipe table"));
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    @Order(1)
    void two_holders_copies_of_the_same_episodes_share_no_identifier() throws IOException {
        Path ours = house.copy(house.releases("same"));
        Holder buyer = people.registersBuyer("Example Robots");
        people.answers(people.contributor().id(), true);
        people.answers(other, true);
        Path theirs = house.copy(house.releases("same", buyer.id()));

        Set<String> inOurs = identifiers(ours);
        assertThat(inOurs).hasSize(3 + 2 + 2);
        assertThat(identifiers(theirs)).hasSize(7).doesNotContainAnyElementsOf(inOurs);
        assertThat(order(ours)).isSorted();
        assertThat(order(theirs)).isSorted();
        // They are where they are looked for, or finding none of another copy would prove nothing.
        for (String packed : List.of("lerobot/meta/episodes", "mcap")) {
            List<String> texts = packed(ours, packed);
            assertThat(inOurs).allMatch(name -> texts.stream().anyMatch(text -> text.contains(name)));
        }
        Set<String> ofTheHouse = houseIdentifiers();
        assertThat(ofTheHouse).hasSizeGreaterThan(20).contains(other.value().toString());
        for (Path copy : List.of(ours, theirs)) {
            assertThat(CopyReading.texts(copy))
                    .noneMatch(text -> ofTheHouse.stream().anyMatch(text::contains));
        }
        assertThat(CopyReading.texts(theirs)).noneMatch(text -> inOurs.stream().anyMatch(text::contains));
    }

    @Test
    @Order(2)
    void the_same_inputs_give_the_same_bytes_and_nothing_is_rendered_again() throws IOException {
        Path first = house.copy(house.releases("again"));
        long sealed = sealedObjects();
        Path second = house.copy(house.releases("again"));

        assertThat(sealedObjects()).isEqualTo(sealed);
        assertThat(data(second)).isEqualTo(data(first));
        for (String page : List.of("README.md", "LICENCE.md", "CONSENT_SUMMARY.json")) {
            assertThat(Files.readString(second.resolve(page)).replace("1.1.0", "1.0.0"))
                    .isEqualTo(Files.readString(first.resolve(page)));
        }
    }

    @Test
    @Order(3)
    void only_the_accepted_span_is_released_in_both_formats_at_the_times_of_the_recording() throws IOException {
        for (EpisodeId episode : episodes) {
            house.accepts(episode, List.of(new TimeSpan(500_000_000, 1_500_000_000)));
        }
        Path copy = house.copy(house.releases("cut"));

        JsonNode episode = manifest(copy).path("episodes").path(0);
        assertThat(episode.path("findings"))
                .extracting(JsonNode::asText)
                .contains("picture-small")
                .isSorted();
        assertThat(episode.path("span_start_ns").asLong()).isEqualTo(500_000_000);
        assertThat(episode.path("span_end_ns").asLong()).isEqualTo(1_500_000_000);
        assertThat(episode.path("frames").asInt()).isBetween(29, 30);
        assertThat(LeRobotValidator.validate(copy.resolve("lerobot")).broken()).isEmpty();
        for (int index = 0; index < episodes.size(); index++) {
            Path mcap = copy.resolve("mcap/episode-%06d.mcap".formatted(index));
            assertThat(times(mcap, "/camera/video"))
                    .isNotEmpty()
                    .allMatch(time -> time >= 500_000_000 && time < 1_500_000_000);
            assertThat(times(mcap, "/imu"))
                    .hasSizeGreaterThan(50)
                    .allMatch(time -> time >= 500_000_000 && time < 1_500_000_000);
        }
    }

    @Test
    @Order(4)
    void the_version_grows_by_one_when_episodes_come_and_by_a_whole_when_one_has_left() {
        for (EpisodeId episode : episodes) {
            house.acceptsWhole(episode);
        }
        assertThat(version(house.releases("grown"))).isEqualTo("1.0.0");

        EpisodeId late = house.recordsForRelease(other, "sweep floor");
        assertThat(version(house.releases("grown"))).isEqualTo("1.1.0");

        house.accepts(late, List.of());
        assertThat(version(house.releases("grown"))).isEqualTo("2.0.0");
    }

    @Test
    @Order(5)
    void a_span_that_holds_no_picture_is_no_part_of_a_release_and_is_listed_as_left_out() throws IOException {
        house.accepts(episodes.getFirst(), List.of(new TimeSpan(1, 2), new TimeSpan(1_000_000_000, 2_000_000_000)));

        Requested thin = house.releases("thin");

        assertThat(manifest(house.copy(thin)).path("episodes").size()).isEqualTo(episodes.size());
        List<LeftOut> leftOut = house.within(tx -> house.releases().leftOut(tx, thin.id()));
        assertThat(leftOut).anySatisfy(out -> {
            assertThat(out.episode()).isEqualTo(episodes.getFirst());
            assertThat(out.code()).isEqualTo("span-without-picture");
            assertThat(out.message()).contains("in 1 of its 2 accepted spans").contains("1 to 2 ns");
        });
    }

    private static String version(Requested requested) {
        return house.within(tx -> house.releases().published(tx, requested.id()))
                .orElseThrow()
                .version()
                .toString();
    }

    private static long sealedObjects() {
        return house.within(tx -> tx.sql()
                .createQuery("select count(*) from custody_object")
                .mapTo(Long.class)
                .one());
    }

    private static JsonNode manifest(Path copy) throws IOException {
        return new ObjectMapper().readTree(copy.resolve("manifest.json").toFile());
    }

    private static Set<String> identifiers(Path copy) throws IOException {
        Set<String> identifiers = new HashSet<>();
        for (JsonNode episode : manifest(copy).path("episodes")) {
            IDENTIFIERS.forEach(name -> identifiers.add(episode.path(name).asText()));
        }
        return identifiers;
    }

    private static List<String> order(Path copy) throws IOException {
        List<String> order = new ArrayList<>();
        manifest(copy)
                .path("episodes")
                .forEach(episode -> order.add(episode.path("episode").asText()));
        return order;
    }

    /// Every name that this house gave to something of a person, with and without its hyphens.
    private static Set<String> houseIdentifiers() {
        Set<String> names = new HashSet<>();
        house.within(tx -> tx.sql().createQuery("""
                        select id::text from episode union select contributor::text from episode
                         union select id::text from consent_grant union select id::text from capture_session
                         union select id::text from upload union select id::text from custody_object
                        """).mapTo(String.class).list()).forEach(name -> {
            names.add(name);
            names.add(name.replace("-", ""));
        });
        return names;
    }

    private static List<String> packed(Path copy, String folder) throws IOException {
        List<String> texts = new ArrayList<>();
        for (FileDigest file : FileDigests.of(copy.resolve(folder))) {
            texts.addAll(CopyReading.packed(copy.resolve(folder).resolve(file.path())));
        }
        return texts;
    }

    private static Map<String, String> data(Path copy) throws IOException {
        return FileDigests.of(copy).stream()
                .filter(file -> file.path().contains("/") && !file.path().startsWith(CopyFiles.EVIDENCE))
                .collect(Collectors.toMap(FileDigest::path, FileDigest::sha256));
    }

    private static List<Long> times(Path mcap, String topic) throws IOException {
        List<Long> times = new ArrayList<>();
        try (var reader = McapReader.open(mcap)) {
            var cursor = reader.messages(MessageQuery.all().on(topic));
            for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
                McapMessage message = next.get();
                times.add(message.message().logTimeNanos());
            }
        }
        return times;
    }
}
