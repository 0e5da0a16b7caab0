package dev.firsthand.app.tus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TusHeadersTest {
    private static final Map<String, String> SPEAKS_TUS = Map.of("Tus-Resumable", "1.0.0");

    @Test
    void options_need_no_version() {
        assertThat(read("OPTIONS", Map.of())).isEqualTo(new TusRequest.Ask());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.2.2", "1.0", "1.0.0 ", "2.0.0"})
    void any_other_version_is_refused_with_412(String version) {
        assertThat(fault(read("HEAD", Map.of("Tus-Resumable", version))).status())
                .isEqualTo(412);
    }

    @Test
    void a_missing_version_is_refused_with_412() {
        assertThat(fault(read("PATCH", Map.of())).code()).isEqualTo("upload-version-unsupported");
    }

    @Test
    void the_override_header_decides_the_method_whatever_was_sent() {
        assertThat(read("POST", with("X-HTTP-Method-Override", "HEAD"))).isEqualTo(new TusRequest.Look());
        assertThat(read("GET", with("X-HTTP-Method-Override", "delete"))).isEqualTo(new TusRequest.End());
    }

    @Test
    void an_upload_begins_with_its_length_and_metadata_as_sent() {
        var headers = new HashMap<>(with("Upload-Length", "17"));
        headers.put("Upload-Metadata", "kind dmlkZW8=,quick");

        assertThat(read("POST", headers)).isEqualTo(new TusRequest.Begin(17, "kind dmlkZW8=,quick", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.5", "1e3", "9999999999999999999", " 1", "0x10", "١"})
    void a_length_that_is_no_whole_number_is_refused(String length) {
        assertThat(fault(read("POST", with("Upload-Length", length))).code()).isEqualTo("upload-length-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "Upload-Defer-Length, 1, upload-length-deferred",
        "Upload-Concat, partial, upload-concat-unsupported",
    })
    void what_is_not_offered_is_refused_by_name(String header, String value, String code) {
        var headers = new HashMap<>(with("Upload-Length", "1"));
        headers.put(header, value);

        assertThat(fault(read("POST", headers)).code()).isEqualTo(code);
    }

    @Test
    void a_piece_tells_its_offset_and_size() {
        assertThat(read("PATCH", piece(Map.of("Upload-Offset", "5", "Content-Length", "3"))))
                .isEqualTo(new TusRequest.Continue(new TusRequest.Piece(5, OptionalLong.of(3), Optional.empty())));
    }

    @Test
    void a_piece_of_another_content_type_is_refused_with_415() {
        var headers = new HashMap<>(piece(Map.of("Upload-Offset", "0")));
        headers.put("Content-Type", "video/mp4");

        assertThat(fault(read("PATCH", headers)).status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "md5 XrY7u+Ae7tCTyyK7j1rNww==, upload-checksum-algorithm-unsupported",
        "sha1, upload-checksum-invalid",
        "sha1 , upload-checksum-invalid",
        "sha1 !!!!, upload-checksum-invalid",
        "sha256 2jmj7l5rSw0yVb/vlWAYkK/YBwk=, upload-checksum-invalid",
        "sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk= more, upload-checksum-invalid",
    })
    void a_checksum_that_cannot_be_checked_is_refused(String checksum, String code) {
        var headers = piece(Map.of("Upload-Offset", "0", "Upload-Checksum", checksum));

        assertThat(fault(read("PATCH", headers)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"sha1, 20", "sha256, 32", "sha512, 64"})
    void checksums_that_are_listed_are_read(String algorithm, int digestBytes) {
        String digest = Base64.getEncoder().encodeToString(new byte[digestBytes]);
        TusRequest request =
                read("PATCH", piece(Map.of("Upload-Offset", "0", "Upload-Checksum", algorithm + " " + digest)));

        assertThat(TusHeaders.CHECKSUM_ALGORITHMS.split(",")).contains(algorithm);
        assertThat(request).isInstanceOf(TusRequest.Continue.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a YQ==,,c", "kind dmlkZW8=,kind dmlkZW8=", "kind video!", "a b c", "a,", "k\u00e9y dmlkZW8="})
    void metadata_of_wrong_form_is_refused(String metadata) {
        var headers = new HashMap<>(with("Upload-Length", "1"));
        headers.put("Upload-Metadata", metadata);

        assertThat(fault(read("POST", headers)).code()).isEqualTo("upload-metadata-invalid");
    }

    @Test
    void a_refusal_repeats_nothing_of_the_metadata() {
        var headers = new HashMap<>(with("Upload-Length", "1"));
        headers.put("Upload-Metadata", "filename secret-name!");

        assertThat(fault(read("POST", headers)).message())
                .doesNotContain("secret")
                .doesNotContain("filename");
    }

    @Test
    void any_headers_whatever_are_read_or_refused_but_never_break_the_reader() {
        var random = new Random(11);
        String[] names = {
            "Tus-Resumable",
            "Upload-Length",
            "Upload-Offset",
            "Upload-Metadata",
            "Upload-Checksum",
            "Content-Type",
            "Content-Length",
            "Upload-Concat",
            "X-HTTP-Method-Override"
        };
        String[] values = {
            "1.0.0",
            "",
            " ",
            "0",
            "-1",
            "12",
            "sha1 ",
            "sha256 AAAA",
            TusHeaders.PIECE_TYPE,
            "PATCH",
            "a b,c",
            ",,",
            "\u0000"
        };
        for (int round = 0; round < 20_000; round++) {
            var headers = new HashMap<String, String>();
            for (int i = random.nextInt(names.length); i > 0; i--) {
                headers.put(names[random.nextInt(names.length)], values[random.nextInt(values.length)]);
            }
            assertThat(read("POST", headers)).isNotNull();
        }
    }

    private static TusRequest read(String method, Map<String, String> headers) {
        return new TusHeaders(method, name -> Optional.ofNullable(headers.get(name))).read();
    }

    private static Map<String, String> with(String name, String value) {
        var headers = new HashMap<>(SPEAKS_TUS);
        headers.put(name, value);
        return headers;
    }

    private static Map<String, String> piece(Map<String, String> more) {
        var headers = new HashMap<>(with("Content-Type", TusHeaders.PIECE_TYPE));
        headers.putAll(more);
        return headers;
    }

    private static TusFault fault(TusRequest request) {
        assertThat(request).isInstanceOf(TusRequest.Faulty.class);
        return ((TusRequest.Faulty) request).fault();
    }
}
