package dev.firsthand.bench.scenario;

import dev.firsthand.bench.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A scenario as canonical JSON: integers and strings only, keys sorted, no space. Its SHA-256 is its id.
public final class ScenarioFile {
    static final String SCHEMA = "home/scenario/1";

    /// Whoever trains on texts can leave out those that hold it, and whoever did not can be asked for it.
    public static final String CANARY = "firsthand-bench-canary 5d0c41f2-7f0a-4b9e-9a54-6e1c2f8b7a30";

    private ScenarioFile() {}

    public static String json(Scenario scenario, Library library) {
        var fields = new TreeMap<String, Object>();
        fields.put("canary", CANARY);
        fields.put("schema", SCHEMA);
        fields.put("seed", Long.toUnsignedString(scenario.seed()));
        fields.put("tier", scenario.tier().name());
        fields.put("family", scenario.family());
        fields.put("start_hour", scenario.startHour());
        fields.put("rooms", scenario.rooms());
        fields.put("slips_per_mille", scenario.slipsPerMille());
        fields.put("people", list(scenario.residents().stream().map(ScenarioFile::fields)));
        fields.put("tasks", list(scenario.tasks().stream().map(task -> fields(task, library))));
        fields.put("twists", list(scenario.twists().stream().map(ScenarioFile::fields)));
        return Json.text(fields);
    }

    private static List<Map<String, Object>> list(Stream<Map<String, Object>> items) {
        return items.toList();
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
        return Map.of("name", resident.name(), "role", resident.role().name(), "language", resident.language());
    }

    private static Map<String, Object> fields(Task task, Library library) {
        return Map.of(
                "key", task.key(),
                "activity", task.activity(),
                "activity_sha256", library.digest(task.activity()),
                "release_ms", task.releaseMs(),
                "deadline_ms", task.deadlineMs(),
                "hold_ms", task.holdMs(),
                "weight", task.weight(),
                "requester", task.requester(),
                "human_ref_ms", task.humanRefMs());
    }

    private static Map<String, Object> fields(Twist twist) {
        return Map.of(
                "kind", twist.kind().name(),
                "trigger", twist.trigger().name(),
                "at_ms", twist.atMs(),
                "task", twist.task());
    }
}
