package dev.firsthand.engine.recall;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.TestKeys;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.recall.RecallAnswer.Deed;
import dev.firsthand.engine.recall.RecallAnswer.Deeds;
import dev.firsthand.engine.recall.RecallAnswer.Model;
import dev.firsthand.engine.release.ReleaseRequest;
import dev.firsthand.engine.release.Releases.RequestResult;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// From a call to a holder's answer, and what happens without one. One buyer has three copies with one episode
/// in all; the tests are the days that pass.
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecallTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final RecallCause CAUSE = new RecallCause(UUID.randomUUID(), Ground.MINOR);
    private static final StaffId OPERATOR = new StaffId(UUID.randomUUID());
    private static final SigningKey KEY = key("robots.example/recalls");
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final Deeds DEEDS = new Deeds(
            new Deed("deleted", 2, LocalDate.parse("2026-03-02")),
            new Deed("derived-again", 1, LocalDate.parse("2026-03-03")),
            List.of(new Model("gripper", "7", true, "train-again-without")));

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static SyntheticHouse people;
    static RecallAnswers answers;
    static HolderId buyer;
    static EpisodeId called;
    static List<Requested> copies;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(61, DATABASE.database(), folder);
        people = house.people();
        buyer = people.registersBuyer("Example Robots").id();
        ContributorId other = people.joins().id();
        people.answers(other, true);
        people.answers(people.contributor().id(), true);
        called = house.recordsForRelease("fold towel");
        house.recordsForRelease(other, "wipe table");
        copies = List.of(house.releases("one", buyer), house.releases("two", buyer), house.releases("three", buyer));
        answers = new RecallAnswers(people.holders(), house.releases(), people.provenance(), people.clock());
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    @Order(1)
    void a_call_reaches_every_copy_and_its_holder_is_told_in_its_own_names_by_page_mail_and_program() throws Exception {
        var taken = new ConcurrentLinkedQueue<byte[]>();
        var answers = new AtomicInteger();
        HttpServer program = program(taken, answers);
        URI hook = URI.create(
                "http://127.0.0.1:%d/recalls".formatted(program.getAddress().getPort()));
        var contacts = new HolderContacts(people.vault(), house.outbox(), HookAddresses.ANY);
        people.database()
                .inTransactionDo(tx -> contacts.keep(
                        tx, buyer, Optional.of(new MailAddress("recalls@robots.example")), Optional.of(hook)));

        var desk = new DeskCalls(house.recalls(), house.episodes(), people.provenance());
        people.database().inTransactionDo(tx -> desk.call(tx, CAUSE, List.of(called), OPERATOR));
        people.database().inTransactionDo(tx -> desk.call(tx, CAUSE, List.of(called), OPERATOR));
        WalkingHouse.waitFor(() -> notices().size() == 3);

        assertThat(onRecord())
                .singleElement()
                .satisfies(json ->
                        assertThat(json).contains("\"ground\":\"MINOR\"", "\"by\":\"%s\"".formatted(OPERATOR.value())));
        RecallProgress progress = house.within(tx -> house.recalls().progress(tx, CAUSE.id()));
        assertThat(progress).isEqualTo(new RecallProgress(3, 3, 1, 1, 0, 0, 0));
        assertThat(copies)
                .extracting(RecallTest::pseudonym)
                .as("what three holders are told does not join")
                .doesNotHaveDuplicates();
        for (Requested copy : copies) {
            RecallNotice notice = notice(told(copy));
            assertThat(notice.episodes())
                    .containsExactly(pseudonym(copy))
                    .doesNotContain(called.value().toString());
            assertThat(notice.copy().version()).isEqualTo("1.0.0");
            assertThat(notice.successor().orElseThrow().version()).isEqualTo("2.0.0");
            assertThat(notice.called()).singleElement().satisfies(one -> {
                assertThat(one.ground()).isEqualTo(Ground.MINOR);
                assertThat(one.models()).isEqualTo("train-again-without");
            });
            assertThat(notice.answerBy()).isEqualTo(notice.at().plus(Duration.ofDays(30)));
        }
        house.outbox().deliverDue();
        assertThat(house.mail().sent())
                .hasSize(3)
                .allSatisfy(message -> assertThat(message.words().text().reveal())
                        .contains("called back of your copy")
                        .doesNotContain(pseudonym(copies.getFirst())));

        try {
            assertProgramIsTold(taken);
        } finally {
            program.stop(0);
        }
    }

    private static void assertProgramIsTold(Queue<byte[]> taken) throws Exception {
        try (var hooks = new RecallHooks(people.database(), house.notices(), HookAddresses.ANY, people.clock())) {
            assertThat(hooks.round()).isEqualTo(3);
            assertThat(taken).as("the program was not ready").isEmpty();
            assertThat(hooks.round()).as("not before the pause is over").isZero();
            people.clock().advance(Duration.ofMinutes(2));
            assertThat(hooks.round()).isEqualTo(3);
            assertThat(taken).hasSize(3);
            assertThat(verified(taken.peek()).called()).hasSize(1);
            people.clock().advance(Duration.ofDays(1));
            assertThat(hooks.round()).isZero();
        }
    }

    @Test
    @Order(2)
    void only_an_answer_to_this_notice_with_the_key_of_the_first_one_is_taken() {
        Told one = told(copies.get(0));
        Told two = told(copies.get(1));
        byte[] answer = sign(one, KEY);
        byte[] altered = new String(answer, StandardCharsets.UTF_8)
                .replace("\"sig\":\"", "\"sig\":\"AAAA")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(code(one, "{}".getBytes(StandardCharsets.UTF_8))).isEqualTo("recall-answer-invalid");
        assertThat(code(one, altered)).isEqualTo("recall-answer-invalid");
        assertThat(code(two, answer)).isEqualTo("recall-answer-other");
        assertThat(refused(one, deeds(new Deed("deleted", 0, DAY), DEEDS.models())))
                .contains("how many there were");
        assertThat(refused(one, deeds(new Deed("shredded", 1, DAY), DEEDS.models())))
                .contains("deleted or none-made");
        assertThat(refused(one, deeds(new Deed("none-made", 2, DAY), DEEDS.models())))
                .contains("counts 2: write 0");
        assertThat(refused(one, deeds(new Deed("deleted", 1, LocalDate.parse("2020-01-01")), DEEDS.models())))
                .contains("before the copy was made on 2026-03-01");
        assertThat(refused(one, deeds(new Deed("deleted", 1, DAY.plusYears(1)), DEEDS.models())))
                .contains("still to come");
        for (String tooLittle : List.of("none", "leave-out-of-next-training-and-disclose")) {
            assertThat(refused(one, deeds(DEEDS.copies(), List.of(new Model("gripper", "7", true, tooLittle)))))
                    .as("a child is in it")
                    .contains("train-again-without or deleted");
        }
        assertThat(told(copies.get(0)).acknowledged())
                .as("nothing of that counts")
                .isEmpty();
        assertThat(code(one, answer)).isEqualTo("kept");
        assertThat(code(one, answer)).as("sent again").isEqualTo("kept");
        assertThat(code(one, sign(one, KEY, DEEDS.models().subList(0, 0)))).isEqualTo("recall-answered");
        assertThat(code(two, sign(two, key("thief.example")))).isEqualTo("recall-answer-invalid");
        assertThat(code(two, sign(two, key(KEY.verifier().name())))).isEqualTo("recall-answer-invalid");

        Optional<RecallAnswer> kept = house.within(tx -> answers.read(tx, one));
        assertThat(kept.orElseThrow().deeds()).isEqualTo(DEEDS);
        RecallProgress progress = house.within(tx -> house.recalls().progress(tx, CAUSE.id()));
        assertThat(progress).isEqualTo(new RecallProgress(3, 3, 1, 1, 0, 0, 1));
    }

    @Test
    @Order(3)
    void after_thirty_days_an_answer_is_overdue_and_after_forty_five_the_licence_is_suspended_until_all_are_there() {
        assertThat(told(copies.get(0)).stateAt(people.clock().instant())).isEqualTo(Told.State.ACKNOWLEDGED);
        assertThat(told(copies.get(1)).stateAt(people.clock().instant())).isEqualTo(Told.State.NOTIFIED);
        people.clock().advance(Duration.ofDays(30));
        assertThat(told(copies.get(1)).stateAt(people.clock().instant())).isEqualTo(Told.State.OVERDUE);
        RecallProgress progress = house.within(tx -> house.recalls().progress(tx, CAUSE.id()));
        assertThat(progress.overdue()).isEqualTo(1);
        assertThat(escalated()).isZero();
        assertThat(asked()).isInstanceOf(RequestResult.Accepted.class);

        people.clock().advance(Duration.ofDays(15));
        assertThat(escalated()).isEqualTo(2);
        assertThat(escalated()).as("once").isZero();
        assertThat(told(copies.get(1)).stateAt(people.clock().instant())).isEqualTo(Told.State.ESCALATED);
        assertThat(asked())
                .isInstanceOfSatisfying(
                        RequestResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("holder-suspended"));
        RecallFigures figures = house.within(tx -> RecallFigures.of(tx, people.clock()));
        assertThat(figures).isEqualTo(new RecallFigures(3, 3, 1, 0, 500));

        assertThat(code(told(copies.get(1)), sign(told(copies.get(1)), KEY))).isEqualTo("kept");
        assertThat(suspended()).as("one is left").isPresent();
        assertThat(code(told(copies.get(2)), sign(told(copies.get(2)), KEY))).isEqualTo("kept");
        assertThat(suspended()).isEmpty();
        RecallProgress done = house.within(tx -> house.recalls().progress(tx, CAUSE.id()));
        assertThat(done).isEqualTo(new RecallProgress(3, 3, 1, 1, 1, 0, 3));
    }

    @Test
    @Order(4)
    void a_program_is_told_over_tls_and_in_no_private_network() {
        for (String refused : List.of(
                "http://robots.example/", "ftp://127.0.0.1/", "https://user:pass@127.0.0.1/", "mailto:a@b.example")) {
            assertThat(HookAddresses.ANY.refusal(URI.create(refused)))
                    .as(refused)
                    .isPresent();
        }
        for (String inside : List.of(
                "https://127.0.0.1/",
                "https://10.1.2.3/",
                "https://192.168.0.1/",
                "https://169.254.169.254/",
                "https://[::1]/",
                "https://[fd00::1]/",
                "https://100.64.0.1/",
                "https://0.0.0.0/")) {
            assertThat(HookAddresses.PUBLIC.refusal(URI.create(inside)))
                    .as(inside)
                    .isPresent();
            assertThat(HookAddresses.ANY.refusal(URI.create(inside))).as(inside).isEmpty();
        }
        assertThat(HookAddresses.PUBLIC.refusal(URI.create("https://192.0.2.7/recalls")))
                .isEmpty();
    }

    /// A holder's program that takes nothing at first.
    private static HttpServer program(Queue<byte[]> taken, AtomicInteger answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/recalls", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean ready = answers.incrementAndGet() > 3;
            if (ready) {
                taken.add(body);
            }
            exchange.sendResponseHeaders(ready ? 204 : 503, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /// What the episode's contributor could be told of who called it back.
    private static List<String> onRecord() {
        return house.within(tx -> people.provenance().entries(tx, called.value()).stream()
                .filter(entry -> entry.type() == FactType.EPISODE_CALLED_BACK)
                .map(entry -> people.provenance().open(tx, entry.id()).orElseThrow())
                .toList());
    }

    private static List<Told> notices() {
        return house.within(tx -> house.notices().of(tx, buyer));
    }

    private static Told told(Requested copy) {
        return house.within(tx -> house.notices().ofRelease(tx, copy.id())).orElseThrow();
    }

    private static RecallNotice notice(Told told) {
        Envelope envelope = house.within(tx -> house.notices().envelope(tx, told));
        return verified(envelope.bytes());
    }

    /// As the holder reads it, who trusts the keys beside its copy.
    private static RecallNotice verified(byte[] envelope) {
        try {
            EnvelopeCheck check = TrustedKeys.parse(TestKeys.log().trusted()).open(Envelope.parse(envelope), 0);
            return RecallNotice.of(((EnvelopeCheck.Verified) check).statement());
        } catch (JsonFormatException | NoteFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sign(Told told, SigningKey key) {
        return sign(told, key, DEEDS.models());
    }

    private static Deeds deeds(Deed copies, List<Model> models) {
        return new Deeds(copies, DEEDS.derivedData(), models);
    }

    private static byte[] sign(Told told, SigningKey key, List<Model> models) {
        return sign(told, key, deeds(DEEDS.copies(), models));
    }

    private static byte[] sign(Told told, SigningKey key, Deeds deeds) {
        Envelope envelope = house.within(tx -> house.notices().envelope(tx, told));
        return RecallAnswer.sign(
                        verified(envelope.bytes()),
                        envelope,
                        deeds,
                        key,
                        people.clock().instant())
                .bytes();
    }

    private static String code(Told told, byte[] answer) {
        return switch (house.within(tx -> answers.answer(tx, told, answer))) {
            case AnswerResult.Kept kept -> "kept";
            case AnswerResult.Refused refused -> refused.code();
        };
    }

    /// Why an answer that holds is none.
    private static String refused(Told told, Deeds deeds) {
        AnswerResult result = house.within(tx -> answers.answer(tx, told, sign(told, KEY, deeds)));
        assertThat(result)
                .isInstanceOfSatisfying(
                        AnswerResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("recall-answer-undone"));
        return ((AnswerResult.Refused) result).message();
    }

    private static int escalated() {
        return house.within(answers::escalate);
    }

    private static Optional<Instant> suspended() {
        return house.within(tx -> people.holders().suspendedSince(tx, buyer));
    }

    private static RequestResult asked() {
        var request = ReleaseRequest.forAll("again", ReleaseKind.STANDARD, buyer);
        return house.within(tx -> house.releases().request(tx, people.operator().id(), request));
    }

    private static String pseudonym(Requested release) {
        return house.within(tx -> tx.sql()
                .createQuery("select pseudonym from release_episode where release = :release and episode = :episode")
                .bind("release", release.id().value())
                .bind("episode", called.value())
                .mapTo(String.class)
                .one());
    }

    private static SigningKey key(String name) {
        return SigningKey.generate(name, KeyKind.ED25519, new SecureRandom());
    }
}
