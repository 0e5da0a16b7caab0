package dev.firsthand.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticSuit;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.FinishResult;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes.Taken;
import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.episode.MotionRecording;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.quality.Finding;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.strain.StrainReading;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.suit.ClipFile;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import dev.firsthand.streams.time.TimeSpan;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The motion of a body without a film goes the way to its label, and people look at a drawing of it.
class BodyAloneWalkTest {
    private static final int FRAMES = 300;
    private static final String TAKE = SyntheticSuit.walked("Jane", FRAMES);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    private static WalkingHouse walking;
    private static ContributorId maker;

    @BeforeAll
    static void build() {
        walking = WalkingHouse.seeded(94, DATABASE.database(), folder);
        maker = walking.people().contributor().id();
    }

    @AfterAll
    static void close() {
        walking.close();
    }

    @Test
    void a_motion_file_without_a_video_is_checked_drawn_looked_at_accepted_and_labelled() throws Exception {
        EpisodeId id = walking.movesAlone(maker, "carry a box", TAKE);

        var alone = (MotionRecording) episode(id).recording();
        assertThat(alone.frames()).isEqualTo(FRAMES);
        assertThat(alone.span().length()).isBetween(Duration.ofMillis(4_990), Duration.ofMillis(5_010));
        assertThat(findings(id))
                .filteredOn(finding -> finding.code().equals("motion-alone"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.NOTE));
        View view = waiting(id).view();
        FrameTimes drawn = times(id, view.proxy());
        assertThat(drawn.size()).isEqualTo(FRAMES / 3);
        assertThat(drawn.presentationNanos()[20]).isBetween(999_000_000L, 1_001_000_000L);
        assertThat(view.contactSheets()).hasSize(1);

        walking.answers(id, new PrivacyAnswer.NothingVisible());
        walking.acceptsWhole(id);
        walking.labels(maker, id);

        var reviewed = walking.within(tx -> walking.reviews().find(tx, id)).orElseThrow();
        assertThat(reviewed.acceptedSpans()).containsExactly(alone.span());
        assertThat(walking.<Map<EpisodeId, Labelled>>within(
                        tx -> walking.labels().find(tx, List.of(id))))
                .containsOnlyKeys(id);
    }

    @Test
    void what_is_kept_for_releases_names_nobody_and_moves_the_same() throws Exception {
        EpisodeId id = walking.movesAlone(maker, "carry a bag", TAKE);

        Clip raw = clip(id, episode(id).recording().master());
        Clip cleaned = clip(id, waiting(id).view().cleaned());

        assertThat(raw.skeleton().joints()).extracting(Joint::name).contains("Jane:LeftForeArm");
        assertThat(cleaned.skeleton().joints())
                .extracting(Joint::name)
                .contains("hips", "left_fore_arm")
                .noneMatch(name -> name.contains("ane"));
        assertThat(cleaned.rotations()).isEqualTo(raw.rotations());
        assertThat(cleaned.translations()).isEqualTo(raw.translations());
    }

    @Test
    void a_part_of_it_is_accepted_on_the_clock_of_the_suit() {
        EpisodeId id = walking.movesAlone(maker, "carry a tray", TAKE);
        walking.answers(id, new PrivacyAnswer.NothingVisible());

        var part = new TimeSpan(1_000_000_000L, 3_000_000_000L);
        walking.accepts(id, List.of(part));

        assertThat(walking.within(tx -> walking.reviews().find(tx, id))
                        .orElseThrow()
                        .acceptedSpans())
                .containsExactly(part);
    }

