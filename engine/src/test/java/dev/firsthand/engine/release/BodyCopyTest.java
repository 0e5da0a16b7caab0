package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.SyntheticSuit;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.engine.copy.ManifestHead;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.release.ReleasePreviews.Preview;
import dev.firsthand.engine.release.Releases.RequestResult;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Rules.Judged;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.proof.PartResult;
import dev.firsthand.evidence.proof.Verifier;
import dev.firsthand.recording.convert.BodyFrames;
import dev.firsthand.recording.lerobot.LeRobotReader;
import dev.firsthand.recording.validation.LeRobotValidator;
import dev.firsthand.streams.mcap.McapMessage;
import dev.firsthand.streams.mcap.McapReader;
import dev.firsthand.streams.mcap.MessageQuery;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
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

/// Copies of the motion of bodies alone. Each test goes on with the house of the one before.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BodyCopyTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String WEARER = "Wearersname";
    private static final int MOMENTS = 220;
    private static final long SECOND = 1_000_000_000;
    private static final TimeSpan ACCEPTED = new TimeSpan(SECOND / 2, 2 * SECOND);

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static CopyQuestions ask;
    static SyntheticHouse people;
    static ContributorId willing;
    static ContributorId second;
    static ContributorId unwilling;
    static EpisodeId walk;
    static EpisodeId otherWalk;
    static EpisodeId third;
    static EpisodeId refused;
    static EpisodeId crippled;
    static EpisodeId film;
    static Holder buyer;
    static Requested bodies;
    static Requested sold;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(93, DATABASE.database(), folder);
        ask = new CopyQuestions(house);
        people = house.people();
        willing = people.contributor().id();
        second = people.joins().id();
        unwilling = people.joins().id();
        buyer = people.registersBuyer("Robots of the Test");
        for (ContributorId one : List.of(willing, second, unwilling)) {
            people.answers(one, true);
        }
        people.within(tx -> people.consent().withdraw(tx, unwilling, Purpose.BIOMETRIC_TEMPLATE));
        String suit = SyntheticSuit.walked(WEARER, MOMENTS);
        walk = walks(willing, "carry box", suit);
        otherWalk = walks(second, "carry chair", suit);
        third = walks(willing, "carry bag", suit);
        refused = walks(unwilling, "carry pot", suit);
        crippled = walks(willing, "carry jar", suit.replace("LeftHand", "LeftWrist"));
        film = house.recordsForRelease(willing, "fold towel");
        bodies = releases(motion("bodies", people.ownHolder()));
        sold = releases(motion("sold", buyer));
    }

    private static EpisodeId walks(ContributorId contributor, String sentence, String suit) {
        EpisodeId episode = house.movesAlone(contributor, sentence, suit);
        house.answers(episode, new PrivacyAnswer.NothingVisible());
        house.accepts(episode, List.of(ACCEPTED));
        house.labels(contributor, episode);
        return episode;
    }

    private static Requested releases(ReleaseRequest request) {
        Requested requested = house.asks(request);
        assertThat(house.ended(requested.run()).error()).isEmpty();
        return requested;
    }

    private static ReleaseRequest motion(String line, Holder holder) {
        return ReleaseRequest.forAll(line, ReleaseKind.STANDARD, holder.id(), ReleaseMedia.Motion.USUAL);
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    @Order(1)
    void it_holds_who_agreed_and_has_the_joints_of_most_and_names_who_is_left_out() throws IOException {
        JsonNode manifest = ask.manifest(bodies);

        assertThat(members(bodies)).containsExactlyInAnyOrder(walk, otherWalk, third);
        assertThat(leftOut(bodies))
                .containsExactlyInAnyOrder(
                        tuple(refused, "consent-withdrawn"), tuple(crippled, "motion-other-skeleton"));
        assertThat(manifest.get("media").asText()).isEqualTo("motion");
        assertThat(manifest.get("fps").asInt()).isEqualTo(30);
        assertThat(manifest.get("episodes_with_motion").asInt()).isEqualTo(3);
        assertThat(manifest.has("width")).isFalse();
        assertThat(manifest.has("encoder_build")).isFalse();
        for (JsonNode episode : manifest.get("episodes")) {
            assertThat(episode.at("/motion/joints").asInt()).isEqualTo(24);
            assertThat(episode.get("frames").asInt()).isEqualTo(45);
            assertThat(episode.has("native_width")).isFalse();
            assertThat(episode.get("alignments")).isEmpty();
        }
        assertThat(ManifestHead.media(house.copy(bodies))).isEqualTo(new CopyMedia.Motion(30));
    }

    @Test
    @Order(2)
    void it_is_a_set_of_numbers_that_is_read_back_and_has_no_picture_anywhere() throws IOException {
        Path lerobot = house.copy(bodies).resolve("lerobot");
        assertThat(LeRobotValidator.validate(lerobot).clean()).isTrue();
        assertThat(lerobot.resolve("videos")).doesNotExist();
        JsonNode info = CopyQuestions.json(lerobot.resolve("meta/info.json"));
        assertThat(info.get("robot_type").asText()).isEqualTo("human_motion");
        assertThat(info.get("features").properties())
                .extracting(Map.Entry::getKey)
                .isNotEmpty()
                .noneMatch(name -> name.contains("images"));
        assertThat(info.at("/features/observation.body/names/0").asText()).isEqualTo("hips_x_m");
        var features = LeRobotReader.features(lerobot);
        try (var reader = LeRobotReader.open(lerobot, features)) {
            for (int episode = 0; episode < 3; episode++) {
                LeRobotReader.Rows rows = reader.next();
                assertThat(Arrays.stream(rows.captureTimesNanos()).boxed())
                        .hasSize(45)
                        .isSorted()
                        .allMatch(time -> time >= ACCEPTED.startNanos() && time < ACCEPTED.endNanos());
                assertThat(rows.columns()).containsOnlyKeys(BodyFrames.PLACES, BodyFrames.ROTATIONS);
            }
        }
        for (int index = 0; index < 3; index++) {
            Path mcap = house.copy(bodies).resolve(CopyLayout.mcap(index));
            assertThat(messages(mcap))
                    .extracting(message -> message.channel().topic())
                    .containsOnly("/tf");
            assertThat(messages(mcap))
                    .extracting(message -> message.message().logTimeNanos())
                    .hasSize(90)
                    .isSorted()
                    .allMatch(time -> time >= ACCEPTED.startNanos() && time < ACCEPTED.endNanos());
        }
    }

    @Test
    @Order(3)
    void its_card_says_that_it_tells_a_person_and_nothing_in_it_says_who_wore_the_suit() throws IOException {
        assertThat(house.copy(bodies).resolve("README.md"))
                .content()
                .contains("| picture | none", "tells a person", "| 3 of 3 | LeRobot `observation.body`, MCAP |")
                .contains("| 24 | 60 | 3 |", "There is one clock: that of the suit", "| duration | 0:00:04")
                .doesNotContain("encoder build", "Pictures as recorded", "camera pose");
        assertThat(house.copy(bodies).resolve("CONSENT_SUMMARY.json")).content().contains("biometric_template");
        List<String> texts = CopyReading.texts(house.copy(bodies));
        assertThat(texts).anyMatch(text -> text.contains("left_fore_arm")).noneMatch(text -> text.contains(WEARER));
    }

    @Test
    @Order(4)
    void a_stranger_verifies_it_offline() throws IOException {
        Path copy = house.copy(bodies);
        Path evidence = copy.resolve(CopyFiles.EVIDENCE);
        List<PartResult> results = new ArrayList<>();
        try (InputStream proof = Files.newInputStream(evidence.resolve(CopyFiles.RELEASE_PROOF))) {
            new Verifier(
                            Policy.parse(Files.readAllBytes(evidence.resolve(CopyFiles.POLICY))),
                            TrustedKeys.parse(Files.readAllBytes(evidence.resolve(CopyFiles.KEYS))))
                    .verify(proof, copy, results::add);
        }
        assertThat(results).isNotEmpty().noneMatch(PartResult.Lie.class::isInstance);
    }

    @Test
    @Order(5)
    void a_mixed_house_gives_two_releases_and_each_says_what_the_other_is_for() throws IOException {
        Requested films = house.releases("films");

        assertThat(members(films)).containsExactly(film);
        assertThat(leftOut(films))
                .hasSize(5)
                .contains(tuple(walk, "release-no-picture"), tuple(refused, "release-no-picture"));
        assertThat(ask.manifest(films).get("media").asText()).isEqualTo("pictures");
        assertThat(ask.manifest(films).get("width").asInt()).isPositive();
        Preview preview = new ReleasePreviews(DATABASE.database(), house.rooms())
                .look(motion("looked", people.ownHolder()))
                .orElseThrow();
        assertThat(preview.episodes()).isEqualTo(4);
        assertThat(preview.aside()).isEqualTo(1);
        assertThat(preview.leftOut()).containsOnlyKeys("consent-withdrawn");
    }

    @Test
    @Order(6)
    void a_line_holds_one_of_both() {
        RequestResult asked = house.within(
                tx -> house.releases().request(tx, people.operator().id(), motion("films", people.ownHolder())));

        assertThat(asked)
                .isInstanceOfSatisfying(
                        RequestResult.Refused.class, no -> assertThat(no.code()).isEqualTo("release-line-other-media"));
    }

    @Test
    @Order(7)
    void a_no_while_the_copy_is_made_stops_it() throws Exception {
        Requested requested;
        try (Handle held = DATABASE.holding("select 1 from release_copy_key where line = 'bodies' for update")) {
            requested = house.asks(motion("bodies", people.ownHolder()));
            WalkingHouse.waitFor(ask::somebodyWaits);
            people.within(tx -> people.consent().withdraw(tx, second, Purpose.BIOMETRIC_TEMPLATE));
            held.commit();
        }

        assertThat(house.ended(requested.run()).error().orElseThrow().code()).isEqualTo("consent-withdrawn");
        assertThat(house.copy(requested)).doesNotExist();
    }

    @Test
    @Order(8)
    void a_yes_taken_back_ends_the_handing_out_and_what_supersedes_the_copy_is_without_that_body() throws IOException {
        assertThat(ask.refusal(sold, buyer)).contains("copy-consent-ended");
        byte[] before = Files.readAllBytes(house.copy(sold).resolve(CopyLayout.mcap(index(sold, walk))));

        people.database().inTransactionDo(tx -> house.releases().supersessions().withhold(tx, List.of(third)));
        WalkingHouse.waitFor(() -> ask.superseded(sold).isPresent());
        ReleaseId fresh = ask.superseded(sold).orElseThrow().successor().orElseThrow();
        Requested next = house.within(tx -> house.releases().find(tx, fresh)).orElseThrow();

        assertThat(leftOut(next))
                .containsExactlyInAnyOrder(tuple(third, "episode-called-back"), tuple(otherWalk, "consent-withdrawn"));
        assertThat(members(next)).containsExactly(walk);
        assertThat(house.copy(next).resolve(CopyLayout.mcap(0))).hasBinaryContent(before);
        assertThat(LeRobotValidator.validate(house.copy(next).resolve("lerobot"))
                        .clean())
                .isTrue();
        assertThat(ask.manifest(next).get("media").asText()).isEqualTo("motion");
        assertThat(ask.refusal(next, buyer)).isEmpty();
    }

    @Test
    @Order(9)
    void what_was_recorded_in_illinois_is_not_sold_whoever_agreed() {
        Holder american = people.registersBuyer("Robots of America", "US");
        people.answers(willing, true);
        ask.movesToIllinois(willing);

        assertThat(judgedInAmerica(american)).isInstanceOfSatisfying(Judged.Out.class, out -> {
            assertThat(out.leftOut().code()).isEqualTo("rules-biometric-sale");
            assertThat(out.asked()).isPresent();
        });
    }

    private static Judged judgedInAmerica(Holder holder) {
        Rules rules = ask.inAmerica(holder, motion("judged", holder));
        return house.within(tx -> rules.judge(tx, List.of(walk))).getFirst();
    }

    private static List<EpisodeId> members(Requested release) {
        return house.within(tx -> house.releases().members(tx, release.id())).stream()
                .map(Releases.Member::episode)
                .toList();
    }

    private static int index(Requested release, EpisodeId episode) {
        return members(release).indexOf(episode);
    }

    private static List<Tuple> leftOut(Requested release) {
        return house.within(tx -> house.releases().leftOut(tx, release.id())).stream()
                .map(one -> tuple(one.episode(), one.code()))
                .toList();
    }

    private static List<McapMessage> messages(Path mcap) throws IOException {
        List<McapMessage> messages = new ArrayList<>();
        try (var reader = McapReader.open(mcap)) {
            var cursor = reader.messages(MessageQuery.all());
            for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
                messages.add(next.get());
            }
        }
        return messages;
    }
}
