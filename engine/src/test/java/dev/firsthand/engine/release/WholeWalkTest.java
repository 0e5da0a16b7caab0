package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.FileDigests;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.privacy.View;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.recording.validation.LeRobotValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WholeWalkTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static WalkingHouse house;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(7, DATABASE.database(), folder);
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    void a_recording_goes_from_capture_to_a_valid_release_and_each_stage_leaves_its_one_fact() throws IOException {
        EpisodeId episode = house.records("fold towel");
        assertThat(facts(episode)).containsExactly(FactType.INGEST, FactType.QC, FactType.REDACT);
        PrivacyState looked =
                house.within(tx -> house.privacy().find(tx, episode)).orElseThrow();
        assertThat(looked).isInstanceOf(PrivacyState.Waiting.class);
        assertThat(stage(episode)).isEqualTo(SessionStage.LOOK);
        assertThat(house.within(tx -> house.episodes().find(tx, episode))
                        .flatMap(house.intervals()::find)
                        .orElseThrow()
                        .frames())
                .as("the frames whose intervals were kept")
                .isEqualTo(90);
        house.answers(episode, new PrivacyAnswer.NothingVisible());
        assertThat(stage(episode)).isEqualTo(SessionStage.REVIEW);
        house.acceptsWhole(episode);
        assertThat(stage(episode)).isEqualTo(SessionStage.REVIEWED);
        house.labels(house.people().contributor().id(), episode);
        assertThat(facts(episode))
                .containsExactly(
                        FactType.INGEST,
                        FactType.QC,
                        FactType.REDACT,
                        FactType.PRIVACY_ANSWER,
                        FactType.REVIEW,
                        FactType.LABEL);

        Requested release = house.releases("towels");

        assertThat(facts(release.id().value())).containsExactly(FactType.RELEASE);
        Path copy = house.copy(release);
        assertThat(LeRobotValidator.validate(copy.resolve("lerobot")).broken()).isEmpty();
        assertThat(copy.resolve("mcap/episode-000000.mcap")).isNotEmptyFile();
        JsonNode manifest =
                new ObjectMapper().readTree(copy.resolve("manifest.json").toFile());
        assertThat(manifest.path("kind").asText()).isEqualTo("standard");
        assertThat(manifest.path("version").asText()).isEqualTo("1.0.0");
        assertThat(manifest.path("lowest_privacy_level").asText()).isEqualTo("cleared-by-person");
        assertThat(manifest.path("episodes").path(0).path("frames").asInt()).isEqualTo(90);
        assertThat(manifest.path("episodes")
                        .path(0)
                        .path("image_statistics_frames")
                        .asInt())
                .isEqualTo(90);
        assertThat(manifest.path("episodes").path(0).path("streams").path(0).asText())
                .isEqualTo("imu");
        assertThat(digestsOf(copy)).isEqualTo(Files.readString(copy.resolve("SHA256SUMS")));
        assertThat(Files.readString(copy.resolve("README.md"))).doesNotContain("DEMONSTRATION");
    }

    @Test
    void every_step_says_how_many_bytes_it_moved_and_what_its_children_took() throws IOException {
        EpisodeId episode = house.recordsForRelease("sweep floor");
        Requested release = house.releases("floors");

        List<RunStatus> runs = house.jobs().ofSubject(episode.value());
        assertThat(runs).hasSize(2).extracting(RunStatus::state).containsOnly(RunState.DONE);
        RunStatus scrub = runs.getLast();
        assertThat(scrub.steps().getFirst().movedBytes()).isGreaterThan(10_000);
        // More than this thread alone could take: the children of the step are counted.
        assertThat(scrub.steps().getFirst().cpuSeconds()).isPositive();
        assertThat(house.jobs().status(release.run()).steps())
                .allSatisfy(step -> assertThat(step.movedBytes()).isPositive());
    }

    @Test
    void a_step_that_fails_after_it_sealed_files_leaves_none_of_that_try() {
        ContributorId person = house.people().joins().id();
        house.people().answers(person, true);
        // The two uploads and the streams, then of the privacy step the sheet, the view and the proxy.
        house.people().blobs().dieAfterPublish(6);

        EpisodeId episode = house.records(person, "water plants");

        assertThat(house.jobs()
                        .ofSubject(episode.value())
                        .getLast()
                        .steps()
                        .getFirst()
                        .attempts())
                .isEqualTo(2);
        View view = house.within(tx -> house.privacy().find(tx, episode))
                .map(state -> ((PrivacyState.Waiting) state).scrubbed().view())
                .orElseThrow();
        assertThat(view.contactSheets()).hasSize(1);
        assertThat(objectsOf(person)).isEqualTo(2 + 1 + 3);
    }

    private static int objectsOf(ContributorId person) {
        return house.within(tx -> tx.sql()
                .createQuery("select count(*) from custody_object where owner = :owner and state <> 'ERASED'")
                .bind("owner", person.person().value())
                .mapTo(Integer.class)
                .one());
    }

    private static String digestsOf(Path copy) throws IOException {
        var lines = new StringBuilder();
        for (FileDigests.FileDigest file : FileDigests.of(copy)) {
            if (!file.path().equals("SHA256SUMS") && !file.path().startsWith(CopyFiles.EVIDENCE)) {
                lines.append(file.sha256()).append("  ").append(file.path()).append('\n');
            }
        }
        return lines.toString();
    }

    private static List<FactType> facts(EpisodeId episode) {
        return facts(episode.value());
    }

    private static SessionStage stage(EpisodeId episode) {
        return house.within(tx -> SessionList.find(
                        tx, house.episodes().sessions(tx, List.of(episode)).values()))
                .getFirst()
                .stage();
    }

    private static List<FactType> facts(UUID subject) {
        return house.within(tx -> house.people().provenance().entries(tx, subject)).stream()
                .map(ProvenanceEntry::type)
                .toList();
    }
}
