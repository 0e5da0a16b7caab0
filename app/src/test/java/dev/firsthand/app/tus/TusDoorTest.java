package dev.firsthand.app.tus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.tus.TusWire.Answer;
import dev.firsthand.engine.MovableClock;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.store.FailingBlobStore;
import dev.firsthand.engine.store.MemoryBlobStore;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tus protocol as it is written down, row by row, over a real connection.
@Timeout(60)
class TusDoorTest {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] FIVE = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String PIECE = "application/offset+octet-stream";
    private static final String SHA1_OF_FIVE = "sha1 qvTGHdzF6KLavt4PO0gs2a6pQ00=";
    private static final String SHA1_OF_OTHER = "sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static final FailingBlobStore BLOBS = new FailingBlobStore(new MemoryBlobStore(), Long.MAX_VALUE);
    static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-03-02T08:00:00Z"));
    static UploadServer server;

    private PersonId owner;
    private TusWire wire;

    @BeforeAll
    static void start() {
        server = new UploadServer(
                new Stores(DATABASE.database(), BLOBS, new MemoryVault()), work, CLOCK, UploadServer.LIMITS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() throws IOException {
        owner = server.newPerson();
        server.refuseAfter(Integer.MAX_VALUE);
        wire = new TusWire(server.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        wire.close();
    }

    /// One rule: a request to an upload of ten bytes that holds five of them, and what must come of it.
    record Rule(
            String name,
            String method,
            boolean toOne,
            Map<String, String> headers,
            String body,
            int status,
            String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Rule toOne(
            String name, String method, Map<String, String> headers, String body, int status, String code) {
        return new Rule(name, method, true, headers, body, status, code);
    }

    private static Rule toAll(String name, Map<String, String> headers, String body, int status, String code) {
        return new Rule(name, "POST", false, headers, body, status, code);
    }

    static Stream<Rule> rules() {
        return Stream.of(rulesOfOne(), rulesOfPieces(), rulesOfBytes(), rulesOfAll())
                .flatMap(rules -> rules);
    }

    private static Stream<Rule> rulesOfOne() {
        return Stream.of(
                toOne("HEAD tells the offset", "HEAD", Map.of(), "", 200, ""),
                toOne("HEAD by override", "POST", Map.of("X-HTTP-Method-Override", "HEAD"), "", 200, ""),
                toOne("GET is no method of tus", "GET", Map.of(), "", 405, "upload-method-unknown"),
                toOne("POST to an upload", "POST", Map.of("Upload-Length", "1"), "", 405, "upload-method-misplaced"),
                toOne(
                        "wrong version",
                        "DELETE",
                        Map.of("Tus-Resumable", "0.2.2"),
                        "",
                        412,
                        "upload-version-unsupported"),
                toOne("DELETE", "DELETE", Map.of(), "", 204, ""));
    }

    private static Stream<Rule> rulesOfPieces() {
        return Stream.of(
                toOne("PATCH goes on", "PATCH", piece(5), "hello", 204, ""),
                toOne("PATCH by override", "POST", with(piece(5), "X-HTTP-Method-Override", "PATCH"), "hello", 204, ""),
                toOne("PATCH of nothing", "PATCH", piece(5), "", 204, ""),
                toOne("PATCH before the offset", "PATCH", piece(0), "hello", 409, "upload-offset-mismatch"),
                toOne("PATCH after the offset", "PATCH", piece(6), "hello", 409, "upload-offset-mismatch"),
                toOne(
                        "PATCH without offset",
                        "PATCH",
                        Map.of("Content-Type", PIECE),
                        "hello",
                        400,
                        "upload-offset-invalid"),
                toOne(
                        "PATCH at a negative offset",
                        "PATCH",
                        with(piece(5), "Upload-Offset", "-5"),
                        "hello",
                        400,
                        "upload-offset-invalid"),
                toOne(
                        "PATCH of another type",
                        "PATCH",
                        with(piece(5), "Content-Type", "text/plain"),
                        "hello",
                        415,
                        "upload-content-type-unsupported"));
    }

    private static Stream<Rule> rulesOfBytes() {
        return Stream.of(
                toOne("PATCH past the length", "PATCH", piece(5), "hello!", 413, "upload-piece-too-long"),
                toOne(
                        "PATCH with its checksum",
                        "PATCH",
                        with(piece(5), "Upload-Checksum", SHA1_OF_FIVE),
                        "hello",
                        204,
                        ""),
                toOne(
                        "PATCH with another checksum",
                        "PATCH",
                        with(piece(5), "Upload-Checksum", SHA1_OF_OTHER),
                        "hello",
                        460,
                        "upload-checksum-mismatch"),
                toOne(
                        "PATCH with an unknown checksum",
                        "PATCH",
                        with(piece(5), "Upload-Checksum", "crc7 AA=="),
                        "hello",
                        400,
                        "upload-checksum-algorithm-unsupported"));
    }

    private static Stream<Rule> rulesOfAll() {
        return Stream.of(
                toAll("POST begins", Map.of("Upload-Length", "10"), "", 201, ""),
                toAll("POST of an empty file", Map.of("Upload-Length", "0"), "", 201, ""),
                toAll("POST with first bytes", Map.of("Upload-Length", "10", "Content-Type", PIECE), "hello", 201, ""),
                toAll(
                        "POST with bytes of another type",
                        Map.of("Upload-Length", "10", "Content-Type", "text/plain"),
                        "hello",
                        415,
                        "upload-content-type-unsupported"),
                toAll("POST without length", Map.of(), "", 400, "upload-length-invalid"),
                toAll("POST of unknown length", Map.of("Upload-Defer-Length", "1"), "", 400, "upload-length-deferred"),
                toAll(
                        "POST of a part",
                        Map.of("Upload-Length", "1", "Upload-Concat", "partial"),
                        "",
                        400,
                        "upload-concat-unsupported"),
                toAll("POST of too much", Map.of("Upload-Length", "17179869185"), "", 413, "upload-too-long"),
                toAll(
                        "POST with broken metadata",
                        Map.of("Upload-Length", "1", "Upload-Metadata", "a b c"),
                        "",
                        400,
                        "upload-metadata-invalid"),
                toAll(
                        "POST with long metadata",
                        Map.of("Upload-Length", "1", "Upload-Metadata", "a " + "QUFB".repeat(1100)),
                        "",
                        431,
                        "upload-metadata-too-long"),
                toAll(
                        "HEAD of no upload",
                        Map.of("X-HTTP-Method-Override", "HEAD"),
                        "",
                        405,
                        "upload-method-misplaced"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_protocol_is_kept(Rule rule) throws IOException {
        String path = rule.toOne() ? holdingFive() : "/upload";

        Answer answer = wire.exchange(
                rule.method(), path, signed(rule.headers()), rule.body().getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.status()).isEqualTo(rule.status());
        assertThat(answer.header("Tus-Resumable")).contains("1.0.0");
        if (!rule.code().isEmpty()) {
            assertThat(answer.body())
                    .contains("\"code\":\"" + rule.code() + "\"")
                    .contains("\"message\":\"");
        }
    }

    @Test
    void options_tell_what_is_offered_to_anybody() throws IOException {
        Answer answer = wire.exchange("OPTIONS", "/upload", Map.of(), NOTHING);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Tus-Version")).contains("1.0.0");
        assertThat(answer.header("Tus-Extension").orElseThrow().split(","))
                .contains("creation", "checksum", "expiration", "termination");
        assertThat(answer.header("Tus-Checksum-Algorithm").orElseThrow().split(","))
                .contains("sha1", "sha256");
        assertThat(answer.header("Tus-Max-Size")).contains(Long.toString(1L << 34));
    }

    @Test
    void a_wrong_version_is_told_the_right_ones() throws IOException {
        Answer answer = wire.exchange("POST", "/upload", Map.of("Upload-Length", "1"), NOTHING);

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.header("Tus-Version")).contains("1.0.0");
    }

    @Test
    void head_tells_all_there_is_and_forbids_caching() throws IOException {
        String path = holdingFive();

        Answer answer = wire.exchange("HEAD", path, signed(Map.of()), NOTHING);

        assertThat(answer.offset()).isEqualTo(5);
        assertThat(answer.header("Upload-Length")).contains("10");
        assertThat(answer.header("Upload-Metadata")).contains("kind dmlkZW8=,quick");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Upload-Expires"))
                .contains(TusAnswer.httpDate(CLOCK.instant().plus(Duration.ofDays(14))));
    }

    @Test
    void dates_have_two_digits_for_the_day() {
        assertThat(TusAnswer.httpDate(Instant.parse("2026-03-02T08:00:00Z")))
                .isEqualTo("Mon, 02 Mar 2026 08:00:00 GMT");
    }

    @Test
    void a_complete_upload_still_answers_and_no_longer_expires() throws IOException {
        String path = holdingFive();

        Answer last = wire.exchange("PATCH", path, signed(piece(5)), FIVE);
        Answer head = wire.exchange("HEAD", path, signed(Map.of()), NOTHING);

        assertThat(last.offset()).isEqualTo(10);
        assertThat(last.header("Upload-Expires")).isEmpty();
        assertThat(head.offset()).isEqualTo(10);
        assertThat(server.completed(path, owner).orElseThrow().sha256().reveal())
                .isEqualTo(UploadServer.sha256("hellohello".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_checksum_that_does_not_fit_leaves_the_upload_where_it_was() throws IOException {
        String path = holdingFive();

        wire.exchange("PATCH", path, signed(with(piece(5), "Upload-Checksum", SHA1_OF_OTHER)), FIVE);

        assertThat(wire.exchange("HEAD", path, signed(Map.of()), NOTHING).offset())
                .isEqualTo(5);
    }

    @Test
    void without_sign_in_there_is_nothing() throws IOException {
        String path = holdingFive();

        Answer answer = wire.exchange("HEAD", path, Map.of("Tus-Resumable", "1.0.0"), NOTHING);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Upload-Offset")).isEmpty();
    }

    @Test
    void the_upload_of_another_answers_exactly_as_one_that_is_not_there() throws IOException {
        String path = holdingFive();
        String missing = "/upload/00000000-0000-4000-8000-000000000000";
        owner = server.newPerson();

        for (String method : List.of("HEAD", "PATCH", "DELETE")) {
            Map<String, String> headers = signed(method.equals("PATCH") ? piece(5) : Map.of());
            Answer others = wire.exchange(method, path, headers, NOTHING);
            Answer nobodys = wire.exchange(method, missing, headers, NOTHING);
            assertThat(others.status()).isEqualTo(404);
            assertThat(others.body()).isEqualTo(nobodys.body());
            assertThat(others.headers().keySet()).isEqualTo(nobodys.headers().keySet());
            assertThat(others.header("Upload-Offset")).isEmpty();
        }
    }

    @Test
    void a_name_that_is_no_upload_id_is_missing() throws IOException {
        for (String name : List.of("x", "1-1-1-1-1", "%2e%2e", "00000000-0000-4000-8000-00000000000G")) {
            assertThat(wire.exchange("HEAD", "/upload/" + name, signed(Map.of()), NOTHING)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void an_ended_upload_is_gone() throws IOException {
        String path = holdingFive();
        wire.exchange("DELETE", path, signed(Map.of()), NOTHING);

        assertThat(wire.exchange("HEAD", path, signed(Map.of()), NOTHING).status())
                .isEqualTo(404);
    }

    @Test
    void a_complete_upload_cannot_be_ended() throws IOException {
        String path = holdingFive();
        wire.exchange("PATCH", path, signed(piece(5)), FIVE);

        assertThat(wire.exchange("DELETE", path, signed(Map.of()), NOTHING).body())
                .contains("upload-complete");
    }

    @Test
    void an_upload_that_was_not_completed_in_time_is_gone() throws IOException {
        String path = holdingFive();
        CLOCK.advance(Duration.ofDays(14));

        assertThat(wire.exchange("HEAD", path, signed(Map.of()), NOTHING).status())
                .isEqualTo(410);
        server.uploads().expire();
        assertThat(wire.exchange("HEAD", path, signed(Map.of()), NOTHING).status())
                .isEqualTo(404);
    }

    @Test
    void a_full_disk_answers_507_and_the_upload_goes_on_when_there_is_room() throws IOException {
        String path = holdingFive();
        BLOBS.room(3);
        Answer full = wire.exchange("PATCH", path, signed(piece(5)), FIVE);
        Answer begun = wire.exchange("POST", "/upload", signed(Map.of("Upload-Length", "1")), NOTHING);
        BLOBS.room(Long.MAX_VALUE);

        assertThat(full.status()).isEqualTo(507);
        assertThat(full.offset()).isEqualTo(5);
        assertThat(full.body()).contains("upload-store-full");
        assertThat(begun.status()).isEqualTo(507);
        assertThat(wire.exchange("HEAD", path, signed(Map.of()), NOTHING).offset())
                .isEqualTo(5);
        assertThat(wire.exchange("PATCH", path, signed(piece(5)), FIVE).status())
                .isEqualTo(204);
    }

    @Test
    void bytes_without_a_stated_size_are_taken_too() throws IOException {
        String path = holdingFive();
        byte[] chunked = "5\r\nhello\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        Answer answer = wire.exchange("PATCH", path, signed(with(piece(5), "Transfer-Encoding", "chunked")), chunked);

        assertThat(answer.offset()).isEqualTo(10);
    }

    @Test
    void what_a_cut_connection_brought_is_kept() throws IOException {
        String path = holdingFive();
        wire.send("PATCH", path, signed(piece(5)), 5, "hel".getBytes(StandardCharsets.US_ASCII));
        wire.cut();

        try (var next = new TusWire(server.port())) {
            long offset = settledOffset(next, path);
            assertThat(offset).isEqualTo(8);
        }
    }

    @Test
    void a_connection_that_hangs_is_taken_over_by_the_next() throws IOException {
        String path = holdingFive();
        wire.send("PATCH", path, signed(piece(5)), 5, "hel".getBytes(StandardCharsets.US_ASCII));

        try (var next = new TusWire(server.port())) {
            long offset = settledOffset(next, path);
            assertThat(offset).isEqualTo(8);
            Answer rest = next.exchange("PATCH", path, signed(piece(8)), "lo".getBytes(StandardCharsets.US_ASCII));
            assertThat(rest.offset()).isEqualTo(10);
        }
    }

    @Test
    void bytes_that_come_after_a_yes_was_taken_back_are_not_taken_in_although_their_request_began_before()
            throws IOException {
        String path = holdingFive();
        server.refuseAfter(2);
        wire.send("PATCH", path, signed(piece(5)), 5, "he".getBytes(StandardCharsets.US_ASCII));
        server.awaitLastYes();

        wire.sendBody("l".getBytes(StandardCharsets.US_ASCII));

        Answer ended = wire.answer("PATCH");
        assertThat(ended.status()).isEqualTo(403);
        assertThat(ended.body()).contains("consent-withdrawn");
        try (var next = new TusWire(server.port())) {
            assertThat(next.exchange("HEAD", path, signed(Map.of()), NOTHING).offset())
                    .isEqualTo(7);
            assertThat(next.exchange("PATCH", path, signed(piece(7)), NOTHING).status())
                    .isEqualTo(403);
        }
    }

    /// A first look may come before the server has read the bytes of the other connection.
    private long settledOffset(TusWire next, String path) throws IOException {
        long offset = 5;
        for (int looks = 0; offset == 5 && looks < 200; looks++) {
            offset = next.exchange("HEAD", path, signed(Map.of()), NOTHING).offset();
        }
        return offset;
    }

    private String holdingFive() throws IOException {
        Answer begun = wire.exchange(
                "POST",
                "/upload",
                signed(Map.of("Upload-Length", "10", "Upload-Metadata", "kind dmlkZW8=,quick")),
                NOTHING);
        assertThat(begun.status()).isEqualTo(201);
        assertThat(wire.exchange("PATCH", begun.location(), signed(piece(0)), FIVE)
                        .offset())
                .isEqualTo(5);
        return begun.location();
    }

    private static Map<String, String> piece(long offset) {
        return Map.of("Content-Type", PIECE, "Upload-Offset", Long.toString(offset));
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    private Map<String, String> signed(Map<String, String> headers) {
        var more = new HashMap<>(headers);
        more.putIfAbsent("Tus-Resumable", "1.0.0");
        more.put("Authorization", "Bearer " + owner.value());
        return more;
    }
}