    @Test
    void its_maker_sees_what_the_work_did_to_the_body_and_that_no_phone_was_worn() {
        EpisodeId id = walking.movesAlone(maker, "carry a crate", TAKE);
        SessionId session = episode(id).recorded().session();

        WalkingHouse.waitFor(() -> reading(session).isPresent());

        StrainReading reading = reading(session).orElseThrow();
        assertThat(reading.worn()).isZero();
        assertThat(reading.head()).isEmpty();
        assertThat(reading.body().orElseThrow().scored()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    @Test
    void a_take_of_a_second_is_too_short_like_a_film_of_a_second() {
        EpisodeId id = walking.movesAlone(maker, "carry a pin", SyntheticSuit.walked("Jane", 60));

        assertThat(findings(id))
                .filteredOn(finding -> finding.code().equals("recording-short"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAIL));
    }

    @Test
    void a_motion_file_that_cannot_be_read_costs_the_recording_where_it_is_all_there_is() throws Exception {
        SessionId session = walking.starts(maker, "carry a chair");
        attaches(session, "broken.bvh", "; FBX 7.4.0 project file", UploadRole.MOTION);

        Taken taken = walking.finishes(maker, session);

        assertThat(taken.refusal().orElseThrow().code()).isEqualTo("fbx-refused");
        assertThat(taken.refusal().orElseThrow().message()).contains("BVH");
    }

    @Test
    void a_log_of_the_phone_waits_for_its_video_also_where_a_body_moves() throws Exception {
        SessionId session = walking.starts(maker, "carry a stool");
        var film = SyntheticRecording.seeded(94, WalkingHouse.PLAN);
        film.writeGcsv(folder.resolve("phone.gcsv"));
        film.writeVideo(folder.resolve("phone.mp4"));
        walking.attaches(maker, session, folder.resolve("phone.gcsv"), UploadRole.IMU_GCSV, Optional.empty());
        assertThat(refusal(session)).isEqualTo("recording-missing");
        attaches(session, "stool.bvh", TAKE, UploadRole.MOTION);
        assertThat(refusal(session)).isEqualTo("log-without-video");

        walking.attaches(maker, session, folder.resolve("phone.mp4"), UploadRole.VIDEO, Optional.empty());

        EpisodeId id = walking.finishes(maker, session).episode();
        var filmed = (FilmedRecording) episode(id).recording();
        assertThat(filmed.motion()).isPresent();
    }

    private static void attaches(SessionId session, String name, String text, UploadRole role) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
        walking.attaches(maker, session, file, role, Optional.empty());
    }

    private static String refusal(SessionId session) {
        FinishResult result = walking.within(tx -> walking.people().capture().finish(tx, session, maker));
        return ((FinishResult.Refused) result).code();
    }

    private static Episode episode(EpisodeId id) {
        return walking.within(tx -> walking.episodes().find(tx, id)).orElseThrow();
    }

    private static List<Finding> findings(EpisodeId id) {
        return walking.within(tx -> walking.quality().find(tx, id))
                .orElseThrow()
                .findings();
    }

    private static Scrubbed waiting(EpisodeId id) {
        return walking.within(tx -> walking.privacy().find(tx, id))
                .orElseThrow()
                .scrubbed();
    }

    private static Optional<StrainReading> reading(SessionId session) {
        return walking.within(tx -> walking.strains().of(tx, maker)).stream()
                .filter(one -> one.session().equals(session))
                .findFirst();
    }

    private static FrameTimes times(EpisodeId id, ObjectId film) throws Exception {
        Path file = folder.resolve(film.value() + ".mp4");
        try (InputStream in = open(id, film)) {
            Files.copy(in, file);
        }
        return Mp4File.read(file).video().orElseThrow().frameTimes();
    }

    private static Clip clip(EpisodeId id, ObjectId object) throws Exception {
        try (InputStream in = open(id, object)) {
            return ((ClipFile.ReadResult.Read) ClipFile.read(in)).clip();
        }
    }

    private static InputStream open(EpisodeId id, ObjectId object) throws Exception {
        var files = new EpisodeFiles(
                DATABASE.database(),
                walking.people().consent(),
                walking.people().custody());
        return files.open(episode(id).recorded(), Purpose.QUALITY_AND_LABELLING, object);
    }
}
