package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.firsthand.app.wiring.People.HolderAccount;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A recall from the operator's call to the holder's signed answer, through the doors, the pages and the
/// command line.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecallWalkTest {
    private static final String ANSWERS = """
            {"copies":{"action":"deleted","count":1,"on":"TODAY"},
             "derivedData":{"action":"none-made","count":0,"on":"TODAY"},
             "models":[{"name":"gripper","version":"7","released":false,
                        "action":"leave-out-of-next-training-and-disclose"}]}
            """;

    @TempDir
    static Path folder;

    private static TestServer server;
    private static People people;
    private static Knock holder;
    private static String token = "";
    private static String recorder = "";
    private static String gone = "";
    private static String staying = "";
    private static String oldCopy = "";
    private static String cause = "";
    private static JsonNode notice = NullNode.getInstance();

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("recalls");
        people = server.people();
        gone = records();
        staying = records();
        HolderAccount own = people.holder("Own House of Example", true);
        token = own.token();
        holder = people.anybody().as(token);
        JsonNode release = People.awaitEnd(people.operator(), people.requestRelease("towels", own));
        oldCopy = release.get("copy").asText();
        Files.writeString(at("token.txt"), token);
        Files.writeString(
                at("answers.json"),
                ANSWERS.replace("TODAY", LocalDate.now(ZoneOffset.UTC).toString()));
        Files.writeString(at("secret.txt"), "a passphrase of a test\n");
    }

    private static String records() throws Exception {
        recorder = people.join();
        Knock contributor = people.consenting(recorder);
        String session = people.record(contributor, Files.readAllBytes(TestRecordings.video(2)));
        String episode = People.awaitEnd(contributor, session).get("episode").asText();
        people.judge(contributor, session, episode);
        return episode;
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    @Order(0)
    void a_copy_with_somebody_who_asked_for_removal_is_not_handed_out_until_a_person_decided() throws Exception {
        Browser contributor = people.browser().holding("firsthand-contributor", recorder);
        String door = Browser.first(contributor.open("/me/home").body(), "href=\"(/door/fh_[^\"]+)\"");
        Browser stranger = people.browser();
        String day = Browser.first(stranger.open(door).body(), "name=\"day\" value=\"([^\"]+)\"");
        proven(holder, oldCopy);

        stranger.send(door, "day", day, "words", "I wore a red coat");

        for (String path : List.of("/manifest.json", "/all.tar")) {
            assertThat(holder.get("/copy/" + oldCopy + path).refusal()).isEqualTo("409 copy-frozen");
        }
        String raw = "/desk/episodes/" + staying + "/raw";
        assertThat(people.operatorsBrowser().send(raw, "reason", "who is it?").statusCode())
                .as("whoever decides looks at the view")
                .isEqualTo(409);
        Browser reviewer = people.reviewersBrowser();
        String desk = Browser.first(reviewer.open("/desk/removals").body(), "(/desk/removals/[0-9a-f-]{36})");
        reviewer.send(desk, "decision", "keep", "reason", "Only hands and a towel can be seen.");
        assertThat(holder.get("/copy/" + oldCopy + "/manifest.json").status()).isEqualTo(200);
    }

    @Test
    @Order(0)
    void what_somebody_took_back_is_handed_to_nobody_any_more() throws Exception {
        Browser contributor = people.browser().holding("firsthand-contributor", recorder);
        proven(holder, oldCopy);

        contributor.send("/me/consent/back", "purpose", "train_robot_policy");
        assertThat(holder.get("/copy/" + oldCopy + "/all.tar").refusal()).isEqualTo("409 copy-consent-ended");

        contributor.answers("train_robot_policy", "yes");
        assertThat(holder.get("/copy/" + oldCopy + "/manifest.json").status()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void what_is_called_back_is_superseded_and_its_old_bytes_are_gone_for_everybody() throws Exception {
        assertThat(fetch(oldCopy, "old").exit()).isZero();
        assertThat(Said.to("verify", at("old").toString()).exit()).isZero();
        assertThat(holder.post("/api/v1/recalls", Map.of("ground", "WITHDRAWAL", "episodes", List.of(gone)))
                        .status())
                .as("only an operator calls")
                .isEqualTo(401);

        assertThat(people.operator()
                        .post("/api/v1/recalls", Map.of("ground", "WITHDRAWAL", "episodes", List.of(gone)))
                        .refusal())
                .as("a withdrawal is the person's own")
                .isEqualTo("400 recall-ground-withdrawal");
        List<String> unknown = List.of(gone, new UUID(7, 7).toString());
        assertThat(people.operator()
                        .post("/api/v1/recalls", Map.of("ground", "BYSTANDER", "episodes", unknown))
                        .refusal())
                .isEqualTo("400 recall-episode-unknown");
        cause = people.operator()
                .post("/api/v1/recalls", Map.of("ground", "BYSTANDER", "episodes", List.of(gone)))
                .granted()
                .get("cause")
                .asText();
        assertThat(holder.get("/copy/" + oldCopy + "/manifest.json").refusal())
                .as("from the call on, whether or not another copy has taken its place")
                .isIn("409 copy-called-back", "410 copy-superseded");
        JsonNode progress = progress("told");

        assertThat(progress.get("releases").asInt()).isEqualTo(1);
        assertThat(progress.get("superseded").asInt()).isEqualTo(1);
        for (String path : List.of("", "/manifest.json", "/all.tar", "/lerobot/meta/info.json")) {
            assertThat(holder.get("/copy/" + oldCopy + path).refusal()).as(path).isEqualTo("410 copy-superseded");
        }
        notice = holder.get("/api/v1/recalls").granted().get(0);
        assertThat(notice.get("state").asText()).isEqualTo("NOTIFIED");
        assertThat(notice.get("items").asInt()).isEqualTo(1);
        String other = people.holder("Other Robots", false).token();
        assertThat(people.anybody().as(other).get(path("recall.json")).status()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void the_holder_reads_what_must_go_and_fetches_only_what_changed() throws Exception {
        Files.writeString(at("recall.json"), holder.get(path("recall.json")).text());
        String keys = at("old").resolve("evidence/keys.txt").toString();

        Said shown = Said.to("recall", "show", at("recall.json").toString(), "--keys", keys);
        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("towels 1.0.0", "successor  2.0.0", "bystander", "leave-out-of-next-training");
        Said check = Said.to(
                "release",
                "check",
                at("old").toString(),
                "--recall",
                at("recall.json").toString());
        assertThat(check.exit()).as(check.err()).isEqualTo(3);
        assertThat(check.out()).contains("file lerobot/videos/", "file mcap/", "rows lerobot/data");

        Said fetched = fetch(
                notice.get("successor").asText(), "new", "--since", at("old").toString());
        assertThat(fetched.exit()).as(fetched.err()).isZero();
        assertThat(fetched.out()).containsPattern("fetched [0-9]+ bytes, linked [1-9][0-9]* bytes");
        assertThat(Said.to("verify", at("new").toString()).exit()).isZero();
        assertThat(Said.to("lerobot", "validate", at("new").resolve("lerobot").toString())
                        .exit())
                .isZero();
        assertThat(Said.to(
                                "release",
                                "check",
                                at("new").toString(),
                                "--recall",
                                at("recall.json").toString())
                        .exit())
                .isZero();
        Files.writeString(
                at("forged.json"), Files.readString(at("recall.json")).replace("\"sig\":\"", "\"sig\":\"AAAA"));
        assertThat(Said.to("recall", "show", at("forged.json").toString(), "--keys", keys)
                        .err())
                .contains("no trusted key signed");
    }

    @Test
    @Order(3)
    void the_answer_that_the_holder_signed_is_taken_once_and_everybody_sees_it() throws Exception {
        Files.writeString(at("vague.json"), Files.readString(at("answers.json")).replace("deleted", "shredded"));
        Said refused = acknowledges("vague.json");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("`action` of `copies` is \"shredded\": write deleted or none-made");
        assertThat(at("ack.json")).doesNotExist();
        Said signed = acknowledges("answers.json");
        assertThat(signed.exit()).as(signed.err()).isZero();
        String answer = Files.readString(at("ack.json"));

        assertThat(answer(answer.replace("\"sig\":\"", "\"sig\":\"AAAA"))).isEqualTo("409 recall-answer-invalid");
        assertThat(answer(answer)).isEqualTo("204");
        assertThat(answer(answer)).as("sent again").isEqualTo("204");
        assertThat(progress("acknowledged").get("modelsDeclared").asInt()).isEqualTo(1);

        Browser browser = people.browser().holding("firsthand-holder", token);
        assertThat(browser.open("/holder").body()).contains("/holder/recalls/", "1 of its episodes must go");
        assertThat(browser.open("/holder/recalls/" + notice.get("notice").asText())
                        .body())
                .contains("Answered. Nothing more", "Model gripper 7", "Fetch version 2.0.0");
        assertThat(people.operatorsBrowser().open("/desk/recalls").body())
                .contains("towels-1.0.0", "Own House of Example", "1 of 2 episodes", "Models that saw them: 1");
        assertThat(browser.open("/open/recalls").body()).contains("1 of 1 that were due", "Nobody.");
        assertThat(browser.open("/holder/recalls/" + new UUID(7, 7)).statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(4)
    void an_operator_calls_an_episode_back_at_the_desk_once_and_only_when_sure() throws Exception {
        Browser desk = people.operatorsBrowser();
        String episode = "/desk/episodes/" + staying;
        assertThat(desk.open(episode).body()).contains("href=\"/desk/recalls?episode=" + episode);
        String page = desk.open("/desk/recalls?episode=" + episode).body();
        assertThat(page)
                .contains("value=\"" + episode + "\"", "value=\"MINOR\"")
                .doesNotContain("value=\"WITHDRAWAL\"");
        String once = Browser.first(page, "name=\"once\" value=\"([^\"]+)\"");
        String[] form = {"once", once, "episode", episode, "ground", "QUALITY", "sure", "yes"};
        assertThat(desk.send("/desk/recalls", "episode", new UUID(7, 7).toString(), "ground", "QUALITY", "sure", "yes")
                        .body())
                .contains("There is no such episode.");
        assertThat(desk.send("/desk/recalls", "episode", episode, "ground", "QUALITY")
                        .body())
                .contains("Tick the box if you mean it", "value=\"" + episode + "\"");

        HttpResponse<String> called = desk.send("/desk/recalls", form);

        String address = called.uri().toString();
        assertThat(address).contains("/desk/recalls?called=");
        assertThat(desk.send("/desk/recalls", form).uri()).as("pressed twice").isEqualTo(called.uri());
        Awaiting.until(
                "the call",
                () -> Optional.of(desk.open(address).body())
                        .filter(shown -> shown.contains("Replaced: 1 of 1 copies. Told: 1 of 1 holders.")));
    }

    @Test
    @Order(5)
    void moments_after_an_erasure_the_old_copy_verifies_but_for_who_left() throws Exception {
        Knock leaving = people.anybody().as(recorder);
        assertThat(leaving.post("/api/v1/me/withdraw", Map.of("level", "a bit")).refusal())
                .isEqualTo("400 withdrawal-level");
        JsonNode asked =
                leaving.post("/api/v1/me/withdraw", Map.of("level", "recall")).granted();
        String withdrawal = "/api/v1/me/withdrawals/" + asked.get("withdrawal").asText();

        String proof = path("release.proof");
        byte[] tombstones = Awaiting.until(
                        "the proof with tombstones",
                        () -> Optional.of(holder.bytes(proof, Map.of())).filter(answer -> answer.statusCode() == 200))
                .body();
        Files.write(at("old").resolve("evidence/release.proof"), tombstones);

        Said verified = Said.to("verify", at("old").toString());
        assertThat(verified.exit()).as(verified.out()).isEqualTo(3);
        JsonNode progress = leaving.get(withdrawal).granted();
        assertThat(progress.get("level").asText()).isEqualTo("recall");
        assertThat(progress.hasNonNull("erasedAt")).isTrue();
        assertThat(leaving.get("/api/v1/me/grants").status())
                .as("the account is gone")
                .isEqualTo(401);
        assertThat(people.contributor().get(withdrawal).status()).isEqualTo(404);
        assertThat(people.anybody().get(asked.get("link").asText()).status()).isEqualTo(200);
    }

    private static Said acknowledges(String answers) {
        return Said.to(
                "recall",
                "ack",
                at("recall.json").toString(),
                "--keys",
                at("old").resolve("evidence/keys.txt").toString(),
                "--answers",
                at(answers).toString(),
                "--key",
                at("recall.key").toString(),
                "--passphrase",
                at("secret.txt").toString(),
                "--out",
                at("ack.json").toString());
    }

    private static String answer(String body) throws IOException, InterruptedException {
        Knock.Answer answer = holder.post(path("answer"), body.getBytes(StandardCharsets.UTF_8));
        return answer.status() < 300 ? Integer.toString(answer.status()) : answer.refusal();
    }

    private static String path(String door) {
        return "/api/v1/recalls/" + notice.get("notice").asText() + "/" + door;
    }

    private static JsonNode progress(String figure) throws IOException, InterruptedException {
        return Awaiting.until("progress of " + figure, () -> {
            JsonNode progress = people.operator()
                    .get("/api/v1/recalls/causes/" + cause)
                    .granted()
                    .get("progress");
            return progress.get(figure).asInt() == 1 ? Optional.of(progress) : Optional.empty();
        });
    }

    private static Said fetch(String copy, String to, String... more) throws IOException, InterruptedException {
        proven(holder, copy);
        String[] words = {
            "release",
            "fetch",
            people.address().resolve("/copy/" + copy).toString(),
            "--token",
            at("token.txt").toString(),
            "--out",
            at(to).toString()
        };
        return Said.to(Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new));
    }

    /// The proof comes some moments after the copy.
    private static void proven(Knock holder, String copy) throws IOException, InterruptedException {
        Awaiting.until(
                "the proof of " + copy,
                () -> holder.get("/copy/" + copy).text().contains("evidence/release.proof")
                        ? Optional.of(copy)
                        : Optional.empty());
    }

    private static Path at(String name) {
        return folder.resolve(name);
    }
}
