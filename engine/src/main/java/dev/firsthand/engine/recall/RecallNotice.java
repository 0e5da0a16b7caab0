package dev.firsthand.engine.recall;

import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a holder is told: which episodes of its copy must go, why, and what to do with everything that was made of
/// them.
/// Format: `docs/formats/evidence.md`, statement `recall`.
public record RecallNotice(
        Copy copy, String holder, Optional<Copy> successor, List<Called> called, Instant at, Instant answerBy) {
    /// What is done about models that saw what is called back.
    static final String LEAVE_OUT = "leave-out-of-next-training-and-disclose";

    static final String TRAIN_AGAIN = "train-again-without";
    private static final String MANIFEST = "manifest";
    private static final String SUCCESSOR = "successor";
    private static final String LICENCE = "LICENCE.md: when the operator recalls an episode, the holder deletes it and"
            + " everything that shows it, and leaves it out of the next training.";

    public RecallNotice {
        called = List.copyOf(called);
    }

    /// A version of a line as its manifest names and its digest binds it.
    public record Copy(String name, String version, Sha256 manifest) {}

    /// Episodes that go for one reason, by the names that every version of this line gives them.
    public record Called(Ground ground, List<String> episodes) {
        public Called {
            episodes = List.copyOf(episodes);
        }

        public String models() {
            return ground.models();
        }
    }

    public List<String> episodes() {
        return called.stream().flatMap(one -> one.episodes().stream()).sorted().toList();
    }

    Statement statement() {
        var fields = new HashMap<String, JsonValue>();
        fields.put("name", new JsonValue.Text(copy.name()));
        fields.put("version", new JsonValue.Text(copy.version()));
        fields.put("holder", new JsonValue.Text(holder));
        successor.ifPresent(fresh -> fields.put("supersededBy", new JsonValue.Text(fresh.version())));
        fields.put(
                "recalled",
                new JsonValue.Items(called.stream().map(RecallNotice::json).toList()));
        fields.put("answerBy", new JsonValue.Text(answerBy.toString()));
        fields.put("licence", new JsonValue.Text(LICENCE));
        return Statement.of(
                Step.RECALL,
                at,
                List.of(new Statement.Subject(MANIFEST, copy.manifest())),
                new Statement.Predicate(
                        fields,
                        successor.stream()
                                .map(fresh -> new Statement.Subject(SUCCESSOR, fresh.manifest()))
                                .toList()));
    }

    private static JsonValue json(Called called) {
        return JsonValue.Fields.of(Map.of(
                "ground",
                new JsonValue.Text(called.ground().wireName()),
                "episodes",
                new JsonValue.Items(called.episodes().stream()
                        .map(name -> (JsonValue) new JsonValue.Text(name))
                        .toList()),
                "actions",
                JsonValue.Fields.of(Map.of(
                        "copies", new JsonValue.Text("delete"),
                        "derivedData", new JsonValue.Text("delete-or-derive-again"),
                        "models", new JsonValue.Text(called.models())))));
    }

    /// Reads a statement whose signatures held.
    public static RecallNotice of(Statement statement) throws JsonFormatException {
        JsonValue.Fields fields = statement.predicate();
        if (statement.step() != Step.RECALL) {
            throw new JsonFormatException(
                    "it states %s, not a recall".formatted(statement.step().wireName()));
        }
        String name = fields.text("name");
        Optional<Sha256> fresh = statement.input(SUCCESSOR);
        Optional<Copy> successor = fresh.isPresent()
                ? Optional.of(new Copy(name, fields.text("supersededBy"), fresh.get()))
                : Optional.empty();
        return new RecallNotice(
                new Copy(name, fields.text("version"), subject(statement)),
                fields.text("holder"),
                successor,
                called(fields.objects("recalled")),
                statement.at(),
                instant(fields.text("answerBy")));
    }

    static Sha256 subject(Statement statement) throws JsonFormatException {
        return statement.subjects().stream()
                .filter(subject -> subject.name().equals(MANIFEST))
                .map(Statement.Subject::sha256)
                .findFirst()
                .orElseThrow(() -> new JsonFormatException("no subject is called `manifest`"));
    }

    static Statement.Subject subject(Sha256 manifest) {
        return new Statement.Subject(MANIFEST, manifest);
    }

    private static List<Called> called(List<JsonValue.Fields> groups) throws JsonFormatException {
        var called = new ArrayList<Called>();
        for (JsonValue.Fields group : groups) {
            called.add(new Called(ground(group.text("ground")), episodes(group)));
        }
        return called;
    }

    private static List<String> episodes(JsonValue.Fields group) throws JsonFormatException {
        if (!(group.find("episodes").orElse(JsonValue.Nothing.NULL) instanceof JsonValue.Items(var values))) {
            throw new JsonFormatException("`episodes` must be an array");
        }
        var episodes = new ArrayList<String>();
        for (JsonValue value : values) {
            if (!(value instanceof JsonValue.Text(var name))) {
                throw new JsonFormatException("`episodes` must be an array of texts");
            }
            episodes.add(name);
        }
        return episodes;
    }

    private static Ground ground(String name) throws JsonFormatException {
        try {
            return Ground.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new JsonFormatException("`%s` is no ground that is known here".formatted(name));
        }
    }

    private static Instant instant(String text) throws JsonFormatException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new JsonFormatException("`answerBy` must be a time as 2026-11-21T10:00:00Z");
        }
    }
}
