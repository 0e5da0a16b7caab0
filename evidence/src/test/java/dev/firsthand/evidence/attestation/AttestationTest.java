package dev.firsthand.evidence.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationTest {
    private static final Instant AT = Instant.parse("2026-06-01T10:00:00Z");
    private static final SigningKey ONE = key(KeyKind.ED25519, 1);
    private static final SigningKey OTHER = key(KeyKind.ML_DSA_44_COSIGNATURE, 2);
    private static final SigningKey STRANGER = key(KeyKind.ED25519, 3);
    private static final String YEAR = "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z";
    private static final Statement QC = Statement.of(
            Step.QC,
            AT,
            List.of(new Statement.Subject("recording", Sha256.of(utf8("recording")))),
            new Statement.Predicate(
                    Map.of("verdict", new JsonValue.Text("pass")),
                    List.of(new Statement.Subject("previous", Sha256.of(utf8("before"))))));

    @Test
    void what_is_signed_is_the_pre_authentication_encoding_of_dsse() {
        assertThat(Envelope.preAuthentication("http://example.com/HelloWorld", utf8("hello world")))
                .isEqualTo(utf8("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
        assertThat(Envelope.preAuthentication("é", utf8("ü"))).isEqualTo(utf8("DSSEv1 2 é 2 ü"));
    }

    @Test
    void a_statement_is_in_toto_and_comes_back_as_it_went() throws Exception {
        assertThat(new String(QC.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        ("{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicate\":{\"at\":\"2026-06-01T10:00:00Z\","
                                        + "\"inputs\":[{\"digest\":{\"sha256\":\"%s\"},\"name\":\"previous\"}],\"verdict\":\"pass\"},"
                                        + "\"predicateType\":\"https://firsthand.dev/att/qc/v1\","
                                        + "\"subject\":[{\"digest\":{\"sha256\":\"%s\"},\"name\":\"recording\"}]}")
                                .formatted(
                                        Sha256.of(utf8("before")).hex(),
                                        Sha256.of(utf8("recording")).hex()));
        assertThat(Statement.parse(QC.bytes())).isEqualTo(QC);
        assertThat(QC.input("previous")).contains(Sha256.of(utf8("before")));
    }

    @ParameterizedTest
    @CsvSource({
        "'ONE', 'key ONE qc YEAR', true",
        "'ONE', 'key ONE qc,label YEAR', true",
        "'OTHER', 'key OTHER qc 2026-01-01T00:00:00Z -', true",
        "'STRANGER', 'key ONE qc YEAR', false",
        "'ONE', 'key ONE label YEAR', false",
        "'ONE', 'key ONE qc 2026-06-01T10:00:01Z -', false",
        "'ONE', 'key ONE qc 2026-01-01T00:00:00Z 2026-06-01T10:00:00Z', false",
        "'ONE', 'key ONE qc YEAR 8', true",
        "'ONE', 'key ONE qc YEAR 7', false",
        "'ONE', 'key ONE qc YEAR;key OTHER qc YEAR;threshold qc 2', false",
        "'ONE ONE', 'key ONE qc YEAR;key OTHER qc YEAR;threshold qc 2', false",
        "'ONE OTHER', 'key ONE qc YEAR;key OTHER qc YEAR;threshold qc 2', true",
        "'ONE OTHER', 'key ONE qc YEAR;key OTHER label YEAR;threshold qc 2', false",
        "'STRANGER ONE', 'key ONE qc YEAR', true"
    })
    void enough_distinct_keys_that_were_valid_for_the_step_at_its_time_must_have_signed(
            String signers, String file, boolean verified) throws Exception {
        var keys =
                List.of(signers.split(" ")).stream().map(AttestationTest::named).toList();
        var envelope = Envelope.parse(Envelope.sign(QC, keys).bytes());

        EnvelopeCheck check = keys(file.replace(';', '\n')).open(envelope, 7);

        assertThat(check instanceof EnvelopeCheck.Verified(var statement, var by) && statement.equals(QC))
                .as(check.toString())
                .isEqualTo(verified);
    }

    @Test
    void a_changed_payload_type_or_payload_is_refused_before_anything_is_parsed() throws Exception {
        String json = new String(Envelope.sign(QC, List.of(ONE)).bytes(), StandardCharsets.UTF_8);
        String broken = json.replace(
                Base64.getEncoder().encodeToString(QC.bytes()),
                Base64.getEncoder().encodeToString(utf8("{this is no JSON")));

        for (String changed : List.of(json.replace("in-toto+json", "in-toto+jsom"), broken)) {
            assertThat(keys("key ONE qc YEAR").open(Envelope.parse(utf8(changed)), 0))
                    .isEqualTo(new EnvelopeCheck.Refused("no trusted key signed this statement"));
        }
    }

    @Test
    void the_key_id_is_a_hint_and_url_safe_base64_is_read() throws Exception {
        String json = new String(Envelope.sign(QC, List.of(ONE)).bytes(), StandardCharsets.UTF_8)
                .replaceFirst("\"keyid\":\"[^\"]*\"", "\"keyid\":\"somebody else\"")
                .replace('+', '-')
                .replace("in-toto-json", "in-toto+json")
                .replaceAll("/(?=[^\"]*\"(,\"payloadType|}))", "_");

        assertThat(keys("key ONE qc YEAR").open(Envelope.parse(utf8(json)), 0))
                .isInstanceOf(EnvelopeCheck.Verified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"payload\":\"\",\"payloadType\":\"\",\"signatures\":[]}",
                "{\"payload\":\"*\",\"payloadType\":\"\",\"signatures\":[{\"sig\":\"\"}]}",
                "{\"payload\":\"\",\"payloadType\":1,\"signatures\":[{\"sig\":\"\"}]}",
                "{\"payload\":\"\",\"payloadType\":\"\",\"signatures\":[{\"keyid\":\"\"}]}"
            })
    void what_is_no_envelope_is_refused(String json) {
        assertThatThrownBy(() -> Envelope.parse(utf8(json))).isInstanceOf(JsonFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Statement/v1, Statement/v2",
        "att/qc/v1, att/qc/v2",
        "2026-06-01T10, yesterday",
        "sha256, sha512",
        "'\"subject\":', '\"subjects\":'"
    })
    void a_signed_payload_that_is_not_our_statement_is_refused(String from, String to) {
        String payload = new String(QC.bytes(), StandardCharsets.UTF_8).replace(from, to);
        assertThatThrownBy(() -> Statement.parse(utf8(payload))).isInstanceOf(JsonFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key ONE",
                "key ONE qc YEAR 7 8",
                "key ONE nonsense YEAR",
                "key ONE qc today tomorrow",
                "key ONE qc YEAR;key ONE label YEAR",
                "threshold qc many",
                "threshold qc 0",
                "threshold qc -3",
                "threshold nonsense 1",
                "nonsense",
                "key nonsense qc YEAR"
            })
    void a_keys_file_that_says_too_little_or_nonsense_is_refused(String file) {
        assertThatThrownBy(() -> keys(file.replace(';', '\n'))).isInstanceOf(NoteFormatException.class);
    }

    private static TrustedKeys keys(String lines) throws NoteFormatException {
        return TrustedKeys.parse(utf8("firsthand-keys/1\n# who may say what\n"
                + lines.replaceAll("\\bONE\\b", ONE.verifier().text())
                        .replaceAll("\\bOTHER\\b", OTHER.verifier().text())
                        .replaceAll("\\bYEAR\\b", YEAR)
                + "\n"));
    }

    private static SigningKey named(String name) {
        return switch (name) {
            case "ONE" -> ONE;
            case "OTHER" -> OTHER;
            default -> STRANGER;
        };
    }

    private static SigningKey key(KeyKind kind, long seed) {
        return SigningKey.generate("steps%d.example".formatted(seed), kind, new SeededRandom(seed));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
