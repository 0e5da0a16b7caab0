package dev.firsthand.evidence.attestation;

import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonReader;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.json.JsonWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A step, the bytes that it is about, and what is said of them. The predicate's `at` is when it was done.
public record Statement(Step step, List<Subject> subjects, Instant at, JsonValue.Fields predicate) {
    public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private static final String TYPE = "https://in-toto.io/Statement/v1";
    private static final String AT = "at";
    private static final String INPUTS = "inputs";

    /// Bytes by their digest, with a name that means something to whoever made the statement.
    public record Subject(String name, Sha256 sha256) {}

    public Statement {
        subjects = List.copyOf(subjects);
        if (subjects.isEmpty()) {
            throw new IllegalArgumentException("a statement is about something: it has a subject");
        }
    }

    /// The predicate gets `at` and, where there are any, the `inputs` of the step.
    public static Statement of(Step step, Instant at, List<Subject> subjects, Predicate predicate) {
        var fields = new TreeMap<String, JsonValue>(predicate.fields());
        fields.put(AT, new JsonValue.Text(at.toString()));
        if (!predicate.inputs().isEmpty()) {
            fields.put(INPUTS, resources(predicate.inputs()));
        }
        return new Statement(step, subjects, at, JsonValue.Fields.of(fields));
    }

    /// What a step says beside its time: its own fields, and what it was made from.
    public record Predicate(Map<String, JsonValue> fields, List<Subject> inputs) {
        public Predicate {
            fields = Map.copyOf(fields);
            inputs = List.copyOf(inputs);
        }
    }

    static Statement parse(byte[] payload) throws JsonFormatException {
        JsonValue.Fields fields = JsonReader.readObject(payload);
        fields.only("_type", "subject", "predicateType", "predicate");
        if (!fields.text("_type").equals(TYPE)) {
            throw new JsonFormatException("`_type` must be " + TYPE);
        }
        Step step = Step.ofPredicateType(fields.text("predicateType"))
                .orElseThrow(() -> new JsonFormatException("`predicateType` is none of ours"));
        JsonValue.Fields predicate = fields.fields("predicate");
        List<Subject> subjects = subjects(fields.objects("subject"));
        if (subjects.isEmpty()) {
            throw new JsonFormatException("`subject` is empty");
        }
        return new Statement(step, subjects, instant(predicate.text(AT)), predicate);
    }

    /// What the step was made from.
    public List<Subject> inputs() throws JsonFormatException {
        return predicate.find(INPUTS).isEmpty() ? List.of() : subjects(predicate.objects(INPUTS));
    }

    /// The input of this name.
    public Optional<Sha256> input(String name) throws JsonFormatException {
        return inputs().stream()
                .filter(input -> input.name().equals(name))
                .map(Subject::sha256)
                .findFirst();
    }

    public byte[] bytes() {
        return JsonWriter.bytes(JsonValue.Fields.of(Map.of(
                "_type",
                new JsonValue.Text(TYPE),
                "subject",
                resources(subjects),
                "predicateType",
                new JsonValue.Text(step.predicateType()),
                "predicate",
                predicate)));
    }

    private static JsonValue resources(List<Subject> subjects) {
        return new JsonValue.Items(subjects.stream()
                .map(subject -> (JsonValue) JsonValue.Fields.of(Map.of(
                        "name",
                        new JsonValue.Text(subject.name()),
                        "digest",
                        JsonValue.Fields.of(Map.of(
                                "sha256", new JsonValue.Text(subject.sha256().hex()))))))
                .toList());
    }

    private static List<Subject> subjects(List<JsonValue.Fields> resources) throws JsonFormatException {
        var subjects = new ArrayList<Subject>();
        for (JsonValue.Fields resource : resources) {
            try {
                subjects.add(new Subject(
                        resource.text("name"),
                        new Sha256(resource.fields("digest").text("sha256"))));
            } catch (IllegalArgumentException e) {
                throw new JsonFormatException("`sha256` must be 64 hexadecimal digits in lower case");
            }
        }
        return List.copyOf(subjects);
    }

    private static Instant instant(String text) throws JsonFormatException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new JsonFormatException("`at` must be a time as 2026-11-21T10:00:00Z");
        }
    }
}
