package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Markers stand for names, tokens and file names. They go in through every door, and no log repeats them.
class NothingPersonalLoggedTest {
    private static final String MARKER = "Quibblethorpe";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void no_log_repeats_a_name_a_token_or_a_file_name() throws Exception {
        Path data = ServerProcess.dataFolder("nothing-personal");
        Set<String> secrets = new HashSet<>(List.of(MARKER));
        String numberOfRefusal;
        try (ServerProcess server = ServerProcess.startWith(data, "--log-format", "json")) {
            secrets.add(People.lastPart(server.operatorLink().orElseThrow()));
            People people = People.first(server.address(), server.operatorLink().get());
            secrets.add(people.operatorToken());
            secrets.add(People.OPERATOR_NAME);
            String token = people.join();
            secrets.add(token);
            Knock contributor = people.contributor();
            String session = people.record(contributor, Files.readAllBytes(TestRecordings.video(1)));
            People.awaitEnd(contributor, session);
            everyDoor(people, contributor);
            uploads(people.anybody().as(token), contributor);
            numberOfRefusal = people.anybody()
                    .get("/api/v1/" + MARKER)
                    .headers()
                    .firstValue("X-Request-Id")
                    .orElseThrow();
            server.stop();
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(ServerProcess.log(data))) {
            lines.add(JSON.readTree(line));
            assertThat(secrets).noneMatch(line::contains);
        }
        assertThat(Files.readString(data.resolve("postgres/server.log"))).doesNotContain(MARKER);
        assertThat(lines)
                .as("the refusal is found by its number")
                .anySatisfy(line -> assertThat(line.path("request").asText()).isEqualTo(numberOfRefusal));
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().equals("answered"))
                .hasSizeGreaterThan(100)
                .allSatisfy(line -> assertThat(line.path("route").asText()).matches("none|\\*|/[a-z0-9/{}._<>-]*"))
                .anySatisfy(line -> assertThat(line.path("route").asText()).isEqualTo("/sign-in/{link}"));
    }

    /// Each door of the description, and each page that takes a name, with the marker wherever something goes.
    private static void everyDoor(People people, Knock contributor) throws Exception {
        JsonNode paths = people.anybody().get("/api/v1/openapi.json").granted().get("paths");
        List<String> doors = new ArrayList<>();
        paths.fieldNames().forEachRemaining(doors::add);
        doors.addAll(List.of("/sign-in/{x}", "/join/{x}", "/desk/{x}", "/me/{x}", "/upload/{x}", "/copy/{x}", "/{x}"));
        Map<String, String> body = Map.of(
                "name",
                MARKER,
                "sentence",
                MARKER,
                "instructions",
                MARKER,
                "link",
                MARKER,
                "legalName",
                MARKER,
                "country",
                MARKER,
                "purpose",
                MARKER,
                "outcome",
                MARKER,
                "upload",
                MARKER);
        for (Knock knock : List.of(
                people.anybody(),
                contributor,
                people.operator(),
                people.anybody().as(MARKER))) {
            for (String door : doors) {
                String path = door.replaceAll("[{<][^}>]*[}>]", MARKER) + "?name=" + MARKER;
                knock.get(path);
                knock.post(path, body);
                knock.form(path, "name=" + MARKER + "&password=" + MARKER, Map.of("User-Agent", MARKER));
                knock.send("DELETE", path);
            }
        }
        contributor.send("MARKER" + MARKER, "/" + MARKER);
        contributor.get("/%2e%2e/" + MARKER);
        contributor.post("/api/v1/me/answers", ("{\"" + MARKER).getBytes(StandardCharsets.UTF_8));
    }

    private static void uploads(Knock silent, Knock contributor) throws Exception {
        String name = "filename " + Base64.getEncoder().encodeToString(MARKER.getBytes(StandardCharsets.UTF_8));
        for (Knock knock : List.of(silent, contributor)) {
            Knock named = knock.sending(Map.of("Upload-Metadata", name, "Upload-Checksum", "sha1 " + MARKER));
            named.beginUpload(100);
            named.patch("/upload/" + MARKER, 0, MARKER.getBytes(StandardCharsets.UTF_8));
        }
    }
}
