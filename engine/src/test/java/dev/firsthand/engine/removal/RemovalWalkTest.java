package dev.firsthand.engine.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.SyntheticSuit;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionUpload;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.ObjectMissingException;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.privacy.Doubt;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.PrivacyResult;
import dev.firsthand.engine.privacy.View;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.recall.Ground;
import dev.firsthand.engine.release.HandingOut;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Renderings;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a removal does to recordings that went all the way.
@Timeout(120)
class RemovalWalkTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static WalkingHouse walk;
    static SyntheticHouse people;
    static RemovalHouse house;
    static Erasing erasing;

    @BeforeAll
    static void build() {
        walk = WalkingHouse.seeded(62, DATABASE.database(), folder);
        people = walk.people();
        house = RemovalHouse.of(walk);
        erasing = new Erasing(DATABASE.database(), house.rooms(), walk.jobs(), people.clock());
    }

    @AfterAll
    static void end() {
        walk.close();
    }

    @Test
    void nothing_of_a_frozen_session_is_opened_or_released_and_a_decision_to_keep_undoes_that() throws Exception {
        ContributorId home = joins();
        EpisodeId episode = walk.recordsForRelease(home, "fold towel");
        Episode recorded = find(episode);
        var files = new EpisodeFiles(DATABASE.database(), people.consent(), people.custody());
        files.open(
                        recorded.recorded(),
                        Purpose.TRAIN_ROBOT_POLICY,
                        recorded.recording().master())
                .close();

        SecretToken link = house.asks(home);

        assertThatThrownBy(() -> files.open(
                        recorded.recorded(),
                        Purpose.TRAIN_ROBOT_POLICY,
                        recorded.recording().master()))
                .isInstanceOfSatisfying(
                        ConsentEndedException.class,
                        ended -> assertThat(ended.code()).isEqualTo(Freezes.CODE));
        assertThatThrownBy(() -> files.lay(
                        recorded.recorded(),
                        Purpose.QUALITY_AND_LABELLING,
                        recorded.recording().master()))
                .isInstanceOf(ConsentEndedException.class);
        assertThat(leftOut("towels", episode)).isEqualTo(Freezes.CODE);
        house.keeps(house.one(), link);
        assertThat(leftOut("towels", episode)).isEqualTo("in it");
    }

    @Test
    void of_a_body_that_moved_without_a_film_the_clip_goes_and_the_drawing_and_its_sheets() throws Exception {
        ContributorId home = joins();
        EpisodeId gone = walk.movesAlone(home, "carry box", SyntheticSuit.walked("Jane", 200));
        walk.answers(gone, new PrivacyAnswer.NothingVisible());
        walk.acceptsWhole(gone);
        List<ObjectId> objects = objects(gone);
        assertThat(objects).as("upload, clip, cleaned clip, drawing, a sheet").hasSize(5);
        SecretToken link = house.asks(home);

        house.removes(house.one(), link);
        erasing.round();

        for (ObjectId object : objects) {
            assertThatThrownBy(() -> people.custody().open(people.permit(home, Purpose.QUALITY_AND_LABELLING), object))
                    .isInstanceOf(ObjectMissingException.class);
        }
    }

    @Test
    void what_is_removed_is_called_back_and_no_byte_of_it_can_be_opened_while_the_rest_stays() throws Exception {
        ContributorId home = joins();
        EpisodeId gone = walk.recordsForRelease(home, "wipe table");
        EpisodeId stays = walk.recordsForRelease(joins(), "wipe sink");
        walk.releases("wipes");
        List<ObjectId> objects = objects(gone);
        assertThat(objects).hasSizeGreaterThanOrEqualTo(6);
        SecretToken link = house.asks(home);

        house.removes(house.one(), link);
        int steps = erasing.round();

        assertThat(steps).isEqualTo(1);
        assertThat(erasing.round()).as("once").isZero();
        for (ObjectId object : objects) {
            assertThatThrownBy(() -> people.custody().open(people.permit(home, Purpose.QUALITY_AND_LABELLING), object))
                    .isInstanceOf(ObjectMissingException.class);
        }
        for (ObjectId object : objects(stays)) {
            assertThat(people.custody().size(object)).isPositive();
        }
        assertThat(walk.within(tx ->
                                walk.recalls().progress(tx, house.at(link).id().value()))
                        .releases())
                .isEqualTo(1);
        assertThat(leftOut("wipes", gone)).isEqualTo(Freezes.CODE);
    }

    @Test
    void work_that_a_freeze_ended_begins_anew_when_the_recording_is_kept() throws Exception {
        ContributorId home = joins();
        Path film = folder.resolve("water.mp4");
        SyntheticRecording.seeded(620, WalkingHouse.PLAN).writeVideo(film);
        SessionId session = walk.starts(home, "water plants");
        walk.attaches(home, session, film, UploadRole.VIDEO, Optional.empty());
        SecretToken code = house.code(home);
        AskResult asked = walk.within(tx -> {
            people.capture().finish(tx, session, home); // somebody asks before a program can begin
            return house.removals().ask(tx, code, new Asking(Set.of(house.today()), Personal.of("")));
        });
        WalkingHouse.waitFor(
                () -> walk.jobs().ofSubject(session.value()).stream().anyMatch(run -> run.state() == RunState.FAILED));
        assertThat(walk.within(tx -> walk.episodes().ofSession(tx, session)).isPresent())
                .isFalse();

        house.keeps(house.one(), ((AskResult.Asked) asked).link());

        WalkingHouse.waitFor(
                () -> walk.within(tx -> walk.episodes().ofSession(tx, session)).isPresent());
    }

    @Test
    void a_child_that_the_desk_sees_stops_the_recording_and_another_person_decides_once_that_is_lifted()
            throws Exception {
        EpisodeId episode = walk.recordsForRelease(joins(), "peel apple");
        SessionId session = walk.within(tx -> walk.episodes().sessions(tx, List.of(episode))).values().stream()
                .findFirst()
                .orElseThrow();
        var child = new PrivacyAnswer.SomethingVisible(Set.of(Visible.CHILD));
        people.within(tx -> {
            house.removals().sightings().seen(tx, people.operator().id(), episode, child);
            house.removals().sightings().seen(tx, people.operator().id(), episode, child);
            return walk.privacy().answer(tx, people.operator(), episode, child);
        });

        assertThat(house.frozen(session)).isTrue();
        assertThat(walk.within(Freezes::undecided)).as("its copies wait").contains(session);
        Removal removal = walk.within(tx -> house.removals().open(tx)).stream()
                .filter(open -> open.sessions().contains(session))
                .reduce((one, more) -> fail("asked twice"))
                .orElseThrow();
        assertThat(removal.ground()).isEqualTo(Ground.MINOR);
        assertThat(decides(people.operator().id(), removal)).isEqualTo("removal-same-person");
        assertThat(decides(house.other(), removal)).isEqualTo("removal-quarantined");

        var operator = new StaffMember(house.other(), Personal.of("Operator Two"), Role.OPERATOR, removal.askedAt());
        var lifting = new PrivacyAnswer.NothingVisible(Personal.of("It is a doll on a shelf."));
        walk.within(tx -> walk.privacy().answer(tx, operator, episode, lifting));

        assertThat(decides(house.other(), removal)).isEqualTo("decided");
        assertThat(house.frozen(session)).isFalse();
    }

    @Test
    void a_face_seen_in_what_a_copy_holds_keeps_the_copy_back_until_another_person_decided() throws Exception {
        EpisodeId held = walk.recordsForRelease(joins(), "sort cutlery");
        Requested copy = walk.releases("cutlery");
        EpisodeId unheld = walk.recordsForRelease(joins(), "sort spoons");

        sees(held, Visible.FACE);
        sees(unheld, Visible.FACE);

        assertThat(handedOut(copy)).isEqualTo("copy-frozen");
        assertThat(openAbout(unheld)).as("no copy holds it").isEmpty();
        Removal removal = openAbout(held).getFirst();
        assertThat(decides(people.operator().id(), removal)).isEqualTo("removal-same-person");
        sees(held, Visible.CHILD);
        assertThat(openAbout(held))
                .extracting(Removal::ground)
                .containsExactlyInAnyOrder(Ground.BYSTANDER, Ground.MINOR);
        lifts(held);
        openAbout(held).forEach(open -> assertThat(decides(house.other(), open)).isEqualTo("decided"));
        assertThat(handedOut(copy)).isEqualTo("handed out");
    }

    @Test
    void what_its_own_author_had_opened_again_is_set_aside_at_the_next_start_and_its_copies_wait() throws Exception {
        EpisodeId held = walk.recordsForRelease(joins(), "pack bag");
        EpisodeId lifted = walk.recordsForRelease(joins(), "unpack bag");
        Requested copy = walk.releases("bags");
        asAnEarlierVersion(held, people.operator().id(), "something-visible", "{NAME}");
        asAnEarlierVersion(held, people.operator().id(), "nothing-visible", "{}");
        asAnEarlierVersion(lifted, people.operator().id(), "something-visible", "{NAME}");
        asAnEarlierVersion(lifted, house.other(), "nothing-visible", "{}");
        assertThat(handedOut(copy)).isEqualTo("handed out");

        for (int start = 1; start <= 2; start++) {
            house.removals().sightings().takeUp(DATABASE.database());
        }

        assertThat(handedOut(copy)).isEqualTo("copy-frozen");
        assertThat(openAbout(held)).hasSize(1);
        assertThat(openAbout(lifted)).isEmpty();
        assertThat(walk.within(Doubt::standing))
                .filteredOn(doubt -> doubt.openedAgain().isPresent())
                .extracting(Doubt::episode)
                .containsExactly(held);
        lifts(held);
        assertThat(decides(house.other(), openAbout(held).getFirst())).isEqualTo("decided");
        assertThat(handedOut(copy)).isEqualTo("handed out");
    }

    private static void sees(EpisodeId episode, Visible what) {
        var seen = new PrivacyAnswer.SomethingVisible(Set.of(what));
        people.within(tx -> {
            house.removals().sightings().seen(tx, people.operator().id(), episode, seen);
            return walk.privacy().answer(tx, people.operator(), episode, seen);
        });
    }

    private static void lifts(EpisodeId episode) {
        var operator = new StaffMember(
                house.other(),
                Personal.of("Operator Two"),
                Role.OPERATOR,
                people.clock().instant());
        var lifting = new PrivacyAnswer.NothingVisible(Personal.of("It is a doll on a shelf."));
        assertThat((Object) walk.within(tx -> walk.privacy().answer(tx, operator, episode, lifting)))
                .isEqualTo(new PrivacyResult.Kept());
    }

    private static void asAnEarlierVersion(EpisodeId episode, StaffId author, String answer, String visible) {
        people.within(tx -> tx.sql()
                .createUpdate("""
                        insert into privacy_answer (id, episode, author, answer, visible, answered_at)
                        values (gen_random_uuid(), :episode, :author, :answer, cast(:visible as text[]), now())
                        """)
                .bind("episode", episode.value())
                .bind("author", author.value())
                .bind("answer", answer)
                .bind("visible", visible)
                .execute());
    }

    private static List<Removal> openAbout(EpisodeId episode) {
        return walk.within(tx -> {
            SessionId session = walk.episodes().sessions(tx, List.of(episode)).get(episode);
            return house.removals().open(tx).stream()
                    .filter(open -> open.sessions().contains(session))
                    .toList();
        });
    }

    private static String handedOut(Requested copy) {
        var handing = new HandingOut(walk.rooms(), walk.releases());
        return walk.within(tx -> handing.refusal(tx, copy, people.ownHolder()))
                .map(HandingOut.Refusal::code)
                .orElse("handed out");
    }

    private static String decides(StaffId member, Removal removal) {
        var keep = new Verdict(false, Personal.of("It is a doll on a shelf."));
        return switch (walk.within(tx -> house.removals().decide(tx, member, removal.id(), keep))) {
            case DecideResult.Decided decided -> "decided";
            case DecideResult.Refused(var code, var message) -> code;
        };
    }

    private static ContributorId joins() {
        ContributorId joined = people.joins().id();
        people.answers(joined, true);
        return joined;
    }

    private static Episode find(EpisodeId episode) {
        return walk.within(tx -> walk.episodes().find(tx, episode)).orElseThrow();
    }

    private static String leftOut(String line, EpisodeId asked) {
        Requested requested =
                walk.asks(line, ReleaseKind.STANDARD, people.ownHolder().id());
        walk.ended(requested.run());
        return walk.within(tx -> walk.releases().leftOut(tx, requested.id())).stream()
                .filter(out -> out.episode().equals(asked))
                .map(LeftOut::code)
                .findFirst()
                .orElse("in it");
    }

    /// Every sealed file of an episode: what was uploaded, its streams, its view, and what was rendered of that.
    private static List<ObjectId> objects(EpisodeId episode) {
        Episode found = find(episode);
        List<ObjectId> objects = new ArrayList<>();
        Session session = walk.within(
                        tx -> people.capture().find(tx, found.recorded().session()))
                .orElseThrow();
        session.uploads().stream().map(SessionUpload::object).forEach(objects::add);
        objects.addAll(found.recording().objects());
        View view = walk.within(tx -> walk.reviews().find(tx, episode))
                .orElseThrow()
                .scrubbed()
                .view();
        objects.addAll(view.contactSheets());
        objects.add(view.cleaned());
        objects.add(view.proxy());
        objects.addAll(walk.within(tx -> Renderings.of(tx, view.cleaned())));
        return objects;
    }
}
