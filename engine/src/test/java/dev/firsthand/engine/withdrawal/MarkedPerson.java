package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.SyntheticSuit;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.household.HouseholdForm;
import dev.firsthand.engine.household.ResidentAnswer.Said;
import dev.firsthand.engine.household.TellResult;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.message.Message;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.View;
import dev.firsthand.engine.removal.RemovalHouse;
import dev.firsthand.engine.removal.Verdict;
import dev.firsthand.engine.review.Grounds;
import dev.firsthand.engine.review.Reason;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.withdrawal.Holds.Ground;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Somebody who goes the whole way to a copy, and whose every input bears a mark: what the person gives, what
/// others of the home say, and what people of the desk write about it.
final class MarkedPerson {
    /// In lower case, as addresses are kept.
    static final String MARK = "qzxj7";

    /// What a copy says of a recording is kept in plain.
    static final String IN_COPIES = MARK + "device";

    private final WalkingHouse walking;
    private final SyntheticHouse people;
    private final LeavingHouse house;
    private final RemovalHouse removals;
    private final ContributorId id;
    private final Path folder;

    MarkedPerson(WalkingHouse walking, LeavingHouse house, Path folder) {
        this.walking = walking;
        this.people = walking.people();
        this.house = house;
        this.removals = RemovalHouse.of(walking);
        this.folder = folder;
        this.id = people.joins().id();
        people.answers(id, true);
    }

    /// What is known of the person by name: of their own, and of others for nothing but them.
    record Known(ContributorId id, EpisodeId episode, ObjectId video, View drawn, Set<PersonId> others) {}

    Known lives() throws IOException, InterruptedException {
        isWrittenTo();
        people.uploads().begin(id.person(), 100, Personal.of("filename " + MARK + ".mov"));
        EpisodeId episode = records();
        ObjectId video = walking.within(tx -> walking.episodes().find(tx, episode))
                .orElseThrow()
                .recording()
                .master();
        isJudged(episode, video);
        View drawn = movesAlone();
        livesWithSomebody();
        isAskedForRemoval();
        isHeld();
        return new Known(id, episode, video, drawn, people.within(tx -> house.rooms.others(tx, id.person())));
    }

    /// One message lies in the folder of messages, another one waits.
    private void isWrittenTo() {
        var address = new MailAddress(MARK + "mail@example.org");
        people.database().inTransactionDo(tx -> house.outbox.addresses().keep(tx, id.person(), address));
        writes(address);
        house.outbox.deliverDue();
        writes(address);
    }

    private void writes(MailAddress address) {
        var words = new Message.Words(
                Message.Kind.DECISION, Personal.of(MARK + " subject"), Personal.of(MARK + " message"));
        people.database().inTransactionDo(tx -> house.outbox.write(tx, id.person(), address, words));
    }

    /// A film that bears the mark behind its last box, readings with the mark in their head, and a suit that has it
    /// before the name of each joint.
    private EpisodeId records() throws IOException, InterruptedException {
        var recording = SyntheticRecording.seeded(77, WalkingHouse.PLAN);
        Path film = folder.resolve("marked.mp4");
        Path motion = folder.resolve("marked.gcsv");
        recording.writeVideo(film);
        Files.write(film, box(), StandardOpenOption.APPEND);
        recording.writeGcsv(motion);
        Files.writeString(motion, Files.readString(motion).replaceFirst("\n", "\nnote," + MARK + " side-car\n"));
        Path suit = Files.writeString(folder.resolve("marked.bvh"), SyntheticSuit.walked(MARK + "_wearer", 200));
        SessionId session = walking.starts(id, "fold towel", IN_COPIES);
        walking.attaches(id, session, film, UploadRole.VIDEO, Optional.empty());
        walking.attaches(id, session, motion, UploadRole.IMU_GCSV, Optional.empty());
        walking.attaches(id, session, suit, UploadRole.MOTION, Optional.empty());
        EpisodeId episode = walking.finishes(id, session).episode();
        Files.delete(suit);
        Files.delete(film);
        Files.delete(motion);
        WalkingHouse.waitFor(
                () -> walking.within(tx -> walking.privacy().find(tx, episode)).isPresent());
        return episode;
    }

    /// In a suit that bears the mark, and without a film.
    private View movesAlone() {
        EpisodeId alone = walking.movesAlone(id, "carry box", SyntheticSuit.walked(MARK + "_wearer", 200));
        return walking.within(tx -> walking.privacy().find(tx, alone))
                .orElseThrow()
                .scrubbed()
                .view();
    }

    /// A box that players pass over.
    private static byte[] box() {
        byte[] text = (MARK + " metadata").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + text.length)
                .putInt(8 + text.length)
                .put("free".getBytes(StandardCharsets.US_ASCII))
                .put(text)
                .array();
    }

    /// The reason of a look at the raw bytes, and the note of a review.
    private void isJudged(EpisodeId episode, ObjectId video) throws IOException {
        var look = new Custody.Look(people.operator().id().person(), Personal.of(MARK + " looked odd"));
        people.custody()
                .view(people.permit(id, Purpose.QUALITY_AND_LABELLING), video, look)
                .close();
        walking.answers(episode, new PrivacyAnswer.NothingVisible());
        var grounds = new Grounds(Set.of(Reason.OTHER), MARK + " did well");
        walking.within(tx -> walking.reviews().acceptWhole(tx, people.operator().id(), episode, grounds));
        walking.labels(id, episode);
    }

    /// The word for a resident, who answers.
    private void livesWithSomebody() {
        var home = new HouseholdForm(List.of(Personal.of(MARK + " resident")), 0);
        people.database().inTransactionDo(tx -> {
            if (people.households().tell(tx, id, home) instanceof TellResult.Told(var _, var links)) {
                links.values().forEach(link -> people.households().residents().answer(tx, link, Said.YES));
            }
        });
    }

    /// What a bystander says, the reason of a decision to keep, and that of another person's after an appeal.
    private void isAskedForRemoval() {
        SecretToken link = removals.asks(id, Set.of(removals.today()), MARK + " bystander");
        removals.decides(removals.one(), link, new Verdict(false, Personal.of(MARK + " decided to keep it")));
        removals.appeals(link);
        removals.decides(removals.other(), link, new Verdict(false, Personal.of(MARK + " kept it again")));
    }

    private void isHeld() {
        var ends = people.clock().instant().plus(Duration.ofDays(10));
        var ground = new Ground(HoldKind.TAX, Personal.of(MARK + " hold"), ends);
        people.within(tx -> house.holds.set(tx, people.operator().id(), id, ground));
    }
}
