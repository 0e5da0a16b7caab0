package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A release from the desk's form to the files in a holder's hands, around one recording. The last tests end links.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HandingOverTest {
    private static final String NOBODYS = new UUID(7, 7).toString();
    private static final String BUYER = "Other Robots of Example Ltd";

    private static TestServer server;
    private static Browser operator;
    private static Browser holder;
    private static String holderPage = "";
    private static String release = "";
    private static String copy = "";

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("handing-over");
        People people = server.people();
        Knock contributor = people.contributor();
        String session = people.session(contributor);
        people.attach(contributor, session, contributor.upload(Files.readAllBytes(TestRecordings.video(2))), "VIDEO")
                .granted();
        contributor.post(session + "/finish", Map.of()).granted();
        String episode = People.awaitEnd(contributor, session).get("episode").asText();
        people.judge(contributor, session, episode);
        operator = people.operatorsBrowser();
        holder = people.browser();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    @Order(1)
    void the_form_teaches_that_a_holder_comes_first_and_a_holder_gets_a_link_that_is_shown_once() throws Exception {
        assertThat(operator.open("/desk/releases").body()).contains("None yet.", "/desk/releases/new");
        assertThat(operator.open("/desk/releases/new").body()).contains("register who may receive copies first");

        HttpResponse<String> registered = registers("Own House of Example", "on");

        String link = Browser.first(registered.body(), "<code>(http[^<]+/holder/fh_[^<]+)</code>");
        assertThat(registered.body()).contains("<svg class=\"qr\"", "To Own House of Example:");
        holderPage = Browser.first(registered.body(), "action=\"(/desk/holders/[0-9a-f-]+)/link\"");
        assertThat(operator.open(holderPage).body())
                .contains("A link works until")
                .doesNotContain("fh_");
        assertThat(holder.open(link).body()).contains("Sign in here");
        assertThat(holder.open("/holder").statusCode())
                .as("looking signs nobody in")
                .isEqualTo(401);
        assertThat(holder.send(link).body()).contains("Copies of Own House of Example", "No copy yet.");
        assertThat(registers(BUYER, "").statusCode()).isEqualTo(200);
        assertThat(registers(BUYER, "").statusCode()).as("the same form twice").isEqualTo(409);
    }

    @Test
    @Order(2)
    void a_look_counts_by_the_filter_and_keeps_what_was_chosen() throws Exception {
        String form = "/desk/releases/new?look=1&name=towels&kind=STANDARD&holder=" + People.lastPart(holderPage);

        String all = operator.open(form).body();
        assertThat(all)
                .contains("It would hold one episode", "0.0 minutes in all, of one person")
                .contains("value=\"towels\"");
        assertThat(operator.open(form + "&outcome=FAILURE").body())
                .contains("It would hold nothing", "One episode is not asked for.")
                .containsPattern("value=\"FAILURE\" checked");
        assertThat(operator.open(form + "&media=MOTION").body())
                .as("it was filmed")
                .contains("It would hold nothing", "One episode is not asked for.")
                .containsPattern("value=\"MOTION\" checked");
        String buyer =
                Browser.first(operator.open("/desk/holders").body(), "/desk/holders/([0-9a-f-]+)\"><strong>" + BUYER);
        assertThat(operator.open(form.replace(People.lastPart(holderPage), buyer))
                        .body())
                .contains("It would hold nothing", "the buyer was not named when the contributor said yes");
        assertThat(operator.open("/desk/releases").body())
                .as("nothing was made")
                .contains("None yet.");
        for (String flaw : List.of("&from=2026-12-01&to=2026-01-01", "&from=yesterday")) {
            assertThat(operator.open(form + flaw).statusCode()).as(flaw).isEqualTo(400);
        }
        assertThat(operator.send("/desk/releases", "name", "A B", "kind", "STANDARD", "holder", buyer)
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> empty =
                operator.send("/desk/releases", "name", "towels", "kind", "STANDARD", "holder", buyer);
        assertThat(empty.statusCode()).as("it would hold nothing").isEqualTo(409);
        assertThat(empty.body()).contains("Press “Look what it would hold”", "value=\"towels\"");
        assertThat(server.people()
                        .operator()
                        .post("/api/v1/releases", Map.of("name", "towels", "kind", "STANDARD", "holder", buyer))
                        .refusal())
                .isEqualTo("409 release-holds-nothing");
        assertThat(operator.open("/desk/releases").body()).contains("None yet.");
        assertThat(operator.send("/desk/releases").statusCode())
                .as("an empty form")
                .isEqualTo(400);
    }

    @Test
    @Order(3)
    void a_release_is_built_shows_its_manifest_and_reaches_its_holder() throws Exception {
        HttpResponse<String> asked = operator.send(
                "/desk/releases",
                "name",
                "towels",
                "kind",
                "STANDARD",
                "holder",
                People.lastPart(holderPage),
                "outcome",
                "SUCCESS");
        release = asked.uri().getPath();
        String page = Awaiting.until("the release", () -> {
            String seen = operator.open(release).body();
            return seen.contains("data-working") ? Optional.empty() : Optional.of(seen);
        });

        assertThat(page)
                .contains("Published: its holder can fetch it.", "asked_for.outcomes", "mcap/episode-000000.mcap")
                .contains("Nothing of it was fetched yet.", "Nothing of what was asked for.");
        String manifest = operator.open(release + "/manifest.json").body();
        assertThat(manifest).contains("\"outcomes\" : [ \"success\" ]");
        assertThat(page).contains(sha256(manifest.getBytes(StandardCharsets.UTF_8)));
        assertThat(operator.open(release + "/card").body())
                .contains("<h3>Pictures as recorded</h3>", "<th scope=\"col\">stream</th>", "<h3>Asked for</h3>")
                .doesNotContain("| --- |");
        assertThat(operator.open("/desk/releases").body()).contains("towels 1.0.0");
        assertThat(operator.open("/desk/episodes").body())
                .contains("It is in a release.")
                .doesNotContain("Waits for a release.");
        copy = Browser.first(holder.open("/holder").body(), "/holder/copies/([0-9a-f-]+)\"");
        assertThat(page).contains("/holder/copies/" + copy);
        assertThat(holder.open("/holder/copies/" + copy).body())
                .contains("sha256sum --check", "lerobot/meta/info.json", "/copy/" + copy + "/all.tar");
    }

    @Test
    @Order(4)
    void a_download_that_was_cut_goes_on_to_the_very_same_bytes() throws Exception {
        Knock browser = server.people().anybody().with(holder.cookies());
        String sums = browser.get("/copy/" + copy + "/SHA256SUMS").text();
        String video = Browser.first(sums, "  (lerobot/videos/\\S+\\.mp4)");
        for (String path : List.of(video, "all.tar")) {
            String file = "/copy/" + copy + "/" + path;
            var whole = browser.bytes(file, Map.of());
            String tag = whole.headers().firstValue("ETag").orElseThrow();
            byte[] bytes = whole.body();
            int cut = bytes.length / 3;
            var asked = browser.send("HEAD", file);
            assertThat(asked.headers().firstValue("ETag")).hasValue(tag);
            assertThat(asked.headers().firstValueAsLong("Content-Length")).hasValue(bytes.length);

            var rest = browser.bytes(file, Map.of("Range", "bytes=" + cut + "-", "If-Range", tag));

            assertThat(rest.statusCode()).isEqualTo(206);
            var joined = new ByteArrayOutputStream();
            joined.write(bytes, 0, cut);
            joined.write(rest.body());
            assertThat(joined.toByteArray()).as(path).isEqualTo(bytes);
            var other = browser.bytes(file, Map.of("Range", "bytes=" + cut + "-", "If-Range", "\"other\""));
            assertThat(other.statusCode())
                    .as("other bytes than those that were begun")
                    .isEqualTo(200);
            assertThat(other.body()).isEqualTo(bytes);
        }
        assertThat(browser.bytes("/copy/" + copy + "/" + video, Map.of())
                        .headers()
                        .firstValue("ETag"))
                .hasValue("\"%s\"".formatted(Browser.first(sums, "([0-9a-f]{64})  " + video)));
        assertThat(operator.open(release).body()).containsPattern("Fetched: [0-9.,]+ MB, first on");
    }

    @Test
    @Order(5)
    void the_archive_unpacks_into_a_copy_whose_digests_are_right(@TempDir Path folder) throws Exception {
        Knock browser = server.people().anybody().with(holder.cookies());
        Files.write(
                folder.resolve("all.tar"),
                browser.bytes("/copy/" + copy + "/all.tar", Map.of()).body());

        Process shell = new ProcessBuilder(
                        "sh", "-c", "tar -xf all.tar && cd towels-1.0.0 && sha256sum --check --quiet SHA256SUMS")
                .directory(folder.toFile())
                .inheritIO()
                .start();

        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();
    }

    @Test
    @Order(6)
    void another_holders_copy_looks_exactly_like_none() throws Exception {
        String link = Browser.first(
                operator.send(Browser.first(
                                        operator.open("/desk/holders").body(),
                                        "(/desk/holders/[0-9a-f-]+)\"><strong>" + BUYER)
                                + "/link")
                        .body(),
                "<code>(http[^<]+/holder/fh_[^<]+)</code>");
        Browser other = server.people().browser();
        other.send(link);

        for (String path : List.of("/holder/copies/%s", "/copy/%s", "/copy/%s/manifest.json", "/copy/%s/all.tar")) {
            HttpResponse<String> foreign = other.open(path.formatted(copy));
            HttpResponse<String> absent = other.open(path.formatted(NOBODYS));
            assertThat(foreign.statusCode()).as(path).isEqualTo(404);
            assertThat(foreign.body()).as(path).isEqualTo(absent.body());
        }
        for (String path : List.of("/desk/releases", "/desk/holders", release, holderPage)) {
            assertThat(other.open(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(operator.open("/desk/releases/" + NOBODYS).statusCode()).isEqualTo(404);
        assertThat(operator.open("/desk/holders/" + NOBODYS).statusCode()).isEqualTo(404);
    }

    @Test
    @Order(7)
    void an_ended_link_opens_nothing_any_more_and_a_fresh_one_brings_the_holder_back() throws Exception {
        assertThat(operator.send(holderPage + "/end").body()).contains("No link works.");

        assertThat(holder.open("/holder").statusCode()).isEqualTo(401);
        assertThat(holder.open("/holder/copies/" + copy).statusCode()).isEqualTo(401);
        assertThat(holder.open("/copy/" + copy + "/manifest.json").statusCode()).isEqualTo(401);
        String fresh =
                Browser.first(operator.send(holderPage + "/link").body(), "<code>(http[^<]+/holder/fh_[^<]+)</code>");
        assertThat(holder.send(fresh).body()).contains("towels-1.0.0");
        byte[] first = server.people()
                .anybody()
                .as(People.lastPart(fresh))
                .bytes("/copy/" + copy + "/README.md", Map.of("Range", "bytes=0-3"))
                .body();
        assertThat(first).hasSize(4);
        assertThat(Arrays.equals(first, new byte[4])).isFalse();
    }

    @Test
    @Order(8)
    void a_copy_that_a_backup_did_not_bring_back_is_told_as_such_with_what_to_do() throws Exception {
        PrivateFiles.remove(server.data().resolve("releases").resolve(copy));

        Knock browser = server.people().anybody().with(holder.cookies());
        for (String path : List.of("/manifest.json", "/all.tar", "")) {
            var answer = browser.get("/copy/" + copy + path);
            assertThat(answer.refusal()).isEqualTo("410 copy-not-here");
            assertThat(answer.text()).contains("Ask the operator for the next version");
        }
        assertThat(holder.open("/holder/copies/" + copy).statusCode()).isEqualTo(410);
        HttpResponse<String> page = operator.open(release);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Its copy is not on this server", "/desk/releases/new");
        assertThat(operator.open(release + "/manifest.json").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> registers(String name, String own) throws Exception {
        return own.isEmpty()
                ? operator.send("/desk/holders", "name", name, "country", "KE", "purpose", "to train a robot")
                : operator.send(
                        "/desk/holders", "name", name, "country", "KE", "purpose", "to train a robot", "own", own);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
