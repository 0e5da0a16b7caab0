package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.recording.synthetic.SyntheticFault;
import dev.firsthand.recording.synthetic.SyntheticFaults;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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

    /// What its contributor is told of each: how it ends, the codes that must be among it, and words that say what is
    /// wrong and what to do.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EMPTY_FILE            | REFUSED | video-empty                  | 0 bytes                   | upload it once more
            TEXT_NAMED_MP4        | REFUSED | video-not-recognised         | not an mp4                | file that your camera made
            MP4_WITHOUT_INDEX     | REFUSED | video-cut-without-index      | cut off                   | upload it again
            FRAGMENTED_MP4_CUT    | READY   | video-cut-short              | first 2.8 s (84 frames)   | upload it again
            WEBM_WITHOUT_DURATION | READY   | video-length-unsaid          | 60 frames last 2.0 s      | upload it again
            HEVC_HDR_ROTATED      | READY   | picture-hdr                  | High dynamic range        | Nothing to do
            AV1_HDR_ROTATED       | READY   | picture-hdr                  | High dynamic range        | Nothing to do
            NO_FRAMES             | REFUSED | video-without-frames         | no frames (0)             | Record again
            ONE_FRAME             | REFUSED | video-single-frame           | a single frame            | Record again
            ABSURD_SIZE           | REFUSED | video-too-large-picture      | 16000 x 16000 pixels      | Record at 1080p
            VARIABLE_RATE         | READY   | rate-variable                | Every picture keeps       | Nothing to do
            DAMAGED_PICTURES      | FAILED  | proxy-frames-differ          | the video is damaged      | upload it again
            TIMES_BACKWARDS       | REFUSED | video-times-backwards        | do not go forwards        | camera's own file
            WEBM_TIMES_BACKWARDS  | REFUSED | video-times-backwards        | do not go forwards        | camera's own file
            IMU_OTHER_UNITS       | READY   | imu-acceleration-implausible | looks like g where m/s^2  | upload it again
            IMU_OTHER_UNITS       | READY   | imu-rate-implausible         | looks like deg/s          | upload it again
            IMU_GAPS              | READY   | stream-gap                   | No sample for             | Keep the logger open
            IMU_TIMES_BACKWARDS   | READY   | sidecar-times-backwards      | go backwards              | Export the recording again
            IMU_WITHOUT_NUMBERS   | READY   | stream-values-missing        | without a number          | logger's settings
            IMU_CUT               | READY   | stream-cut-off               | has no end                | upload it again
            """)
    void a_bad_file_ends_in_words_that_its_contributor_can_act_on(
            SyntheticFault fault, String end, String code, String wrong, String toDo) throws Exception {
        Sent sent = Objects.requireNonNull(SENT.get(fault));
        JsonNode state = People.awaitEnd(contributor, sent.session());

        assertThat(state.get("state").asText()).as(state.toString()).isEqualTo(end);
        Map<String, String> words = words(state);
        assertThat(words).containsKey(code);
        assertThat(words.get(code)).contains(wrong).contains(toDo);
        assertThat(words.values()).allSatisfy(BadInputTest::assertReadable);
        assertThat(contributor.offset(sent.upload())).as("the bytes stay").isEqualTo(sent.sizeBytes());
        assertThat(server.people().anybody().get("/healthz").status()).isEqualTo(200);
    }

    /// Codes and their first words: of the refusal, or of the findings.
    private static Map<String, String> words(JsonNode state) {
        if (state.hasNonNull("refusal")) {
            JsonNode refusal = state.get("refusal");
            return Map.of(refusal.get("code").asText(), refusal.get("message").asText());
        }
        return state.get("findings")
                .valueStream()
                .collect(Collectors.toMap(
                        one -> one.get("code").asText(),
                        one -> one.get("advice").asText(),
                        (first, again) -> first));
    }

    @Test
    void no_fault_is_left_out() {
        assertThat(SENT).hasSize(19);
    }

    private static void assertReadable(String words) {
        assertThat(words)
                .matches("(?s)[\\p{Lu}0-9].{10,}[.].*")
                .doesNotContain("Exception")
                .doesNotContain("/proc/")
                .doesNotContain("target/");
    }
}
