package dev.firsthand.bench.scenario;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A scenario as canonical JSON: integers and strings only, keys sorted, no space. Its SHA-256 is its id.
public final class ScenarioFile {
    private static final String SCHEMA = "home/scenario/1";

    private ScenarioFile() {}

    public static String json(Scenario scenario, Library library) {
        var fields = new TreeMap<String, Object>();
        fields.put("schema", SCHEMA);
        fields.put("seed", Long.toUnsignedString(scenario.seed()));
        fields.put("tier", scenario.tier().name());
        fields.put("family", scenario.family());
        fields.put("start_hour", scenario.startHour());
        fields.put("rooms", scenario.rooms());
        fields.put("slips_per_mille", scenario.slipsPerMille());
        fields.put(
                "people",
                scenario.residents().stream().map(ScenarioFile::fields).toList());
        fields.put(
                "tasks",
                scenario.tasks().stream().map(task -> fields(task, library)).toList());
        fields.put(
                "twists", scenario.twists().stream().map(ScenarioFile::fields).toList());
        return text(fields);
    }

    public static String id(Scenario scenario, Library library) {
        return sha256(json(scenario, library));
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static Map<String, Object> fields(Resident resident) {
        return new TreeMap<>(
                Map.of("name", resident.name(), "role", resident.role().name(), "language", resident.language()));
    }

    private static Map<String, Object> fields(Task task, Library library) {
        return new TreeMap<>(Map.of(
                "key", task.key(),
                "activity", task.activity(),
                "activity_sha256", sha256(library.text(task.activity())),
                "release_ms", task.releaseMs(),
                "deadline_ms", task.deadlineMs(),
                "hold_ms", task.holdMs(),
                "weight", task.weight(),
                "requester", task.requester(),
                "human_ref_ms", task.humanRefMs()));
    }

    private static Map<String, Object> fields(Twist twist) {
        return new TreeMap<>(Map.of(
                "kind", twist.kind().name(),
                "trigger", twist.trigger().name(),
                "at_ms", twist.atMs(),
                "task", twist.task()));
    }

    private static String text(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quoted(entry.getKey().toString()) + ":" + text(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(ScenarioFile::text).collect(Collectors.joining(",", "[", "]"));
            case String string -> quoted(string);
            case Integer number -> number.toString();
            case Long number -> number.toString();
            default -> throw new IllegalArgumentException("integers and strings only, not " + value.getClass());
        };
    }

    private static String quoted(String string) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
