package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.message.Message;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.review.Grounds;
import dev.firsthand.engine.review.Reason;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.upload.BeginResult;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// Somebody whose every input bears a mark goes the whole way to a copy, and leaves.
class ErasureScanTest {
    private static final String MARK = "QZXJ7MARK";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static WalkingHouse walking;
    static LeavingHouse house;

    @BeforeAll
    static void build() {
        walking = WalkingHouse.seeded(71, DATABASE.database(), folder);
        house = LeavingHouse.of(walking);
    }

    @AfterAll
    static void close() {
        walking.close();
    }

    @Test
    void after_an_erasure_no_row_no_file_and_no_log_holds_a_mark_of_the_person_and_the_others_stay() throws Exception {
        SyntheticHouse people = walking.people();
        people.answers(people.contributor().id(), true);
        EpisodeId staying = walking.recordsForRelease("wipe table");
        ContributorId leaving = marked();
        EpisodeId going = markedRecording(leaving);
        var released = walking.releases("towels");
        assertThat(marks()).as("while they are here, the marks are sealed").isEmpty();
        assertThat(rowsWith(Set.of(leaving.value().toString(), going.value().toString())))
                .isNotEmpty();

        Withdrawal withdrawal = house.withdraws(leaving, Level.RECALL).withdrawal();
        WalkingHouse.waitFor(() -> {
            house.goesOn();
            return house.now(withdrawal).reached().superseded().isPresent();
        });

        assertThat(marks()).isEmpty();
        assertThat(rowsWith(Set.of(leaving.value().toString()))).isEmpty();
        WalkingHouse.waitFor(() -> !holdsVideo(walking.copy(released)));
        assertThat(house.audit().findings()).isEmpty();
        assertThat(walking.within(tx -> walking.episodes().find(tx, staying)).isPresent())
                .isTrue();
    }

    /// Joins, and tells what somebody can tell of themselves.
    private static ContributorId marked() {
        SyntheticHouse people = walking.people();
        Contributor joined = people.joins();
        while (joined.country().reveal().equals("IN")) {
            joined = people.joins();
        }
        ContributorId person = joined.id();
        people.answers(person, true);
        var address = new MailAddress(MARK.toLowerCase(Locale.ROOT) + "@example.org");
        people.database().inTransactionDo(tx -> {
            house.outbox.addresses().keep(tx, person.person(), address);
            var words = new Message.Words(Message.Kind.DECISION, Personal.of(MARK), Personal.of(MARK + " lives here"));
            house.outbox.write(tx, person.person(), address, words);
        });
        BeginResult open = people.uploads().begin(person.person(), 100, Personal.of("filename " + MARK + ".mov"));
        assertThat(open).isInstanceOf(BeginResult.Begun.class);
        return person;
    }

    /// A film that bears the mark behind its last box, readings with the mark in their head, a look at the raw
    /// bytes with the mark as its reason, a review with the mark as its note.
    private static EpisodeId markedRecording(ContributorId person) throws Exception {
        SyntheticHouse people = walking.people();
        var recording = SyntheticRecording.seeded(77, WalkingHouse.PLAN);
        Path film = folder.resolve("marked.mp4");
        recording.writeVideo(film);
        Files.write(film, box(), StandardOpenOption.APPEND);
        SessionId session = walking.starts(person, "fold towel");
        walking.attaches(person, session, film, UploadRole.VIDEO, Optional.empty());
        var taken = walking.finishes(person, session);
        Files.delete(film);
        EpisodeId episode = taken.episode();
        WalkingHouse.waitFor(
                () -> walking.within(tx -> walking.privacy().find(tx, episode)).isPresent());
        var video = walking.within(tx -> walking.episodes().find(tx, episode))
                .orElseThrow()
                .recording()
                .video();
        people.custody()
                .view(
                        people.permit(person, Purpose.QUALITY_AND_LABELLING),
                        video,
                        new Custody.Look(people.operator().id().person(), Personal.of(MARK + " looked odd")))
                .close();
        walking.answers(episode, new PrivacyAnswer.NothingVisible());
        var grounds = new Grounds(Set.of(Reason.OTHER), MARK + " did well");
        walking.within(tx -> walking.reviews().acceptWhole(tx, people.operator().id(), episode, grounds));
        walking.labels(person, episode);
        return episode;
    }

    /// A box that players pass over.
    private static byte[] box() {
        byte[] text = MARK.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + text.length)
                .putInt(8 + text.length)
                .put("free".getBytes(StandardCharsets.US_ASCII))
                .put(text)
                .array();
    }

    /// Where the mark stands in plain: tables, as COPY gives them, and files, as they lie.
    private static List<String> marks() throws Exception {
        List<String> found = new ArrayList<>(rowsWith(Set.of(MARK, MARK.toLowerCase(Locale.ROOT))));
        for (Path file : filesIn(folder)) {
            if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARK)) {
                found.add(folder.relativize(file).toString());
            }
        }
        return found;
    }

    private static boolean holdsVideo(Path copy) {
        try {
            return filesIn(copy).stream().anyMatch(file -> file.toString().endsWith(".mp4"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesIn(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> rowsWith(Set<String> words) {
        return walking.people().database().inTransaction(tx -> {
            List<String> found = new ArrayList<>();
            for (String table : tx.sql()
                    .createQuery("select table_name from information_schema.tables where table_schema = 'public'")
                    .mapTo(String.class)
                    .list()) {
                byte[] rows = copied(tx.sql().getConnection(), table);
                String text = new String(rows, StandardCharsets.ISO_8859_1);
                words.stream().filter(word -> holds(text, word)).forEach(word -> found.add(table));
            }
            return found;
        });
    }

    /// As text, or as the bytes that COPY writes in hexadecimal digits.
    private static boolean holds(String rows, String word) {
        String hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        return rows.contains(word) || rows.contains(hex);
    }

    private static byte[] copied(Connection connection, String table) {
        try {
            var out = new ByteArrayOutputStream();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy \"%s\" to stdout".formatted(table), (OutputStream) out);
            return out.toByteArray();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("table %s cannot be copied".formatted(table), e);
        }
    }
}
