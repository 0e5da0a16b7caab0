package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.recording.synthetic.SyntheticFault;
import dev.firsthand.recording.synthetic.SyntheticFaults;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every bad file through the doors: its contributor gets words to act on, its bytes stay, and the server does.
class BadInputTest {
    private static final long SEED = 3;

    private static final Map<SyntheticFault, Sent> SENT = new EnumMap<>(SyntheticFault.class);
    private static TestServer server;
    private static Knock contributor;

    /// One bad file on its way: its session, its upload and its size.
    private record Sent(String session, String upload, long sizeBytes) {}

    /// All are sent first, so that they are opened side by side.
    @BeforeAll
    static void send() throws Exception {
        server = TestServer.start("bad-input");
        contributor = server.people().contributor();
        Path folder = TestRecordings.folder("bad-files");
        for (SyntheticFault fault : SyntheticFault.values()) {
            SENT.put(fault, send(fault, SyntheticFaults.seeded(SEED).write(fault, folder)));
        }
    }

    private static Sent send(SyntheticFault fault, Path file) throws Exception {
        People people = server.people();
        String session = people.session(contributor);
        String upload = contributor.upload(Files.readAllBytes(file));
        if (fault.imu()) {
            String video = contributor.upload(Files.readAllBytes(TestRecordings.video(2)));
            people.attach(contributor, session, video, "VIDEO").granted();
            contributor
                    .post(
                            session + "/uploads",
                            Map.of(
                                    "upload",
                                    People.lastPart(upload),
                                    "role",
                                    "IMU_CSV",
                                    "declaration",
                                    SyntheticRecording.imuCsvDeclaration().text()))
                    .granted();
        } else {
            people.attach(contributor, session, upload, "VIDEO").granted();
        }
        contributor.post(session + "/finish", Map.of()).granted();
        return new Sent(session, upload, Files.size(file));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY_FILE, REFUSED, video-empty",
        "TEXT_NAMED_MP4, REFUSED, video-not-recognised",
        "MP4_WITHOUT_INDEX, REFUSED, video-cut-without-index",
        "FRAGMENTED_MP4_CUT, READY, video-cut-short",
        "WEBM_WITHOUT_DURATION, READY, sensors-none",
        "HEVC_HDR_ROTATED, READY, recording-short",
        "AV1_HDR_ROTATED, READY, recording-short",
        "NO_FRAMES, REFUSED, video-unreadable",
        "ONE_FRAME, REFUSED, video-single-frame",
        "ABSURD_SIZE, REFUSED, video-unreadable",
        "VARIABLE_RATE, READY, rate-variable",
        "TIMES_BACKWARDS, READY, sensors-none",
        "WEBM_TIMES_BACKWARDS, REFUSED, video-times-backwards",
        "IMU_OTHER_UNITS, READY, imu-acceleration-implausible",
        "IMU_GAPS, READY, stream-gap",
        "IMU_TIMES_BACKWARDS, READY, sidecar-times-backwards",
        "IMU_WITHOUT_NUMBERS, READY, stream-values-missing",
        "IMU_CUT, READY, stream-rate"
    })
    void a_bad_file_ends_in_words_that_its_contributor_can_act_on(SyntheticFault fault, String end, String code)
            throws Exception {
        Sent sent = Objects.requireNonNull(SENT.get(fault));
        JsonNode state = People.awaitEnd(contributor, sent.session());

        assertThat(state.get("state").asText()).as(state.toString()).isEqualTo(end);
        if (end.equals("REFUSED")) {
            assertWords(state.get("refusal"), "message");
            assertThat(state.get("refusal").get("code").asText()).isEqualTo(code);
        } else {
            List<JsonNode> findings = state.get("findings").valueStream().toList();
            assertThat(findings).allSatisfy(one -> assertWords(one, "advice"));
            assertThat(findings).extracting(one -> one.get("code").asText()).contains(code);
        }
        assertThat(contributor.offset(sent.upload())).as("the bytes stay").isEqualTo(sent.sizeBytes());
        assertThat(server.people().anybody().get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void no_fault_is_left_out() {
        assertThat(SENT).hasSize(18);
    }

    private static void assertWords(JsonNode words, String field) {
        assertThat(words.get("code").asText()).matches("[a-z0-9]+(-[a-z0-9]+)+");
        assertThat(words.get(field).asText())
                .matches("(?s)[\\p{Lu}0-9].{10,}[.].*")
                .doesNotContain("Exception")
                .doesNotContain("/proc/")
                .doesNotContain("target/");
    }
}
