package dev.firsthand.engine.recall;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonReader;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a holder did about one notice, signed by it. Format: `docs/formats/evidence.md`, statement `ack`.
public record RecallAnswer(Sha256 manifest, Sha256 notice, Deeds deeds, VerifierKey signer, Instant at) {
    private static final String NOTICE = "recall";
    private static final int MODELS_MAX = 1_000;
    private static final int TEXT_MAX = 200;

    /// What was done with each kind of thing.
    public record Deeds(Deed copies, Deed derivedData, List<Model> models) {
        public Deeds {
            models = List.copyOf(models);
        }

        /// Reads the file that a holder writes: the same fields as those of the statement.
        public static Deeds read(byte[] json) throws JsonFormatException {
            JsonValue.Fields fields = JsonReader.readObject(json);
            fields.only("copies", "derivedData", "models");
            return of(fields);
        }

        static Deeds of(JsonValue.Fields fields) throws JsonFormatException {
            var models = new ArrayList<Model>();
            for (JsonValue.Fields model : fields.objects("models")) {
                models.add(Model.of(model));
            }
            if (models.size() > MODELS_MAX) {
                throw new JsonFormatException(
                        "`models` may name %d, these are %d".formatted(MODELS_MAX, models.size()));
            }
            return new Deeds(Deed.of(fields.fields("copies")), Deed.of(fields.fields("derivedData")), models);
        }

        Map<String, JsonValue> fields() {
            return Map.of(
                    "copies",
                    copies.json(),
                    "derivedData",
                    derivedData.json(),
                    "models",
                    new JsonValue.Items(models.stream().map(Model::json).toList()));
        }
    }

    /// How many of one kind, what became of them, and on which day.
    public record Deed(String action, long count, LocalDate day) {
        static Deed of(JsonValue.Fields fields) throws JsonFormatException {
            fields.only("action", "count", "on");
            long count = fields.whole("count");
            if (count < 0) {
                throw new JsonFormatException("`count` is negative");
            }
            try {
                return new Deed(line(fields, "action"), count, LocalDate.parse(fields.text("on")));
            } catch (DateTimeException e) {
                throw new JsonFormatException("`on` must be a day as 2026-11-21");
            }
        }

        JsonValue json() {
            return JsonValue.Fields.of(Map.of(
                    "action",
                    new JsonValue.Text(action),
                    "count",
                    JsonValue.Numeral.of(count),
                    "on",
                    new JsonValue.Text(day.toString())));
        }
    }

    /// A model that was trained on something that is called back, and what is done about it.
    public record Model(String name, String version, boolean released, String action) {
        static Model of(JsonValue.Fields fields) throws JsonFormatException {
            fields.only("name", "version", "released", "action");
            if (!(fields.find("released").orElse(JsonValue.Nothing.NULL) instanceof JsonValue.Truth(var released))) {
                throw new JsonFormatException("`released` must be true or false");
            }
            return new Model(line(fields, "name"), line(fields, "version"), released, line(fields, "action"));
        }

        JsonValue json() {
            return JsonValue.Fields.of(Map.of(
                    "name",
                    new JsonValue.Text(name),
                    "version",
                    new JsonValue.Text(version),
                    "released",
                    new JsonValue.Truth(released),
                    "action",
                    new JsonValue.Text(action)));
        }
    }

    private static String line(JsonValue.Fields fields, String key) throws JsonFormatException {
        String text = fields.text(key);
        if (text.isBlank() || text.length() > TEXT_MAX || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new JsonFormatException("`%s` must be one line of 1 to %d characters".formatted(key, TEXT_MAX));
        }
        return text;
    }

    /// Signs an answer to the notice in this envelope.
    public static Envelope sign(RecallNotice notice, Envelope told, Deeds deeds, SigningKey key, Instant at) {
        var fields = new HashMap<>(deeds.fields());
        fields.put("signer", new JsonValue.Text(key.verifier().text()));
        var predicate = new Statement.Predicate(fields, List.of(new Statement.Subject(NOTICE, told.payloadSha256())));
        return Envelope.sign(
                Statement.of(
                        Step.ACK, at, List.of(RecallNotice.subject(notice.copy().manifest())), predicate),
                List.of(key));
    }

    /// The key that an answer says it was signed with: whose it is, the caller must know.
    static VerifierKey claimedSigner(Envelope envelope) throws JsonFormatException {
        JsonValue.Fields payload = JsonReader.readObject(envelope.payloadText().getBytes(StandardCharsets.UTF_8));
        try {
            return VerifierKey.parse(payload.fields("predicate").text("signer"));
        } catch (NoteFormatException e) {
            throw new JsonFormatException("`signer` is no key: " + e.why());
        }
    }

    /// Reads an answer after the signature of this key held.
    static RecallAnswer read(Envelope envelope, VerifierKey signer) throws JsonFormatException {
        return switch (trusting(signer).open(envelope, 0)) {
            case EnvelopeCheck.Refused(var why) -> throw new JsonFormatException(why);
            case EnvelopeCheck.Verified(var statement, var by) -> of(statement, signer);
        };
    }

    private static RecallAnswer of(Statement statement, VerifierKey signer) throws JsonFormatException {
        Sha256 notice =
                statement.input(NOTICE).orElseThrow(() -> new JsonFormatException("no input is called `recall`"));
        return new RecallAnswer(
                RecallNotice.subject(statement), notice, Deeds.of(statement.predicate()), signer, statement.at());
    }

    private static TrustedKeys trusting(VerifierKey key) {
        String file = "firsthand-keys/1\nkey %s %s 1970-01-01T00:00:00Z -\n".formatted(key.text(), Step.ACK.wireName());
        try {
            return TrustedKeys.parse(file.getBytes(StandardCharsets.UTF_8));
        } catch (NoteFormatException e) {
            throw new IllegalStateException("a key that was read is no key", e);
        }
    }
}
