package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.SyntheticSuit;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.release.ContributorReleases.Use;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Rules.Judged;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.recording.validation.LeRobotValidator;
import dev.firsthand.streams.mcap.McapReader;
import dev.firsthand.streams.mcap.MessageQuery;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// In which copies the motion of a body is. Each test goes on with the house of the one before.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MotionCopyTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String WEARER = "Wearersname";
    private static final long SECOND = 1_000_000_000;
    private static final TimeSpan ACCEPTED = new TimeSpan(SECOND / 2, 2 * SECOND);

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static CopyQuestions ask;
    static SyntheticHouse people;
    static ContributorId willing;
    static ContributorId other;
    static EpisodeId walk;
    static EpisodeId otherWalk;
    static EpisodeId third;
    static Holder buyer;
    static Requested mixed;
    static Requested all;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(91, DATABASE.database(), folder);
        ask = new CopyQuestions(house);
        people = house.people();
        willing = people.contributor().id();
        other = people.joins().id();
        people.answers(other, true);
        people.within(tx -> people.consent().withdraw(tx, other, Purpose.BIOMETRIC_TEMPLATE));
        walk = walks(willing, "carry box");
        otherWalk = walks(other, "carry chair");
        third = walks(willing, "carry bag");
        mixed = house.releases("mixed");
        buyer = people.registersBuyer("Robots of the Test");
        people.answers(willing, true);
        people.answers(other, true);
        all = house.releases("all", buyer.id());
    }

    private static EpisodeId walks(ContributorId contributor, String sentence) {
        EpisodeId episode = house.recordsInSuit(contributor, sentence, SyntheticSuit.walked(WEARER, 220));
        house.answers(episode, new PrivacyAnswer.NothingVisible());
        house.accepts(episode, List.of(ACCEPTED));
        house.labels(contributor, episode);
        return episode;
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    @Order(1)
    void motion_is_in_a_copy_where_its_own_yes_stands_and_the_rest_of_the_other_recording_is_too() throws IOException {
        Path copy = house.copy(mixed);
        JsonNode manifest = ask.manifest(mixed);
        assertThat(manifest.get("episodes")).hasSize(3);
        assertThat(manifest.get("episodes_with_motion").asInt()).isEqualTo(2);
        JsonNode with = episode(mixed, walk);
        assertThat(with.at("/motion/joints").asInt()).isEqualTo(24);
        assertThat(with.at("/motion/rate_hz").asDouble()).isBetween(59.9, 60.1);
        assertThat(with.get("alignments").findValuesAsText("from")).contains("suit");
        JsonNode without = episode(mixed, otherWalk);
        assertThat(without.has("motion")).isFalse();
        assertThat(without.get("alignments").findValuesAsText("from")).doesNotContain("suit");
        assertThat(motion(copy, with))
                .hasSizeBetween(88, 92)
                .allMatch(time -> time >= ACCEPTED.startNanos() && time < ACCEPTED.endNanos())
                .isSorted();
        assertThat(motion(copy, without)).isEmpty();
        List<LeftOut> still = house.within(tx -> house.releases().withoutMotion(tx, mixed.id()));
        assertThat(still)
                .extracting(LeftOut::episode, LeftOut::code)
                .containsExactly(tuple(otherWalk, "consent-withdrawn"));
        assertThat(Files.readString(copy.resolve("lerobot/meta/info.json"))).doesNotContain("observation.body");
        assertThat(copy.resolve("README.md"))
                .content()
                .contains("motion of the body", "2 of 3", "tells a person", "every episode has the same joints");
        assertThat(copy.resolve("CONSENT_SUMMARY.json")).content().contains("biometric_template");
    }

    @Test
    @Order(2)
    void no_copy_has_the_name_that_the_program_of_the_suit_put_before_the_joints() throws IOException {
        List<String> texts = CopyReading.texts(house.copy(mixed));

        assertThat(texts).anyMatch(text -> text.contains("left_fore_arm")).noneMatch(text -> text.contains(WEARER));
    }

    @Test
    @Order(3)
    void where_every_episode_has_the_same_joints_they_are_features_on_the_grid() throws IOException {
        Path copy = house.copy(all);
        assertThat(LeRobotValidator.validate(copy.resolve("lerobot")).broken()).isEmpty();
        JsonNode features =
                CopyQuestions.json(copy.resolve("lerobot/meta/info.json")).get("features");
        assertThat(features.at("/observation.body/shape/0").asInt()).isEqualTo(3 * 24);
        assertThat(features.at("/observation.body/names/0").asText()).isEqualTo("hips_x_m");
        assertThat(features.at("/observation.body_rotation/shape/0").asInt()).isEqualTo(4 * 19);
        assertThat(episode(all, walk).at("/held_frames/observation.body").asInt(-1))
                .isZero();
        assertThat(ask.manifest(all).get("episodes_with_motion").asInt()).isEqualTo(3);
    }

    @Test
    @Order(4)
    void a_contributor_sees_in_whose_copies_the_motion_of_their_body_is() {
        List<Use> uses = house.within(tx -> ContributorReleases.uses(tx, other));

        assertThat(uses)
                .extracting(Use::line, Use::held, Use::moving)
                .contains(tuple("mixed", 1, 0), tuple("all", 1, 1));
    }

    @Test
    @Order(5)
    void a_no_to_motion_while_the_copy_is_made_stops_it_and_the_next_goes_without() throws Exception {
        Requested requested;
        try (Handle held = DATABASE.holding("select 1 from release_copy_key where line = 'all' for update")) {
            requested = house.asks("all", ReleaseKind.STANDARD, buyer.id());
            WalkingHouse.waitFor(ask::somebodyWaits);
            people.within(tx -> people.consent().withdraw(tx, other, Purpose.BIOMETRIC_TEMPLATE));
            held.commit();
        }

        assertThat(house.ended(requested.run()).error().orElseThrow().code()).isEqualTo("consent-withdrawn");
        assertThat(house.copy(requested)).doesNotExist();
        Requested next = house.releases("next");
        assertThat(ask.manifest(next).get("episodes_with_motion").asInt()).isEqualTo(2);
        assertThat(ask.manifest(next).get("episodes")).hasSize(3);
    }

    @Test
    @Order(6)
    void a_copy_with_motion_is_handed_out_no_more_once_its_yes_is_taken_back_and_one_without_is() {
        assertThat(ask.refusal(all, buyer)).contains("copy-consent-ended");
        assertThat(ask.refusal(mixed, people.ownHolder())).isEmpty();
    }

    @Test
    @Order(7)
    void what_supersedes_a_copy_has_the_motion_of_who_still_agrees_or_lapsed_and_nothing_of_who_took_it_back()
            throws IOException {
        byte[] before = Files.readAllBytes(mcap(house.copy(all), episode(all, walk)));

        people.database().inTransactionDo(tx -> house.releases().supersessions().withhold(tx, List.of(third)));
        WalkingHouse.waitFor(() -> ask.superseded(all).isPresent());
        ReleaseId fresh = ask.superseded(all).orElseThrow().successor().orElseThrow();
        Requested requested =
                house.within(tx -> house.releases().find(tx, fresh)).orElseThrow();

        Path copy = house.copy(requested);
        List<LeftOut> leftOut = house.within(tx -> house.releases().leftOut(tx, fresh));
        assertThat(leftOut)
                .extracting(LeftOut::episode, LeftOut::code)
                .containsExactlyInAnyOrder(tuple(third, "episode-called-back"), tuple(otherWalk, "consent-withdrawn"));
        assertThat(ask.manifest(requested).get("episodes")).hasSize(1);
        assertThat(ask.manifest(requested).get("episodes_with_motion").asInt()).isEqualTo(1);
        assertThat(mcap(copy, episode(requested, walk))).hasBinaryContent(before);
        assertThat(LeRobotValidator.validate(copy.resolve("lerobot")).clean()).isTrue();
        assertThat(copy.resolve("lerobot/meta/info.json")).content().contains("observation.body_rotation");
    }

    @Test
    @Order(8)
    void what_was_recorded_in_illinois_is_sold_without_its_motion_whoever_agreed() {
        Holder american = people.registersBuyer("Robots of America", "US");
        people.answers(other, true);
        ask.movesToIllinois(other);

        assertThat(withoutMotion(american)).contains("rules-biometric-sale");
    }

    /// Why the motion of an episode that may be in a copy may not, on a server in the United States.
    private static Optional<String> withoutMotion(Holder holder) {
        Rules rules = ask.inAmerica(holder, ReleaseRequest.forAll("sold", ReleaseKind.STANDARD, holder.id()));
        return house.within(tx -> {
            assertThat(rules.judge(tx, List.of(otherWalk))).hasOnlyElementsOfType(Judged.Fit.class);
            return Optional.ofNullable(
                            rules.withoutMotion(tx, List.of(otherWalk)).get(otherWalk))
                    .map(LeftOut::code);
        });
    }

    private static JsonNode episode(Requested release, EpisodeId episode) throws IOException {
        Set<String> names = Set.copyOf(house.within(tx -> house.releases().members(tx, release.id())).stream()
                .filter(member -> member.episode().equals(episode))
                .map(Releases.Member::pseudonym)
                .toList());
        return ask.manifest(release)
                .get("episodes")
                .valueStream()
                .filter(one -> names.contains(one.get("episode").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static Path mcap(Path copy, JsonNode episode) {
        return copy.resolve(CopyLayout.mcap(
                Objects.requireNonNull(episode.get("episode_index")).asInt()));
    }

    /// When the moments of the body in an episode's file were.
    private static List<Long> motion(Path copy, JsonNode episode) throws IOException {
        List<Long> times = new ArrayList<>();
        try (var reader = McapReader.open(mcap(copy, episode))) {
            var cursor = reader.messages(MessageQuery.all().on("/tf"));
            for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
                times.add(next.get().message().logTimeNanos());
            }
        }
        return times;
    }
}
