package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.app.wiring.Knock.Answer;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.proof.PartResult;
import dev.firsthand.evidence.proof.Verdict;
import dev.firsthand.evidence.proof.Verifier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The log in the open, at the desk, and in the hand of the person whom its entries are about.
class LogPagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECEIPTS = "/me/receipts/receipts.proof";
    private static final int PURPOSES = 5;
    private static final Pattern PAYLOAD = Pattern.compile("\"payload\":\"([^\"]+)\"");

    private static TestServer server;
    private static People people;
    private static Browser reviewer;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("log-pages");
        people = server.people();
        reviewer = people.reviewersBrowser();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void anybody_reads_the_checkpoint_and_the_tiles_and_nothing_else_of_the_folder() throws Exception {
        receipts(people.contributor());
        Knock anybody = people.anybody();
        long size = size(anybody);
        assertThat(size).isBetween(16L, 255L);

        byte[] hashes = bytes(anybody, "/log/tile/0/000.p/" + size);
        assertThat(hashes).hasSize(Math.toIntExact(32 * size));
        assertThat(new String(bytes(anybody, "/log/tile/entries/000.p/" + size), StandardCharsets.US_ASCII))
                .contains("hdlog/1\nconsent\n");
        for (String path : List.of(
                "/log/.state/batches/" + "%020d".formatted(size),
                "/log/tile/.state/batches/" + "%020d".formatted(size),
                "/log/tile/../.state/batches/" + "%020d".formatted(size),
                "/log/tile/%2e%2e/.state/batches/" + "%020d".formatted(size),
                "/log/tile/..%2f..%2fsettings.properties",
                "/log/tile/0/../../../settings.properties")) {
            assertThat(anybody.get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void the_desk_sees_how_large_the_log_is_its_keys_and_that_no_witness_signs_it() throws Exception {
        receipts(people.contributor());
        long before = size(people.anybody());
        String page = reviewer.open("/desk/log").body();

        long shown = Long.parseLong(
                Browser.first(page, "Entries, with padding</dt><dd>([0-9,]+)<").replace(",", ""));
        assertThat(shown).isBetween(before, size(people.anybody()));
        assertThat(page).contains("No witness signs this log.");
        assertThat(policy().logKeys())
                .hasSize(2)
                .allSatisfy(key -> assertThat(page.replace("&#43;", "+")).contains(key.toString(), key.fingerprint()));
    }

    @Test
    void each_step_of_an_episode_opens_as_it_was_signed() throws Exception {
        Knock contributor = people.contributor();
        String session = people.record(contributor, Files.readAllBytes(TestRecordings.video(2)));
        String episode = People.awaitEnd(contributor, session).get("episode").asText();

        String page = reviewer.open("/desk/episodes/" + episode).body();
        for (String step : List.of("capture", "ingest", "qc", "redact")) {
            String path = "/desk/episodes/" + episode + "/steps/" + step;
            assertThat(page).contains("href=\"" + path + "\"");
            assertThat(reviewer.open(path).body()).contains("firsthand.dev/att/" + step + "/v1", "payloadType");
        }
        assertThat(reviewer.open("/desk/episodes/" + episode + "/steps/label").statusCode())
                .as("not labelled yet")
                .isEqualTo(404);
    }

    @Test
    void a_receipt_verifies_with_what_the_server_publishes_and_holds_each_answer() throws Exception {
        List<PartResult> results = new ArrayList<>();
        byte[] keys = bytes(people.anybody(), "/log/keys.txt");
        Verdict verdict = new Verifier(policy(), TrustedKeys.parse(keys))
                .verify(
                        new ByteArrayInputStream(receipts(people.contributor()).getBytes(StandardCharsets.UTF_8)),
                        results::add);

        assertThat(verdict).isEqualTo(new Verdict(1 + PURPOSES, 0, 0));
        assertThat(results)
                .extracting(PartResult::part)
                .containsExactly("checkpoint", "answer-1", "answer-2", "answer-3", "answer-4", "answer-5");
    }

    @Test
    void a_receipt_holds_nothing_of_anybody_else() throws Exception {
        Set<String> one = subjects(receipts(people.contributor()));
        Set<String> other = subjects(receipts(people.contributor()));

        assertThat(one).hasSize(1);
        assertThat(other).hasSize(1).doesNotContainAnyElementsOf(one);
    }

    @Test
    void the_page_of_receipts_says_what_was_answered_and_whose_log_holds_it() throws Exception {
        String token = people.join();
        Browser phone = people.browser().holding("firsthand-contributor", token);
        assertThat(phone.open("/me/receipts").body()).contains("There is none yet.", "href=\"/me/consent?lang=en\"");
        assertThat(phone.open(RECEIPTS).statusCode()).isEqualTo(404);

        receipts(people.consenting(token));
        String page = phone.open("/me/receipts").body();
        assertThat(page)
                .containsPattern("Recording for pay: yes</strong><p class=\"small\">[^<]+ UTC, entry [0-9]+ of the log")
                .contains("href=\"" + RECEIPTS + "\"", "<svg class=\"qr\"", people.address() + "/open/verify");
        assertThat(policy().logKeys()).allSatisfy(key -> assertThat(page).contains(key.fingerprint()));
        assertThat(people.browser().open("/open/verify").body())
                .contains(policy().logKeys().getFirst().fingerprint());
    }

    /// This person's receipts, once the log holds every answer.
    private static String receipts(Knock contributor) throws Exception {
        Knock browser = contributor.everywhere("firsthand-contributor");
        return Awaiting.until("every answer in the log", () -> {
            Answer answer = browser.get(RECEIPTS);
            return Optional.of(answer.text())
                    .filter(proof -> answer.status() == 200 && payloads(proof).size() == PURPOSES);
        });
    }

    private static List<String> payloads(String proof) {
        return PAYLOAD.matcher(proof)
                .results()
                .map(found -> new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8))
                .toList();
    }

    /// Whom the statements of a proof are about.
    private static Set<String> subjects(String proof) throws Exception {
        Set<String> subjects = new HashSet<>();
        for (String payload : payloads(proof)) {
            JsonNode subject = JSON.readTree(payload).path("predicate").path("dpv:hasDataSubject");
            subjects.add(subject.path("dct:identifier").asText());
        }
        return subjects;
    }

    private static long size(Knock anybody) throws Exception {
        return Long.parseLong(anybody.get("/log/checkpoint").text().split("\n", -1)[1]);
    }

    private static Policy policy() throws Exception {
        return Policy.parse(bytes(people.anybody(), "/log/policy.txt"));
    }

    private static byte[] bytes(Knock knock, String path) throws Exception {
        var answer = knock.bytes(path, Map.of());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
